import type { PythonModule } from '../../core/python.ts';
import { slice } from './arguments.ts';
import { createRawParser } from './raw-tree.ts';
import { convertModule } from './statements.ts';

export type PythonParser = (text: string) => PythonModule;

/** Loads the grammar once. The parser never throws on Python's account: what it cannot read is a syntax error inside. */
export async function createPythonParser(): Promise<PythonParser> {
  const parse = await createRawParser();
  return (text) => {
    const { root, comments, firstError } = parse(text);
    return {
      body: convertModule(root, text),
      comments: comments.map((span) => ({ ...span, text: slice(span, text) })),
      ...(firstError === undefined ? {} : { firstError }),
    };
  };
}
