import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BadInput } from './bad-inputs/bad-input.ts';
import { commandLineInputs } from './bad-inputs/command-line.ts';
import { configurationInputs } from './bad-inputs/configuration.ts';
import { fileInputs } from './bad-inputs/files.ts';
import { pathInputs } from './bad-inputs/paths.ts';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const tables: Readonly<Record<string, readonly BadInput[]>> = {
  'a wrong command line': commandLineInputs,
  'a wrong configuration': configurationInputs,
  'odd paths': pathInputs,
  'odd files': fileInputs,
};

const workshop = new Workshop();
const undo: (() => void)[] = [];

beforeAll(compileIfStale);
afterEach(() => {
  for (const step of undo.splice(0)) step();
  workshop.clear();
});

describe.each(Object.entries(tables))('%s is answered by a clear message and the right exit code', (_, inputs) => {
  test.each(inputs)('$title', async (row) => {
    const folder = workshop.folder(row.files);
    const arranged = await row.arrange?.(folder);
    if (typeof arranged === 'function') undo.push(arranged as () => void);

    const { exitCode, stdout, stderr } = await synclint(row.args, { cwd: folder, ...row });

    expect(`${stdout}${stderr}`).toMatch(row.says);
    expect(exitCode).toBe(row.exitCode);
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*:\d+:\d+\)?$|^internal error:|` crashed:/m);
  });
});

test('The tables hold at least forty ways', () => {
  expect(Object.values(tables).flat().length).toBeGreaterThanOrEqual(40);
});
