import { listed } from '../core/listed.ts';
import type { Notification } from '../core/notification.ts';
import type { RequestRecord } from '../core/trial.ts';
import type { ExecutedTrial } from './execute.ts';
import type { World } from './world.ts';

/** How many are named. */
const most = 5;

/**
 * What the simulated sources and the commands have missed of each other, each kind once for all runs.
 *
 * @param isWhole - all probes looked at all commands: only then something may be called unused.
 */
export function unaskedNotes(
  executed: Iterable<ExecutedTrial>,
  { unusedAnswers }: Pick<World, 'unusedAnswers'>,
  isWhole: boolean,
): readonly Notification[] {
  const runs = [...executed].flatMap((trial) => trial.runs);
  const notes = [...inventedNotes(runs.flatMap(({ requests }) => requests))];
  if (!isWhole || runs.length === 0) return notes;
  const { own, shipped } = unusedAnswers();
  if (own.length > 0)
    notes.push(unused(`nothing has asked for these files of \`probe.fixtures\`: ${listed(own, most)}`));
  for (const [host, files] of shipped)
    notes.push(unused(`of what synclint answers for \`${host}\`, nothing has asked for ${listed(files, most)}`));
  return [...notes, ...seamNotes(runs.map(({ result }) => result.seams))];
}

/** Endpoints of which nobody has said what they answer. */
function* inventedNotes(requests: readonly RequestRecord[]): Generator<Notification> {
  const invented = requests.filter((request) => request.invented === true);
  const endpoints = [...new Set(invented.map(({ method, url }) => `${method} ${url.replace(/[?#].*$/s, '')}`))].sort();
  if (endpoints.length === 0) return;
  const message = `answers were invented for ${listed(endpoints, most)}: record them in \`probe.fixtures\``;
  yield { level: 'note', kind: 'invented-answer', message };
}

type Seams = ExecutedTrial['runs'][0]['result']['seams'];

function* seamNotes(runs: readonly Seams[]): Generator<Notification> {
  const names = [...new Set(runs.flatMap((seams) => Object.keys(seams)))].sort();
  const isAny = (name: string, state: Seams[string]): boolean => runs.some((seams) => seams[name] === state);
  const unmet = names.filter((name) => !isAny(name, 'found') && !isAny(name, 'asked'));
  if (unmet.length > 0) {
    const message = `nothing that the commands import has these callables of \`probe.seams\`: ${listed(unmet, most)}`;
    yield { level: 'warning', kind: 'unmet-seam', message };
  }
  const idle = names.filter((name) => isAny(name, 'found') && !isAny(name, 'asked'));
  if (idle.length > 0) yield unused(`no command has called these callables of \`probe.seams\`: ${listed(idle, most)}`);
}

function unused(message: string): Notification {
  return { level: 'note', kind: 'unused-answer', message };
}
