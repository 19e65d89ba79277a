import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Packages whose files are copied rather than bundled. */
const copied = ['node_modules/web-tree-sitter', 'node_modules/tree-sitter-python'];

/** The licences of everything in the bundle, as each of them asks for; fails where one cannot be found. */
export async function licences(root: string, metafile: Metafile): Promise<string> {
  const bundled = Object.keys(metafile.inputs).flatMap((file) => {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file);
    return found === null ? [] : [found[0]];
  });
  const folders = [...new Set([...bundled, ...copied])].sort();
  const texts = await Promise.all(folders.map((folder) => licenceOf(join(root, folder))));
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Readonly<
    Record<'name' | 'version' | 'license', string>
  >;
  const file = (await readdir(folder)).find((name) => /^(?:licen[cs]e|copying)/i.test(name));
  if (file === undefined) throw new Error(`${manifest.name} has no licence file`);
  const text = await readFile(join(folder, file), 'utf8');
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`;
}
