import type { Fault } from '../../../core/trial.ts';
import type { Reply, TextReply } from '../wire.ts';

/** The reply to the request that is the `met`-th to meet the fault. */
export function replyUnder(fault: Fault, met: number, usual: () => TextReply): Reply {
  switch (fault) {
    case 'unauthorized':
      return refusal(401, 'unauthorized', { 'www-authenticate': 'Bearer' });
    case 'forbidden':
      return refusal(403, 'forbidden');
    case 'not-found':
      return refusal(404, 'not found');
    case 'rate-limited':
      return met > 2 ? usual() : refusal(429, 'too many requests', { 'retry-after': '2' });
    case 'unavailable-twice':
      return met > 2 ? usual() : refusal(500, 'internal server error');
    case 'unavailable':
      return refusal(500, 'internal server error');
    case 'unavailable-later':
      return met === 1 ? usual() : refusal(500, 'internal server error');
    case 'hang':
    case 'reset':
      return { kind: fault };
    case 'truncated': {
      const reply = usual();
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)), served: null };
    }
    case 'html':
      return {
        kind: 'text',
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: page,
        served: null,
      };
    default:
      return usual();
  }
}

function refusal(status: number, error: string, headers: Readonly<Record<string, string>> = {}): TextReply {
  const body = JSON.stringify({ error, message: error, status });
  return { kind: 'text', status, headers: { 'content-type': 'application/json', ...headers }, body, served: null };
}

const page = `<!DOCTYPE html>
<html lang="en"><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>
`;
