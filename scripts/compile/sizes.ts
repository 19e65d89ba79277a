import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One line a file of the bundle, the largest first, and the sum. */
export async function sizes(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name }) => ({ name, bytes: (await stat(join(folder, name))).size })),
  );
  const sorted = files.sort((a, b) => b.bytes - a.bytes);
  const sum = sorted.reduce((total, { bytes }) => total + bytes, 0);
  return [...sorted, { name: 'sum', bytes: sum }]
    .map(({ name, bytes }) => `${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}`)
    .join('\n');
}
