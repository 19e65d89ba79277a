import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from '../../src/pipeline/check.ts';
import { session } from '../../tests/server/edits.ts';
import { Player, requestFor } from '../../tests/server/played.ts';
import { EditorSession } from '../../tests/server/session.ts';

/**
 * How long somebody waits for findings after an edit, on a copy of a tree: `tsx scripts/bench/server.ts --tree PATH`.
 * With `--compare` every edit is held against a fresh check of the same contents as well.
 */
const { values } = parseArgs({
  options: {
    tree: { type: 'string', default: 'fixtures/projects/ingestion' },
    edits: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    compare: { type: 'boolean', default: false },
  },
});

const root = realpathSync(mkdtempSync(join(tmpdir(), 'synclint-server-')));
try {
  cpSync(values.tree, root, { recursive: true, filter: (path) => !/(^|\/)(\.git|node_modules)$/.test(path) });
  await measure(root);
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function measure(copy: string): Promise<void> {
  const { discovery } = await check(requestFor(copy));
  const editor = new EditorSession(copy);
  await editor.start([copy]);
  const player = new Player(copy, editor);
  const times: number[] = [];
  const stale: string[] = [];
  for (const step of session(copy, discovery.files, Number(values.seed))) {
    if (times.length === Number(values.edits)) break;
    const before = performance.now();
    await player.play(step);
    await player.settled();
    times.push(performance.now() - before);
    if (!values.compare) continue;
    const [shown, expected] = [player.shown(), await player.expected()];
    if (JSON.stringify(shown) !== JSON.stringify(expected)) stale.push(`${step.edit} in ${step.file}`);
  }
  await editor.stop();
  print(times, discovery.files.length);
  if (!values.compare) return;
  console.log(`${stale.length} of ${times.length} edits showed something else than a fresh check`);
  for (const one of stale) console.log(`  ${one}`);
  if (stale.length > 0) process.exitCode = 1;
}

function print(times: readonly number[], files: number): void {
  // The first one is the check that every session begins with.
  const [first = 0, ...rest] = times;
  const sorted = [...rest].sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(0)} ms`;
  console.log(`${files} files, ${times.length} edits: first ${first.toFixed(0)} ms, P50 ${at(0.5)}, P95 ${at(0.95)}`);
}
