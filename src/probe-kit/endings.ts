import type { Exit, Frame, RunRecord } from '../core/trial.ts';
import { endpointOf, fixtureFileOf } from './requests.ts';

export function isSuccess(exit: Exit): boolean {
  return exit.kind === 'returned' || (exit.kind === 'exit' && exit.code === 0);
}

/** The run ended as a command does that says why it cannot go on. */
export function isRefusal(exit: Exit): exit is Extract<Exit, { kind: 'exit' }> {
  return exit.kind === 'exit' && exit.code !== 0;
}

/** How a run ended, in a few words. */
export function endingOf(exit: Exit): string {
  switch (exit.kind) {
    case 'returned':
      return 'it ends in exit code 0';
    case 'exit':
      return exit.message === '' ? `it ends in exit code ${exit.code}` : firstLine(exit.message);
    case 'exception':
      return `\`${exit.type}\`: ${firstLine(exit.message)}`;
    case 'killed':
      return killings[exit.why];
  }
}

const killings = {
  deadline: 'it did not end in time',
  output: 'it printed without end',
  processes: 'it started processes without end',
  interruption: 'it was interrupted',
  self: 'its process ended by itself',
} as const;

export function stackOf(exit: Exit): readonly Frame[] {
  return exit.kind === 'exception' || exit.kind === 'killed' ? exit.stack : [];
}

/** Everything that somebody at a terminal, or a log, gets to read. */
export function textOf({ stdout, stderr, exit }: RunRecord): string {
  const message = exit.kind === 'exit' || exit.kind === 'exception' ? exit.message : '';
  return [stdout.text, stderr.text, message].join('\n');
}

/**
 * Why nothing can be learnt by comparing with this run; undefined where it went as it should.
 *
 * @param name - what is compared with, such as `plain run`.
 */
export function troubleOf(run: RunRecord, name = 'plain run'): string | undefined {
  const { exit } = run;
  if (isSuccess(exit)) return undefined;
  if (asksForInput(exit)) {
    return `the ${name} asks for input: say in \`probe.arguments\` what has to be typed for it to ask nothing`;
  }
  if (needsPostgres(run)) return `needs PostgreSQL: ${endingOf(exit)}`;
  const fixture = missingFixture(run);
  return `the ${name} fails: ${endingOf(exit)}${fixture === undefined ? '' : `; ${fixture}`}`;
}

/** There is nobody at the terminal. */
function asksForInput(exit: Exit): boolean {
  return exit.kind === 'exception' && exit.type === 'EOFError' && /reading a line/.test(exit.message);
}

/** SQLite does not know what the project asks it for. */
export function needsPostgres(run: RunRecord): boolean {
  return /(OperationalError|ProgrammingError|NotSupportedError).{0,200}(near "|no such function|unrecognized token|syntax error|not support)|near ".{1,40}": syntax error|no such function: |SQLite (?:INTEGER|does not)/s.test(
    `${run.exit.kind === 'exception' ? run.exit.type : ''} ${textOf(run)}`,
  );
}

/** What was served was invented, and the code expects something else. */
function missingFixture({ exit, requests }: RunRecord): string | undefined {
  const last = requests.at(-1);
  if (exit.kind === 'killed') return undefined;
  if (last === undefined) {
    const isDatabase = /OperationalError|ProgrammingError|DatabaseError|no such table|ConnectionDoesNotExist/;
    return isDatabase.test(endingOf(exit)) ? 'say in `probe.seams` what its source database holds' : undefined;
  }
  if (exit.kind === 'exception' && !invented.test(exit.type)) return undefined;
  const unknown = requests.findLast((request) => request.invented === true) ?? last;
  return `what was served is invented: record the answer of \`${endpointOf(unknown)}\` in \`probe.fixtures\`, as \`${fixtureFileOf(unknown)}\``;
}

const invented =
  /(?:^|\.)(KeyError|TypeError|ValueError|IndexError|AttributeError|ValidationError|JSONDecodeError|InvalidOperation|DataError|IntegrityError|.*ParseError)$/;

function firstLine(text: string): string {
  const line = text.trim().split('\n').at(0) ?? '';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
