import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** Of a body; what is longer is read and forgotten. */
const mostBytes = 64 * 1024;

/** The beginning of the body, after all of it came; rejects when the client went away. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length >= mostBytes) continue;
    kept.push(chunk.subarray(0, mostBytes - length));
    length += chunk.length;
  }
  return Buffer.concat(kept).toString('utf8');
}

/** Where the client believes to be. */
export function urlOf(request: IncomingMessage, secure: boolean): URL {
  const target = request.url ?? '/';
  // A proxy is given the whole of it.
  if (/^https?:\/\//i.test(target) && URL.canParse(target)) return new URL(target);
  const host = request.headers.host ?? serverName(request) ?? 'localhost';
  const origin = `${secure ? 'https' : 'http'}://${host}`;
  const base = URL.canParse(origin) ? origin : `${secure ? 'https' : 'http'}://localhost`;
  const path = target.startsWith('/') ? target : '/';
  return new URL(URL.canParse(base + path) ? base + path : base);
}

function serverName({ socket }: IncomingMessage): string | undefined {
  const name = socket instanceof TLSSocket ? (socket as { servername?: string | false | null }).servername : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

export function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')] as const);
  return Object.fromEntries(entries);
}
