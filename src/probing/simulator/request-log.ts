import type { RequestRecord } from '../../core/trial.ts';
import { redactBody, redactHeaders, redactUrl } from '../../core/redact.ts';
import type { Reply } from './wire.ts';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RequestLog {
  readonly add: (request: SeenRequest, reply: Reply) => void;
  readonly records: () => readonly RequestRecord[];
}

/** A client that asks without end must not fill the memory. */
const mostRecords = 10_000;
const mostBodies = 16 * 1024 * 1024;

/** What was asked for, without its secrets, in the order in which it came. */
export function requestLog(): RequestLog {
  const start = performance.now();
  const records: RequestRecord[] = [];
  let bodies = 0;
  return {
    add({ method, url, headers, body }, reply) {
      if (records.length >= mostRecords) return;
      bodies += body.length;
      records.push({
        method,
        url: redactUrl(url),
        headers: redactHeaders(headers),
        body: bodies > mostBodies ? '' : redactBody(body, headers['content-type'] ?? ''),
        status: reply.kind === 'text' ? reply.status : null,
        served: reply.kind === 'text' ? reply.served : null,
        ...(reply.kind === 'text' && reply.records && { records: reply.records }),
        ...(reply.kind === 'text' && reply.invented && { invented: reply.invented }),
        at: Math.round(performance.now() - start),
      });
    },
    records: () => [...records],
  };
}
