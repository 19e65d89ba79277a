import { extname } from 'node:path';
import { DocumentSyntaxError } from './document.ts';
import type { ConfigNode } from './document.ts';

type Parser = (text: string) => ConfigNode;

/** Loaded only when a file of the format is there: together they cost more than an empty run. */
const parsers: Readonly<Record<string, () => Promise<Parser>>> = {
  '.toml': async () => (await import('./toml.ts')).parseToml,
  '.yaml': async () => (await import('./yaml.ts')).parseYaml,
  '.yml': async () => (await import('./yaml.ts')).parseYaml,
  '.json': async () => (await import('./json.ts')).parseJson,
};

export const formatExtensions: readonly string[] = Object.keys(parsers);

/** Reads a text in the format of its file name; throws `DocumentSyntaxError`. */
export async function parseDocument(file: string, text: string): Promise<ConfigNode> {
  const parser = await parsers[extname(file).toLowerCase()]?.();
  const start = { line: 1, column: 1 };
  if (parser === undefined) {
    throw new DocumentSyntaxError([
      { at: start, message: `unknown format; use one of ${formatExtensions.join(', ')}` },
    ]);
  }
  try {
    return parser(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentSyntaxError([{ at: start, message: 'nested too deeply' }]);
  }
}
