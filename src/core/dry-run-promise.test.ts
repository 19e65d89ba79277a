import { describe, expect, test } from 'vitest';
import type { EffectEvent } from './command-run.ts';
import { dryRunPromise, isPromised, type Promised } from './dry-run-promise.ts';
import { optionsOf } from '../testing/options-of.ts';

const policy = { flags: ['--dry-run'], invertedFlags: ['--commit'], named: [], guards: [], effects: [] };

function promiseOf(help: string, { flag = '--dry-run', command = '', said = '', named = [] as string[] } = {}) {
  const { options } = optionsOf([
    'class Command(BaseCommand):',
    '    def add_arguments(self, parser):',
    `        parser.add_argument("${flag}", action="store_true", help=${JSON.stringify(help)})`,
  ]);
  const [option] = options;
  if (option === undefined) throw new Error('no option');
  const output = { kind: 'output', text: said, whole: true, mild: false, channel: 'stdout', ...place } as const;
  return dryRunPromise(
    option,
    { help: { known: true, value: command } },
    { events: said === '' ? [] : [output] },
    { ...policy, named },
  );
}

const place = {
  at: { file: 'a.py', region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } } as never,
  module: 'a' as never,
  function: '',
  inAsync: false,
  chain: [],
  doubtful: false,
  inHandler: false,
};

function kindsOf(help: string): 'everything' | readonly Promised[] | undefined {
  const of = promiseOf(help)?.of;
  return of === undefined || of === 'everything' ? of : [...of].sort();
}

describe('A dry run promises everything', () => {
  test.each([
    ...['Do not save anything', "Don't write, only print", 'Run without making any changes', 'Parse but do not import'],
    ...['Show what would be done without doing it', 'Print the plan instead of executing it', 'No side effects'],
    ...['Preview what would be re-indexed without changing anything', 'Do not save or send email'],
    ...['Simular sem salvar', 'Ne rien enregistrer'],
  ])('in so many words: %s', (help) => {
    expect(promiseOf(help)).toEqual({ of: 'everything', by: 'words' });
  });

  test.each([
    ...["Don't actually run", 'Do not perform the real operation', 'Print the results only', 'Show results'],
    ...['', 'Dry run', 'Simulate', 'Print only', 'Mode test'],
  ])('by its name: %s', (help) => {
    expect(promiseOf(help)).toEqual({ of: 'everything', by: 'name' });
  });

  test('where the configuration names the flag, whatever the help says', () => {
    expect(promiseOf('Do not send mail', { named: ['--dry-run'] })).toEqual({ of: 'everything', by: 'configuration' });
  });
});

test.each<[string, readonly Promised[]]>([
  ['Do not send any emails', ['mail', 'outside']],
  ['Dry run instead of mailing', ['mail']],
  ['Preview without sending', ['mail', 'outside']],
  ['Do not delete, only list', ['deletions']],
  ['Show what would be removed', ['deletions']],
  ['Say what would be pushed to the API', ['outside']],
  ['Skip the upload to S3', ['outside']],
  ['Force dry-run (no external calls)', ['outside']],
  ['No network', ['outside']],
  ['Do not index', ['outside']],
  ['Run queries but do not write files', ['files']],
  ['Run without changes to the database', ['records']],
  ['Roll back changes to db, and send no mail', ['mail', 'outside', 'records']],
  ['Show what would change, do not update Canvas with it', ['outside']],
  ['Pretend, and send no updates to SHARE', ['outside']],
])('%s promises that kind of thing alone', (help, kinds) => {
  expect(kindsOf(help)).toEqual(kinds);
});

test.each([
  ...['Do not save the results', 'Run without writing any output', 'Do not print results', "Don't restart the workers"],
  'Run the models, but skip training',
  ...['Use sample data instead of the live feed', 'No requests (still writes to the database)'],
  'Store the decisions, but do not create orders',
  'Test: only send to superusers',
  'Mail only staff: send it only to them',
])('%s promises nothing', (help) => {
  expect(kindsOf(help)).toBeUndefined();
});

describe('A run without an inverted flag', () => {
  test.each(['update Canvas with new admins', 'Delete expired courses', 'Commit', ''])(
    'promises nothing: %s',
    (help) => {
      expect(promiseOf(help, { flag: '--commit' })).toBeUndefined();
    },
  );

  test('promises what its help offers', () => {
    expect(promiseOf('Save the changes; otherwise nothing is changed', { flag: '--commit' })?.of).toBe('everything');
  });

  test('promises what the help of its command offers', () => {
    const help = 'Close orders. Without --commit this is a dry run.';
    expect(promiseOf('Write', { flag: '--commit', command: help })?.of).toBe('everything');
  });

  test('promises what it says when it runs', () => {
    expect(promiseOf('Write', { flag: '--commit', said: 'DRY RUN: no order is closed' })?.of).toBe('everything');
    expect(promiseOf('Write', { flag: '--commit', said: 'done' })).toBeUndefined();
  });
});

test.each<[Promised, EffectEvent['effect'], string, boolean]>([
  ['records', 'write', 'Order.save', true],
  ['records', 'sql', 'cursor.execute', true],
  ['records', 'mail', 'send_mail', false],
  ['deletions', 'write', 'Order.objects.delete', true],
  ['deletions', 'write', 'Order.objects.create', false],
  ['deletions', 'file', 'os.remove', true],
  ['mail', 'queue', 'send_reminder.delay', true],
  ['mail', 'queue', 'rebuild_index.delay', false],
  ['outside', 'http', 'requests.post', true],
  ['files', 'http', 'requests.post', false],
  ['files', 'configured', 'shop.send', true],
])('A promise of %s speaks of %s by %s: %s', (thing, effect, what, expected) => {
  const event: EffectEvent = { kind: 'effect', effect, what, rolledBack: false };
  expect(isPromised({ of: new Set([thing]), by: 'words' }, event)).toBe(expected);
});
