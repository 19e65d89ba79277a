import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Beside the bundle: the digest of what it was made of. */
export const stampFile = 'SOURCES';

const inputs = [
  'src',
  'rules',
  'probes',
  'docs/rules',
  'docs/probes',
  'scripts/compile.ts',
  'scripts/compile',
  'package.json',
  'package-lock.json',
];

/** The same for equal sources, wherever and whenever they were written. */
export function sourcesDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesOf(join(root, input))).sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => !/^__pycache__$|\.pyc$/.test(name))
    .flatMap((name) => filesOf(join(path, name)));
}
