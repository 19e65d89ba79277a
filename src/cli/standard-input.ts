import { fstatSync } from 'node:fs';
import { UsageError } from '../core/errors.ts';

/** Everything up to the end of standard input. */
export async function readStandardInput(): Promise<Buffer> {
  // Node takes a folder for an empty input.
  if (fstatSync(0).isDirectory()) throw refusal('it is a folder');
  const chunks: Uint8Array[] = [];
  try {
    const input: AsyncIterable<Uint8Array> = process.stdin;
    for await (const chunk of input) chunks.push(chunk);
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : String(error), { cause: error });
  }
  return Buffer.concat(chunks);
}

function refusal(reason: string, options?: ErrorOptions): UsageError {
  return new UsageError(`cannot read standard input (${reason})`, 'pipe the text of a file into it', options);
}
