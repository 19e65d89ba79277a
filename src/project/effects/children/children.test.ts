import { expect, test } from 'vitest';
import { runOfHandle } from '../../../testing/orchestration-of.ts';

const namesOf = (body: readonly string[], head?: readonly string[]) =>
  runOfHandle(body, head).children.map(({ command, prefix }) => command ?? `${prefix ?? ''}*`);

test.each([
  ['a list', ['for name in ["load_a", "load_b"]:', '    call_command(name)'], ['load_a', 'load_b']],
  ['pairs', ['for _, name in (("a", "load_a"), ("b", "load_b")):', '    call_command(name)'], ['load_a', 'load_b']],
  ['a dict', ['for name in {"a": "load_a"}.values():', '    call_command(name)'], ['load_a']],
  ['items', ['for key, name in {"a": "load_a"}.items():', '    call_command(name)'], ['load_a']],
  ['a known f-string', ['for entity in ("a", "b"):', '    call_command(f"load_{entity}")'], ['load_a', 'load_b']],
  ['an unknown f-string', ['for entity in options["entities"]:', '    call_command(f"load_{entity}")'], ['load_*']],
  ['nothing known', ['call_command(options["name"])'], ['*']],
  ['a loop with numbers', ['for n, name in enumerate(["load_a"], 1):', '    call_command(name)'], ['load_a']],
  [
    'a table with an unknown key',
    ['table = {"a": "load_a", "b": "load_b"}', 'call_command(table[options["entities"]])'],
    ['load_a', 'load_b'],
  ],
  [
    'a list that an option filters',
    ['names = [n for n in ("load_a", "load_b") if n in options["entities"]]', 'for n in names:', '    call_command(n)'],
    ['load_a', 'load_b'],
  ],
  [
    'partials in a table, of which some may be wanted',
    [
      'known = ["a", "b"]',
      'wanted = [n for n in known if n in options["entities"]] if options["entities"] else known',
      'jobs = {n: partial(call_command, f"load_{n}") for n in wanted}',
      'for job in jobs.values():',
      '    job()',
    ],
    ['load_a', 'load_b'],
  ],
  [
    'a partial under an unknown key',
    ['jobs = {"a": partial(call_command, "load_a"), "b": partial(call_command, "load_b")}', 'jobs[options["name"]]()'],
    ['load_a', 'load_b'],
  ],
  ['a partial of a partial', ['partial(partial(call_command, "load_a"), "--full")()'], ['load_a']],
  ['a part of a list', ['for name in ["load_a", "load_b", "load_c"][1:-1]:', '    call_command(name)'], ['load_b']],
  [
    'some part of a list',
    ['for name in ["load_a", "load_b"][options["size"]:]:', '    call_command(name)'],
    ['load_a', 'load_b'],
  ],
  ['a constant of the module', ['for name in NAMES:', '    call_command(name)'], ['load_a']],
  ['a process', ['import subprocess', 'subprocess.run([sys.executable, "manage.py", "load_a"])'], ['load_a']],
  ['no process of the project', ['import subprocess', 'subprocess.run(["make", "load_a"])'], []],
])('children are found by %s', (_, body, names) => {
  expect(namesOf(body, ['from functools import partial', 'NAMES = ("load_a",)'])).toEqual(names);
});

test('children are found in the tasks of a pool, over stages of which some may be empty', () => {
  const body = [
    'stages = [[n for n in stage if n in options["entities"]] for stage in (("load_a", "load_b"), ("load_c",))]',
    'for stage in [stage for stage in stages if stage]:',
    '    with ThreadPoolExecutor() as pool:',
    '        list(pool.map(call_command, stage))',
  ];
  expect(namesOf(body)).toEqual(['load_a', 'load_b', 'load_c']);
});

const passesOf = (body: readonly string[]) =>
  runOfHandle(body).children.map(({ passes, complete }) => ({ names: passes.map(({ name }) => name), complete }));

test.each([
  ['keywords', ['call_command("a", full=True, stdout=None)'], ['full', 'stdout'], true],
  ['option strings', ['call_command("a", "--full", "--size=5", "x")'], ['--full', '--size'], true],
  ['an f-string', ['call_command("a", f"--size={options[\'size\']}")'], ['--size'], true],
  [
    'a list that grows',
    ['args = ["x"]', 'if options["full"]:', '    args.append("--full")', 'call_command("a", *args)'],
    ['--full'],
    true,
  ],
  [
    'a list that grows in a loop over names',
    [
      'args = []',
      'for n in ("full", "entities"):',
      '    if options[n]:',
      '        args += ["--" + n]',
      'call_command("a", *args)',
    ],
    ['--full', '--entities'],
    true,
  ],
  ['a dict', ['call_command("a", **{n: options[n] for n in ("full",)})'], ['full'], true],
  ['a dict with a filter', ['call_command("a", **{n: options[n] for n in ("full",) if options[n]})'], ['full'], true],
  [
    'all options but some',
    ['call_command("a", **{n: v for n, v in options.items() if n in ("full",)})'],
    ['full'],
    true,
  ],
  [
    'options that are given',
    ['call_command("a", **{n: v for n, v in options.items() if n == "full" and v})'],
    ['full'],
    true,
  ],
  [
    'options that nobody knows',
    ['call_command("a", **{n: v for n, v in options.items() if n in self.names})'],
    [],
    false,
  ],
  [
    'texts of which some are computed',
    [
      'args = []',
      'for n in ("full", "size"):',
      '    if options[n] is True:',
      '        args.append(f"--{n}")',
      '    elif options[n] is not None:',
      '        args.append(f"--{n}={options[n]}")',
      'call_command("a", *args)',
    ],
    ['--full', '--full', '--size', '--size'],
    true,
  ],
  ['all options', ['call_command("a", **options)'], ['dry_run'], false],
  ['something unknown', ['call_command("a", *self.words)'], [], false],
  ['what stands behind `--`', ['call_command("a", "--full", "--", "--size")'], ['--full'], true],
])('what is passed is known from %s', (_, body, names, complete) => {
  expect(passesOf(body)).toEqual([{ names, complete }]);
});

test('a value that is passed on remembers the option it came from', () => {
  const [child] = runOfHandle(['call_command("a", everything=options["full"], size=5)']).children;
  expect(child?.passes).toEqual([
    { name: 'everything', from: 'full' },
    { name: 'size', constant: true },
  ]);
});

test('the order is known where one runs after the other, and only there', () => {
  const orderOf = (body: readonly string[]) => runOfHandle(body).children.map(({ after }) => after);
  expect(orderOf(['call_command("a")', 'call_command("b")'])).toEqual([[], ['a']]);
  expect(orderOf(['if options["full"]:', '    call_command("a")', 'else:', '    call_command("b")'])).toEqual([[], []]);
  expect(orderOf(['for n in {"a", "b"}:', '    call_command(n)'])).toEqual([undefined, undefined]);
  expect(orderOf(['for n in sorted(["b", "a"]):', '    call_command(n)'])).toEqual([undefined, undefined]);
  expect(orderOf(['while True:', '    call_command("a")', '    call_command("b")'])).toEqual([undefined, undefined]);
  expect(orderOf(['pool = ThreadPoolExecutor()', 'pool.submit(call_command, "a")'])).toEqual([undefined]);
});
