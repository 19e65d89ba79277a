import type { CommandRun } from '../core/command-run.ts';
import type { Invocation } from '../core/invocation.ts';
import { projectOf, type Files } from './in-memory.ts';

const file = 'depot/management/commands/run.py';

export interface TestedRun {
  readonly run: CommandRun;
  readonly children: readonly Invocation[];
  /** How the run ends when the children fail that are called first. */
  readonly endAfterFailure: CommandRun['end'] | undefined;
}

/** A real run of a command with `--full`, `--dry-run` and `--entities`, whose `handle` and other methods are given. */
export function runOf(
  methods: readonly string[],
  more: { readonly head?: readonly string[]; readonly files?: Files } = {},
): TestedRun {
  const project = projectOf({
    ...more.files,
    [file]: [
      'import sys',
      'from concurrent.futures import ThreadPoolExecutor, as_completed',
      'from django.core.management import BaseCommand, CommandError, call_command',
      ...(more.head ?? []),
      'class Command(BaseCommand):',
      '    def add_arguments(self, parser):',
      '        parser.add_argument("--full", action="store_true")',
      '        parser.add_argument("--dry-run", action="store_true")',
      '        parser.add_argument("--entities", nargs="*")',
      ...methods.map((line) => `    ${line}`),
    ],
  });
  const [command] = project.commands().filter(({ name }) => name === 'run');
  const run = command && project.run(command, 'real');
  if (command === undefined || run === undefined) throw new Error('the command was not found');
  const children = project.childrenOf(run);
  const [first] = children;
  return { run, children, endAfterFailure: first && project.afterFailure(command, first.at)?.end };
}

/** The same with the body of `handle`. */
export function runOfHandle(body: readonly string[], head: readonly string[] = []): TestedRun {
  return runOf(['def handle(self, *args, **options):', ...body.map((line) => `    ${line}`)], { head });
}
