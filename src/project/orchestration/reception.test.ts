import { expect, test } from 'vitest';
import { known, notKnown } from '../../core/known.ts';
import { projectOf } from '../../testing/in-memory.ts';
import { receive } from './reception.ts';

function optionsOf(...lines: readonly string[]) {
  const project = projectOf({
    'depot/management/commands/load.py': [
      'from django.core.management import BaseCommand',
      'class Command(BaseCommand):',
      '    def add_arguments(self, parser):',
      ...lines.map((line) => `        ${line}`),
    ],
  });
  const [command] = project.commands();
  if (command === undefined) throw new Error('no command');
  return command.options;
}

const options = optionsOf(
  'parser.add_argument("-n", "--dry-run", action="store_true")',
  'parser.add_argument("--since", "--after", dest="start")',
  'parser.add_argument("--fast")',
  'parser.add_argument("--fasten")',
);

// What Django's `call_command` does with them: django/core/management/__init__.py.
test.each([
  ['--dry-run', 'accepted'],
  ['-n', 'accepted'],
  ['--dry', 'abbreviated'],
  ['--force', 'abbreviated'],
  ['--purge', 'rejected'],
  ['--fas', 'unknown'],
  ['-x', 'unknown'],
  ['-1', 'unknown'],
  ['dry_run', 'accepted'],
  ['start', 'accepted'],
  ['after', 'accepted'],
  ['since', 'rejected'],
  ['n', 'rejected'],
  ['verbosity', 'accepted'],
  ['skip_checks', 'accepted'],
  ['stdout', 'accepted'],
  ['session', 'rejected'],
])('%s is %s', (name, kind) => {
  expect(receive(options, known([]), name).kind).toBe(kind);
});

test('keywords without an option are accepted where the command says so', () => {
  expect(receive(options, known(['session']), 'session').kind).toBe('accepted');
  expect(receive(options, notKnown, 'session').kind).toBe('unknown');
});

test('an open set takes anything', () => {
  const open = optionsOf('parser.add_argument("--full")', 'parser.add_argument(NAME)');
  expect(receive(open, known([]), '--purge').kind).toBe('unknown');
  expect(receive(open, known([]), '--ful').kind).toBe('unknown');
  expect(receive(open, known([]), '--full').kind).toBe('accepted');
});

test('options of subcommands are options', () => {
  const sub = optionsOf('table = parser.add_subparsers().add_parser("table")', 'table.add_argument("--delimiter")');
  expect(receive(sub, known([]), '--delimiter').kind).toBe('accepted');
  expect(receive(sub, known([]), 'delimiter').kind).toBe('accepted');
});
