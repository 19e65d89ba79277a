import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { licences } from './compile/licences.ts';
import { modulesOfTheBundle } from './compile/modules-of-the-bundle.ts';
import { sizes } from './compile/sizes.ts';
import { sourcesDigest, stampFile } from './compile/sources.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Written here first, so that a bundle in use is not taken away while the next one is being made. */
const fresh = join(root, 'node_modules', '.cache', `synclint-dist-${process.pid}`);
const require = createRequire(import.meta.url);

// Before the sources are read: what changes meanwhile is not in the bundle.
const sources = sourcesDigest(root);

const options = {
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/start.ts', 'tree-worker': 'src/syntax/python/tree-worker.ts' },
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // The other build of jsonc-parser looks for its parts at run time.
  mainFields: ['module', 'main'],
  // Flat: what lies beside the bundle is found from every chunk by the same relative path.
  chunkNames: '[name]-[hash]',
  // Packages in CommonJS call `require`, which a module does not have.
  banner: {
    js: `import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);`,
  },
  define: {
    SYNCLINT_VERSION: JSON.stringify(await version()),
    SYNCLINT_BUILD: JSON.stringify(sources),
  },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [modulesOfTheBundle(root)],
} as const satisfies BuildOptions;

async function version(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

async function copyPages(source: string, target: string): Promise<number> {
  await mkdir(join(fresh, target), { recursive: true });
  const folder = join(root, 'docs', source);
  const pages = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.md'));
  await Promise.all(pages.map((page) => copyFile(join(folder, page), join(fresh, target, page))));
  return pages.length;
}

/** The Python halves of the probes, the harness that runs them, and the answers that they are served. */
async function copyProbes(): Promise<void> {
  const folder = join(root, 'probes');
  await mkdir(join(fresh, 'probes'), { recursive: true });
  const halves = (await readdir(folder)).filter((name) => name.endsWith('.py'));
  await Promise.all(halves.map((half) => copyFile(join(folder, half), join(fresh, 'probes', half))));
  for (const part of ['harness', 'answers']) {
    if (!existsSync(join(folder, part))) continue;
    await cp(join(folder, part), join(fresh, 'probes', part), { recursive: true, filter: isOfTheProgram });
  }
}

function isOfTheProgram(path: string): boolean {
  return !/(^|[\\/])(__pycache__|tests)([\\/]|$)|\.pyc$/.test(relative(root, path));
}

const { metafile } = await build(options);
for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
  await copyFile(require.resolve(wasm), join(fresh, basename(wasm)));
}
await writeFile(join(fresh, 'LICENSES.txt'), await licences(root, metafile));
// Beside the bundle `probes` are their Python halves.
const pages = { rules: await copyPages('rules', 'rules'), probes: await copyPages('probes', 'probe-pages') };
await copyProbes();
await writeFile(join(fresh, stampFile), `${sources}\n`);
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
console.log(`${await sizes(dist)}\n${pages.rules} pages about rules, ${pages.probes} about probes`);
