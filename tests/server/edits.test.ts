import { realpathSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { check } from '../../src/pipeline/check.ts';
import { compileIfStale } from '../cli/compiled.ts';
import { Workshop } from '../cli/workshop.ts';
import { session } from './edits.ts';
import { Player, requestFor } from './played.ts';
import { EditorSession } from './session.ts';

const workshop = new Workshop();
let editor: EditorSession | undefined;

beforeAll(compileIfStale);
afterEach(() => {
  editor?.kill();
});
afterAll(() => {
  workshop.clear();
});

test.each([
  { sample: 'ingestion-legacy', seed: 1, steps: 8 },
  { sample: 'ingestion', seed: 2, steps: 3 },
] as const)(
  'After each of $steps edits of $sample the editor shows what a fresh check finds',
  async ({ sample, seed, steps }) => {
    const root = realpathSync(workshop.sample(sample));
    const { discovery } = await check(requestFor(root));
    editor = new EditorSession(root);
    await editor.start([root]);
    const player = new Player(root, editor);
    let number = 0;
    for (const step of session(root, discovery.files, seed)) {
      if (number++ === steps) break;
      await player.play(step);
      await player.settled();
      expect(player.shown(), `${String(number)}: ${step.edit} in ${step.file}`).toEqual(await player.expected());
      expect(player.outdated()).toEqual([]);
    }
    expect(await editor.stop()).toBe(0);
  },
  240_000,
);

test('Of edits in quick succession only the last one is shown', async () => {
  const root = realpathSync(workshop.sample('ingestion-legacy'));
  const { discovery } = await check(requestFor(root));
  editor = new EditorSession(root);
  await editor.start([root]);
  const player = new Player(root, editor);
  let number = 0;
  for (const step of session(root, discovery.files, 3)) {
    if (number++ === 30) break;
    await player.play(step);
  }
  await player.settled();
  expect(player.shown()).toEqual(await player.expected());
  expect(player.outdated()).toEqual([]);
  for (const uri of new Set(editor.published.map((one) => one.uri))) {
    const versions = editor.published.filter((one) => one.uri === uri).flatMap(({ version }) => version ?? []);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  }
});
