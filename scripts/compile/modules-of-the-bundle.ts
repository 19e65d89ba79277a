import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Modules that look into the source tree, and what stands in for each of them in a bundle that has none. */
export function modulesOfTheBundle(root: string): Plugin {
  const replacements = new Map<string, () => string | Promise<string>>([
    [join(root, 'src/engine/rule-index.ts'), () => ruleIndex(join(root, 'rules'))],
    [join(root, 'src/probing/probe-index.ts'), () => probeIndex(join(root, 'probes'))],
    [join(root, 'src/syntax/python/grammar-files.ts'), () => grammarFiles],
    [join(root, 'src/syntax/python/worker-file.ts'), () => workerFile],
    [join(root, 'src/cli/pages-folders.ts'), () => pagesFolders],
  ]);
  return {
    name: 'modules-of-the-bundle',
    setup(build) {
      const replaced = new Set<string>();
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const replacement = replacements.get(path);
        if (replacement === undefined) return undefined;
        replaced.add(path);
        return { contents: await replacement(), loader: 'ts', resolveDir: dirname(path) };
      });
      build.onEnd(() => {
        const missing = [...replacements.keys()].filter((path) => !replaced.has(path));
        return { errors: missing.map((path) => ({ text: `${path} is not part of the bundle any more` })) };
      });
    },
  };
}

/** Every rule by a static import: the bundle finds them without looking for files. */
async function ruleIndex(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
  const imports = files.map((file, index) => `import * as rule${index} from ${JSON.stringify(join(folder, file))};`);
  const entries = files.map(
    (file, index) =>
      `{ family: ${JSON.stringify(basename(dirname(file)))}, name: ${JSON.stringify(basename(file, '.ts'))}, exports: rule${index} },`,
  );
  return `${imports.join('\n')}\nexport const ruleModules = () => Promise.resolve([\n${entries.join('\n')}\n]);\n`;
}

/** Every probe by a static import; their Python halves lie beside the bundle. */
async function probeIndex(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
  const imports = files.map((file, index) => `import * as probe${index} from ${JSON.stringify(join(folder, file))};`);
  const entries = files.map(
    (file, index) => `{ name: ${JSON.stringify(basename(file, '.ts'))}, exports: probe${index} },`,
  );
  return `import { fileURLToPath } from 'node:url';
${imports.join('\n')}
export const probesFolder = fileURLToPath(new URL('./probes', import.meta.url));
export const probeModules = () => Promise.resolve([\n${entries.join('\n')}\n]);
`;
}

const grammarFiles = `
import { fileURLToPath } from 'node:url';
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
export const grammarFiles = {
  runtime: () => beside('./web-tree-sitter.wasm'),
  python: () => beside('./tree-sitter-python.wasm'),
};
`;

const workerFile = `export const workerFile = new URL('./tree-worker.js', import.meta.url);\n`;
const pagesFolders = `
export const rulePagesFolder = new URL('./rules/', import.meta.url);
export const probePagesFolder = new URL('./probe-pages/', import.meta.url);
`;
