import { validate } from '@umbrelladocs/rdformat-validator';
import { expect, test } from 'vitest';
import { reporter as rdjson } from './rdjson.ts';
import {
  at,
  cleanRun,
  commandFile,
  exampleContext,
  exampleRun,
  missingFlag,
  syncField,
} from './testing/example-run.ts';

interface Output {
  readonly diagnostics: readonly {
    readonly location: { readonly path: string; readonly range?: object };
    readonly suggestions?: readonly object[];
  }[];
}

const outputOf = (...args: Parameters<typeof rdjson>) => JSON.parse(rdjson(...args)) as Output;

test('the format of reviewdog has no objection', async () => {
  for (const run of [exampleRun(), cleanRun()]) {
    const result = await validate(outputOf(run, exampleContext({ showSuppressed: true })));
    expect(result, JSON.stringify(result.errors)).toMatchObject({ valid: true });
  }
  expect(await validate({ diagnostics: [{ message: 1 }] })).toMatchObject({ valid: false });
});

test('names files as the repository does', () => {
  const [first] = outputOf(exampleRun(), exampleContext({ repositoryPrefix: 'backend/' })).diagnostics;
  expect(first?.location.path).toBe(`backend/${commandFile}`);
});

test('columns count bytes of UTF-8', () => {
  const finding = { ...missingFlag, at: at('a.py', 2, 4, 2, 6) };
  const context = exampleContext({ source: () => 'x\r\né𐐀b = 1\r\n' });
  const [first] = outputOf(exampleRun({ findings: [finding] }), context).diagnostics;
  expect(first?.location.range).toEqual({ start: { line: 2, column: 7 }, end: { line: 2, column: 9 } });
});

test('a fix within the file becomes a suggestion, and no other one', () => {
  const fix = {
    title: 'x',
    applicability: 'safe' as const,
    edits: [{ at: at(commandFile, 4, 7, 4, 14), replacement: 'y' }],
  };
  const run = exampleRun({ findings: [{ ...missingFlag, fix }, { ...syncField, fix }, missingFlag] });
  const { diagnostics } = outputOf(run, exampleContext());
  expect(diagnostics[0]?.suggestions).toEqual([
    { range: { start: { line: 4, column: 7 }, end: { line: 4, column: 14 } }, text: 'y' },
  ]);
  expect(diagnostics[1]?.suggestions).toEqual([]);
  expect(diagnostics[2]).not.toHaveProperty('suggestions');
});
