import { expect, test } from 'vitest';
import type { Fix } from '../../src/core/finding.ts';
import { projectOf, type Files } from '../../src/testing/in-memory.ts';
import { rule } from './missing-required-flag.ts';

const commands = 'shop/management/commands';
const importBase = 'from shop.base import Base';

/** Command and flag → what declares it; null where nothing does. */
function fixesOf(required: readonly string[], files: Files): Readonly<Record<string, string | null>> {
  const flags = {
    required,
    requiredWith: {},
    orchestrator: [],
    deprecated: {},
    conflicting: [],
    boolean: [],
    dates: [],
  };
  const project = projectOf(
    { 'shop/base.py': base, ...files },
    {
      systems: { shop: { commands: ['sync_*'], source: 'api' } },
      flags: { ...flags, batchSize: { default: 250 } },
    },
  );
  if (rule.scope !== 'project') throw new Error('another rule');
  return Object.fromEntries(
    [...rule.check(project)].map(({ data, fix }) => [`${data?.['command'] ?? ''} ${data?.['flag'] ?? ''}`, told(fix)]),
  );
}

function told(fix: Fix | undefined): string | null {
  if (fix === undefined) return null;
  const { file = '', region: { startLine = 0 } = {} } = fix.edits.at(-1)?.at ?? {};
  return `${file}:${startLine} ${fix.edits.at(-1)?.replacement.trim() ?? ''}`;
}

const base = [
  'from django.core.management.base import BaseCommand',
  'class Base(BaseCommand):',
  '    def add_arguments(self, parser):',
  '        parser.add_argument("--dry-run", action="store_true")',
];

function command(name: string, ...lines: readonly string[]): Files {
  const body = lines.length === 0 ? ['    pass'] : lines.map((line) => `    ${line}`);
  return { [`${commands}/${name}.py`]: [importBase, 'class Command(Base):', ...body] };
}

const superCall = '    super().add_arguments(parser)';

test('a flag that all commands of a base lack is declared there once', () => {
  const fix = 'shop/base.py:4 parser.add_argument("--quiet", action="store_true")';
  const files = { ...command('sync_a'), ...command('sync_b', 'def add_arguments(self, parser):', superCall) };
  expect(fixesOf(['--quiet'], files)).toEqual({ 'sync_a --quiet': fix, 'sync_b --quiet': fix });
});

test('a base is left alone where argparse would refuse the second declaration', () => {
  const own = ['def add_arguments(self, parser):', superCall, '    parser.add_argument("--quiet")'];
  const files = { ...command('sync_a'), ...command('sync_b'), ...command('sync_c', ...own) };
  const call = 'parser.add_argument("--quiet", action="store_true")';
  expect(fixesOf(['--quiet'], files)).toEqual({
    'sync_a --quiet': `${commands}/sync_a.py:3 ${call}`,
    'sync_b --quiet': `${commands}/sync_b.py:3 ${call}`,
  });
});

test('a base that other commands use does not give them a flag', () => {
  const files = { ...command('sync_a'), ...command('sync_b'), ...command('report') };
  expect(Object.values(fixesOf(['--quiet'], files))).toEqual([
    expect.stringMatching(/sync_a\.py:3/),
    expect.stringMatching(/sync_b\.py:3/),
  ]);
});

test('a base that one of its commands overrides is for the others', () => {
  const overriding = ['def add_arguments(self, parser):', '    parser.add_argument("--dry-run")'];
  const files = { ...command('sync_a'), ...command('sync_b'), ...command('sync_c', ...overriding) };
  expect(Object.values(fixesOf(['--quiet'], files))).toEqual([
    expect.stringMatching(/base\.py:4/),
    expect.stringMatching(/base\.py:4/),
    expect.stringMatching(/sync_c\.py:4/),
  ]);
});

test('a command that other names stand for gets its flag, unless one of them has it', () => {
  const alias = { [`${commands}/nightly.py`]: ['from .sync_a import Command'] };
  const fixes = fixesOf(['--quiet'], { ...command('sync_a'), ...alias });
  expect(fixes).toEqual({ 'sync_a --quiet': expect.stringMatching(/sync_a\.py:3/) as string });
  const heir = ['from .sync_a import Command as A', 'class Command(A):', '    def add_arguments(self, parser):'];
  const own = [...heir, '        super().add_arguments(parser)', '        parser.add_argument("--quiet")'];
  expect(fixesOf(['--quiet'], { ...command('sync_a'), [`${commands}/other.py`]: own })).toEqual({
    'sync_a --quiet': null,
  });
});

test('every usual flag has its declaration, and no other has one', () => {
  const required = ['--full', '--batch-size', '--start-date', '--end-date', '--shop'];
  const declarations = Object.values(fixesOf(required, command('sync_a')));
  expect(declarations.map((one) => one?.replace(/^.*?\.py:\d+ /, '') ?? null)).toEqual([
    'parser.add_argument("--full", action="store_true")',
    'parser.add_argument("--batch-size", type=int, default=250)',
    'parser.add_argument("--start-date", help="First day, as YYYY-MM-DD")',
    'parser.add_argument("--end-date", help="Last day, as YYYY-MM-DD")',
    null,
  ]);
});
