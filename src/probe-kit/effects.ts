import type { Frame } from '../core/trial.ts';
import type { RequestRecord } from '../core/trial.ts';
import type { Effects } from './seen.ts';
import { hostOf, isReading } from './requests.ts';

/** Something that outlives a run, and where it was done. */
export interface Effect {
  /** Behind the name of the run: `writes to \`orders\``. */
  readonly does: string;
  readonly stack: readonly Frame[];
  /** The place, or what was done where no line of the project did it. */
  readonly key: string;
}

/** Statements that changed rows, or the schema; those that were taken back or touched none are attempts. */
export function writesOf({ writes }: Effects): {
  readonly lasting: Effects['writes'];
  readonly attempts: Effects['writes'];
} {
  const isAttempt = ({ rows, rolled_back: undone, kind }: Effects['writes'][number]) =>
    undone || (rows === 0 && kind === 'write');
  return { lasting: writes.filter((write) => !isAttempt(write)), attempts: writes.filter(isAttempt) };
}

/** Everything but rows: files, mails, tasks, processes and requests. */
export function* outsideEffects(
  { files, mails, tasks, processes, sent }: Effects,
  requests: readonly RequestRecord[],
): Generator<Effect> {
  for (const { path, how, stack } of files)
    if (!isScratch(path)) yield effect(`changes the file \`${path}\` (${how})`, stack, path);
  for (const { subject, stack } of mails) yield effect(`sends a mail: “${subject}”`, stack, 'mail');
  for (const { name, stack } of tasks) yield effect(`queues the task \`${name}\``, stack, name);
  for (const { command, stack } of processes) yield effect(`starts \`${command}\``, stack, command);
  const left = [...sent];
  for (const request of requests) {
    const index = left.findIndex((one) => isSame(one, request));
    const [found] = index < 0 ? [] : left.splice(index, 1);
    if (!isReading(request))
      yield effect(`sends \`${request.method} ${request.url}\``, found?.stack ?? [], request.method + request.url);
  }
}

/** The simulator tells what came, the client library who sent it. */
function isSame({ method, host, path }: Effects['sent'][number], request: RequestRecord): boolean {
  const [, ofRequest = ''] = /^[a-z]+:\/\/[^/]*([^?#]*)/i.exec(request.url) ?? [];
  return method === request.method && host === hostOf(request) && (path || '/') === (ofRequest || '/');
}

/** Logs, temporary files and what Python keeps for itself. */
export function isScratch(path: string): boolean {
  return /(^|\/)(tmp|temp|logs?|dev|proc|__pycache__|\.synclint)\/|\.(log(\.\d+)?|pyc|lock|pid)$/i.test(path);
}

function effect(does: string, stack: readonly Frame[], otherwise: string): Effect {
  const place = stack.at(-1);
  return { does, stack, key: place === undefined ? otherwise : `${place.file}:${place.line}` };
}
