import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The contents of the open documents, by path relative to the root, and what was done last. */
export interface Step {
  readonly action: 'open' | 'change' | 'close';
  readonly file: string;
  readonly text: string;
  /** What was done to the text, for whoever reads a failure. */
  readonly edit: string;
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody who works on a project: opens files, changes them soundly and unsoundly, undoes, closes without saving. */
export function* session(root: string, files: readonly string[], seed: number): Generator<Step> {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new RangeError('there is nothing to pick from');
    return picked;
  };
  const open = new Map<string, string>();
  for (let number = 0; ; number++) {
    const dice = random();
    if (open.size === 0 || (dice < 0.15 && open.size < 8)) {
      const file = dice < 0.03 ? join(dirname(pick(files)), `fresh_${String(number)}.py`) : pick(files);
      if (open.has(file)) continue;
      const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : onDisk(root, pick(files));
      open.set(file, text);
      yield { action: 'open', file, text, edit: 'opened' };
    } else if (dice < 0.22 && open.size > 1) {
      const file = pick([...open.keys()]);
      open.delete(file);
      yield { action: 'close', file, text: '', edit: 'closed without saving' };
    } else {
      const file = pick([...open.keys()]);
      const edit = pick(edits);
      const text = edit.make(open.get(file) ?? '', random, onDisk(root, file));
      open.set(file, text);
      yield { action: 'change', file, text, edit: edit.name };
    }
  }
}

function onDisk(root: string, file: string): string {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
}

interface TextEdit {
  readonly name: string;
  make(text: string, random: () => number, original: string): string;
}

const edits: readonly TextEdit[] = [
  { name: 'a line more at the top', make: (text) => `# moved\n${text}` },
  { name: 'a line less', make: (text, random) => withLine(text, random, () => []) },
  { name: 'a line twice', make: (text, random) => withLine(text, random, (line) => [line, line]) },
  { name: 'broken syntax', make: (text, random) => withLine(text, random, (line) => [line, 'def broken(:']) },
  { name: 'a flag renamed', make: (text, random) => withMatch(text, random, /--[a-z][a-z-]*/g, (flag) => `${flag}x`) },
  {
    name: 'a name misspelt',
    make: (text, random) => withMatch(text, random, /\b[a-z_]{4,}\b/g, (name) => `${name}_x`),
  },
  {
    name: 'a class renamed',
    make: (text, random) => withMatch(text, random, /\b[A-Z]\w{4,}\b/g, (name) => `${name}X`),
  },
  { name: 'undone', make: (_text, _random, original) => original },
  { name: 'undone', make: (_text, _random, original) => original },
];

function withLine(text: string, random: () => number, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n');
  const index = Math.floor(random() * lines.length);
  return lines.flatMap((line, at) => (at === index ? change(line) : [line])).join('\n');
}

function withMatch(text: string, random: () => number, what: RegExp, change: (found: string) => string): string {
  const found = [...text.matchAll(what)];
  const one = found[Math.floor(random() * found.length)];
  if (one === undefined) return text;
  return text.slice(0, one.index) + change(one[0]) + text.slice(one.index + one[0].length);
}
