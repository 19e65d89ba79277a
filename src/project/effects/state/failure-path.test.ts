import { expect, test } from 'vitest';
import { runOf, runOfHandle } from '../../../testing/orchestration-of.ts';

const guarded = (...handler: readonly string[]) => [
  'failed = []',
  'for name in ("load_a", "load_b"):',
  '    try:',
  '        call_command(name)',
  ...handler.map((line) => `    ${line}`),
];

test.each([
  ['nothing catches it', ['call_command("load_a")'], 'failure'],
  ['it is printed', guarded('except Exception as error:', '    print(error)'), 'success'],
  ['everything is caught', guarded('except:', '    pass'), 'success'],
  ['something else is caught', guarded('except ValueError:', '    pass'), 'failure'],
  ['it is one of several', guarded('except (ValueError, CommandError):', '    pass'), 'success'],
  ['it is raised again', guarded('except CommandError:', '    raise'), 'failure'],
  ['another one is raised', guarded('except CommandError as e:', '    raise RuntimeError() from e'), 'failure'],
  [
    'it is collected and raised',
    [...guarded('except Exception:', '    failed.append(name)'), 'if failed:', '    raise CommandError(failed)'],
    'failure',
  ],
  [
    'it is collected and forgotten',
    [...guarded('except Exception:', '    failed.append(name)'), 'if failed:', '    print(failed)'],
    'success',
  ],
  [
    'the exit code says so',
    [...guarded('except Exception:', '    failed.append(name)'), 'sys.exit(1 if failed else 0)'],
    'failure',
  ],
  ['the exit code says nothing', guarded('except Exception:', '    sys.exit(0)'), 'success'],
  ['the exit code is not known', guarded('except Exception:', '    sys.exit(options["code"])'), 'unknown'],
  ['an option decides', guarded('except Exception:', '    if options["full"]:', '        raise'), 'unknown'],
  ['`finally` does not catch', guarded('finally:', '    print(name)'), 'failure'],
  [
    'the task of a pool is asked',
    ['with ThreadPoolExecutor() as pool:', '    future = pool.submit(call_command, "load_a")', 'future.result()'],
    'failure',
  ],
  [
    'the task of a pool is not asked',
    ['pool = ThreadPoolExecutor()', 'pool.submit(call_command, "load_a")'],
    'success',
  ],
  [
    'the tasks are asked as they end',
    [
      'with ThreadPoolExecutor() as pool:',
      '    futures = {pool.submit(call_command, n): n for n in ("load_a", "load_b")}',
      '    for future in as_completed(futures):',
      '        future.result()',
    ],
    // There may have been none.
    'unknown',
  ],
  [
    'the exception of a task is looked at',
    [
      'future = ThreadPoolExecutor().submit(call_command, "load_a")',
      'if future.exception():',
      '    raise CommandError()',
    ],
    'failure',
  ],
  [
    'the results of a pool are read',
    ['with ThreadPoolExecutor() as pool:', '    list(pool.map(call_command, ["load_a", "load_b"]))'],
    'failure',
  ],
  [
    'a thread ends with it',
    ['import threading', 'threading.Thread(target=call_command, args=("load_a",)).start()'],
    'success',
  ],
] as const)('when a child fails: %s', (_, body, end) => {
  expect(runOfHandle(body).endAfterFailure).toBe(end);
});

test('a result that says how it went is followed through methods', () => {
  const methods = (value: string) => [
    'def handle(self, *args, **options):',
    '    results = [self.child(n) for n in ("load_a", "load_b")]',
    '    if not all(results):',
    '        raise CommandError()',
    'def child(self, name):',
    '    try:',
    '        call_command(name)',
    '        return True',
    '    except Exception:',
    `        return ${value}`,
  ];
  expect(runOf(methods('False')).endAfterFailure).toBe('failure');
  expect(runOf(methods('True')).endAfterFailure).toBe('success');
});

test('an attribute of the command says that something failed', () => {
  const methods = (last: string) => [
    'failed = False',
    'def handle(self, *args, **options):',
    '    self.work()',
    `    ${last}`,
    'def work(self):',
    '    try:',
    '        call_command("load_a")',
    '    except CommandError:',
    '        self.failed = True',
  ];
  expect(runOf(methods('if self.failed: raise CommandError()')).endAfterFailure).toBe('failure');
  expect(runOf(methods('print(self.failed)')).endAfterFailure).toBe('success');
});

test('the failures are given to code that cannot be followed', () => {
  const body = [...guarded('except Exception:', '    failed.append(name)'), 'self.reporter.report(failed)'];
  expect(runOfHandle(body).endAfterFailure).toBe('unknown');
});
