import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A name of what the program is made of: the same for equal sources, on every machine. */
export function buildOf(root: string): string {
  const names = ['src', 'rules', 'probes'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const sources = names.filter((name) => /\.(ts|py|json)$/.test(name) && !name.endsWith('.test.ts')).sort();
  const hash = createHash('sha256');
  for (const name of [...sources, 'package.json', 'package-lock.json']) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
