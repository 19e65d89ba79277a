import { createHash } from 'node:crypto';

/** The id of a content as git computes it, with the hash that ids of this length have. */
export function idOf(bytes: Buffer, length = 40): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
