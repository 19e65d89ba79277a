import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Absolute paths of the WebAssembly files; the bundle has its own version of this module, with the files beside it. */
export const grammarFiles = {
  runtime: () => require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  python: () => require.resolve('tree-sitter-python/tree-sitter-python.wasm'),
};
