import { expect, test } from 'vitest';
import type { RequestRecord } from '../core/trial.ts';
import { executeTrials } from './execute.ts';
import { planProbes } from './plan.ts';
import { exampleProbe, exampleWorld, load, project } from './testing/example-world.ts';
import { unaskedNotes } from './unasked.ts';
import type { RunResult } from './protocol.ts';

const unused = {
  own: ['api.example.com/v1/jobs.json'],
  shipped: new Map([['api.hubapi.com', ['api.hubapi.com/crm/v3/owners.yaml']]]),
};

async function notesOf(
  seams: RunResult['seams'],
  requests: readonly Partial<RequestRecord>[] = [],
  isWhole = true,
): Promise<readonly string[]> {
  const world = exampleWorld(() => ({ seams }), {}, requests as readonly RequestRecord[]);
  const { trials } = planProbes([exampleProbe({})], [load], project, () => undefined);
  const executed = await executeTrials(trials, world, () => undefined);
  const notes = unaskedNotes(executed.values(), { unusedAnswers: () => unused }, isWhole);
  return notes.map(({ kind, message }) => `${kind}: ${message}`);
}

test('files and callables that nothing has asked for are named, once for all runs', async () => {
  expect(await notesOf({ 'a.asked': 'asked', 'a.idle': 'found', 'a.missing': 'unmet' })).toEqual([
    'unused-answer: nothing has asked for these files of `probe.fixtures`: `api.example.com/v1/jobs.json`',
    'unused-answer: of what synclint answers for `api.hubapi.com`, nothing has asked for `api.hubapi.com/crm/v3/owners.yaml`',
    'unmet-seam: nothing that the commands import has these callables of `probe.seams`: `a.missing`',
    'unused-answer: no command has called these callables of `probe.seams`: `a.idle`',
  ]);
});

test('where some commands or probes were left out, nothing is called unused', async () => {
  expect(await notesOf({ 'a.missing': 'unmet' }, [], false)).toEqual([]);
});

test('endpoints whose answers were invented are named without what was asked for there', async () => {
  const asked = [
    { method: 'GET', url: 'https://api.example.com/v2/jobs?page=1', invented: true },
    { method: 'GET', url: 'https://api.example.com/v2/jobs?page=2', invented: true },
    { method: 'GET', url: 'https://api.example.com/v1/jobs' },
  ] as const;
  expect(await notesOf({}, asked, false)).toEqual([
    'invented-answer: answers were invented for `GET https://api.example.com/v2/jobs`: record them in `probe.fixtures`',
  ]);
});
