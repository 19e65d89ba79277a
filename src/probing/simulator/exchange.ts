import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answers } from '../../core/trial.ts';
import type { Exchange } from '../world.ts';
import type { Answer, AnswerSource, Serving } from './answers/answer.ts';
import type { Asked } from './answers/asked.ts';
import type { LearnedShape } from './learned-shape.ts';
import type { Certificates } from './network/certificates.ts';
import { deliver } from './network/deliver.ts';
import { openPort, type Connection } from './network/port.ts';
import { bodyOf, headersOf, urlOf } from './network/requested.ts';
import { replies } from './replies.ts';
import { requestLog } from './request-log.ts';
import { segmentsOf } from './segments.ts';

/** Rejects on closing when an answer could not be made: that is a defect of ours. */
export async function openExchange(
  certificates: Certificates,
  sources: readonly AnswerSource[],
  answers: Answers,
  expected: LearnedShape | null,
): Promise<Exchange> {
  const serving: Serving = { edition: answers.edition ?? 1, expected };
  const replyTo = replies(answers, (asked) => chosenAnswer(sources, asked, serving));
  const log = requestLog();
  const defects: unknown[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse, connection: Connection) => {
    const body = await bodyOf(request).catch(() => null);
    if (body === null) return; // The client went away before it had asked.
    const url = urlOf(request, connection.secure);
    const method = request.method ?? 'GET';
    const reply = replyTo(askedOf(method, url), url.href);
    log.add({ method, url: url.href, headers: headersOf(request), body }, reply);
    deliver(reply, response, connection);
  };
  const port = await openPort(certificates, (request, response, connection) => {
    answer(request, response, connection).catch((error: unknown) => {
      defects.push(error);
      response.destroy();
    });
  });
  return {
    port: port.number,
    requests: log.records,
    async close() {
      await port.close();
      if (defects.length > 0) throw defects[0];
    },
  };
}

function chosenAnswer(sources: readonly AnswerSource[], asked: Asked, serving: Serving): Answer {
  for (const source of sources) {
    const answer = source(asked, serving);
    if (answer !== null) return answer;
  }
  throw new Error(`no source answers ${asked.host}`);
}

function askedOf(method: string, url: URL): Asked {
  return {
    method,
    host: url.hostname.toLowerCase(),
    segments: segmentsOf(url.pathname),
    query: new Map(url.searchParams),
  };
}
