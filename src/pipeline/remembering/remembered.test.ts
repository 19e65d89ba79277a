import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CacheFolder } from '../../caching/cache-folder.ts';
import { temporaryFolder } from '../../config/temporary-folder.ts';
import type { CheckRun } from '../../core/run.ts';
import type { FilePath } from '../../core/location.ts';
import { fixtureRequest } from '../../testing/fixture.ts';
import { cachedCheck } from './cached-check.ts';
import { check } from '../check.ts';
import { CheckMemory } from './memory.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/rules');
/** More of them, and other ones: `SYNCLINT_EDITS=1000 SYNCLINT_SEED=7 npx vitest run src/pipeline/remembering/remembered.test.ts` */
const edits = Number(process.env['SYNCLINT_EDITS'] ?? 10);
const seed = Number(process.env['SYNCLINT_SEED'] ?? 1);

describe('after every one of many edits', () => {
  test.each([
    'missing-required-flag',
    'swallowed-child-failure',
    'effect-in-dry-run',
    'missing-method',
    'unknown-model-field',
  ])(
    'a check that remembers says what one says that does not (%s)',
    { timeout: 60_000 + edits * 10_000 },
    async (name) => {
      const folder = temporaryFolder();
      cpSync(join(fixtures, name), folder, { recursive: true });
      const request = fixtureRequest(folder, []);
      const cache = { build: 'this', folder: () => new CacheFolder(folder) };
      const memory = new CheckMemory();
      const edit = editor(folder, (await check(request)).discovery.files);
      for (let turn = 0; turn < edits; turn += 1) {
        const what = edit();
        const plain = await check(request);
        const cached = await cachedCheck(request, cache);
        expect(data(cached.run), what).toBe(data(plain.run));
        // The second time nothing has changed: now it is known for certain.
        expect(data((await cachedCheck(request, cache)).run), what).toBe(data(plain.run));
        memory.diskChanged();
        const remembering = await check(request, new Map(), { memory });
        expect(told(remembering.run), what).toBe(told(plain.run));
      }
    },
  );
});

/** Rules are functions; what is kept of them is not. */
function data(run: CheckRun): string {
  return JSON.stringify({ ...run, rules: run.rules.map(({ rule: { id }, family }) => [family, id]) });
}

/** A memory has parsed more than the last check needs, and says so. */
function told({ findings, stats }: CheckRun): string {
  return JSON.stringify({ findings, resolution: stats.resolution, commands: stats.commands });
}

/** Makes one edit after the other, each at random, and says which. */
function editor(folder: string, names: readonly FilePath[]): () => string {
  let state = seed;
  const below = (limit: number): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % limit;
  const files = new Set<string>(names);
  const pick = (): string => [...files].sort()[below(files.size)] ?? '';
  const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    files.add(file);
  };
  const inLines = (change: (lines: string[], at: number) => void) => (): string => {
    const file = pick();
    const lines = textOf(file).split('\n');
    change(lines, below(lines.length));
    write(file, lines.join('\n'));
    return file;
  };
  const kinds: readonly (readonly [string, () => string])[] = [
    ['a line more', inLines((lines, at) => lines.splice(at, 0, ''))],
    ['a line less', inLines((lines, at) => lines.splice(at, 1))],
    ['a line twice', inLines((lines, at) => lines.splice(at, 0, lines[at] ?? ''))],
    ['a comment', inLines((lines, at) => lines.splice(at, 0, '# why not'))],
    ['a character less', inLines((lines, at) => (lines[at] = (lines[at] ?? '').slice(0, -1)))],
    ['a line of another file', inLines((lines, at) => lines.splice(at, 0, ...textOf(pick()).split('\n').slice(0, 3)))],
    [
      'a file under another name',
      () => {
        const file = pick();
        const other = file.replace(/(\d*)\.py$/, (_, number: string) => `${Number(number) + 1}.py`);
        renameSync(join(folder, file), join(folder, other));
        files.delete(file);
        files.add(other);
        return `${file} → ${other}`;
      },
    ],
    [
      'a file less',
      () => {
        const file = pick();
        if (files.size < 10) return 'none';
        rmSync(join(folder, file));
        files.delete(file);
        return file;
      },
    ],
    [
      'a file more',
      () => {
        const [source, beside] = [pick(), pick()];
        write(`${dirname(beside)}/copy_${below(9)}.py`, textOf(source));
        return source;
      },
    ],
    [
      'a configuration',
      () => {
        const file = join(folder, 'synclint.toml');
        const rest = existsSync(file) ? readFileSync(file, 'utf8').replace(/^ignore = .*\n/m, '') : '';
        const ignore = ['', 'ignore = ["flags"]\n', 'ignore = ["dry-run"]\n'][below(3)] ?? '';
        writeFileSync(file, ignore + rest);
        return ignore;
      },
    ],
    [
      'the same size and time',
      () => {
        const file = pick();
        const { atime, mtime } = statSync(join(folder, file));
        write(file, textOf(file).replace(/[a-z](?=\w*\()/, 'q'));
        utimesSync(join(folder, file), atime, mtime);
        return file;
      },
    ],
    [
      'another time only',
      () => {
        const file = pick();
        write(file, textOf(file));
        return file;
      },
    ],
  ];
  return () => {
    const [kind, make] = kinds[below(kinds.length)] ?? ['', () => ''];
    return `${kind}: ${make()}`;
  };
}
