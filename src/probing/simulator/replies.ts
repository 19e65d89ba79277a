import type { Answers, Fault } from '../../core/trial.ts';
import type { Answer, Listing, Whole } from './answers/answer.ts';
import type { Asked } from './answers/asked.ts';
import { render } from './answers/render.ts';
import type { Reply, TextReply } from './wire.ts';
import { replyUnder } from './faults/reply-under.ts';
import { bentRecord, bentRecords } from './faults/record-faults.ts';
import { hugeDigits, hugeInteger, textOf } from './faults/huge-integer.ts';
import { mapLeaves } from './json.ts';
import type { Json } from '../../core/verdict.ts';
import { answerOf } from './answers/body.ts';
import { keyOf } from './answers/record-key.ts';

/** Replies of one run; it counts, since some faults pass. */
export function replies(answers: Answers, answerTo: (asked: Asked) => Answer): (asked: Asked, url: string) => Reply {
  let met = 0;
  return (asked, url) => {
    const { fault, only } = answers;
    if (fault === undefined || (only !== undefined && ![only].flat().some((text) => url.includes(text))))
      return usualReply(answerTo(asked), asked, answers);
    met += 1;
    return replyUnder(fault, met, () => usualReply(bent(answerTo(asked), fault), asked, answers));
  };
}

function bent(answer: Answer, fault: Fault): Answer {
  switch (answer.kind) {
    case 'listing':
      return { ...answer, records: bentRecords(answer.records, fault) };
    case 'whole':
      return answer.fixed ? answer : { ...answer, body: bentRecord(answer.body, fault, keyOf(answer.body)) };
    case 'text':
      return answer;
  }
}

/** A value that is given where no request is: with the records of that edition, and with that fault. */
export function valueUnder(value: Json, { edition = 1, fault }: Answers): Json {
  const answer = answerOf(value, edition);
  const served = fault === undefined ? answer : bent(answer, fault);
  if (served.kind === 'text' || (served.kind === 'listing' && served.records.count === Number.POSITIVE_INFINITY))
    return value;
  const body = served.kind === 'listing' ? render(served, nothingAsked).body : served.body;
  return mapLeaves(body, (leaf) => (leaf === hugeInteger ? hugeDigits : leaf));
}

const nothingAsked: Asked = { method: 'GET', host: '', segments: [], query: new Map() };

function usualReply(answer: Answer, asked: Asked, { shown }: Answers): TextReply {
  const { status } = answer;
  const invented = answer.invented && { invented: answer.invented };
  if (answer.kind === 'text') return { kind: 'text', status, headers: answer.headers, body: answer.text, served: null };
  const { body, served } = answer.kind === 'listing' ? render(answer, asked) : { body: answer.body, served: null };
  const headers = { 'content-type': 'application/json', ...lowerCased(answer.headers) };
  return {
    kind: 'text',
    status,
    headers,
    body: textOf(body),
    served,
    ...invented,
    ...(shown && { records: recordsIn(answer) }),
  };
}

/** More than anybody compares. */
const mostShown = 50;

function recordsIn(answer: Listing | Whole): readonly Json[] {
  if (answer.kind === 'whole') return [answer.body];
  const { count, at } = answer.records;
  return Array.from({ length: Math.min(count, mostShown) }, (_, index) => at(index));
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
