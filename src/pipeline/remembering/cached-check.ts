import type { CacheFolder } from '../../caching/cache-folder.ts';
import { hashOf } from '../../caching/stamps.ts';
import { findRoot } from '../../discovery/find-root.ts';
import { entryOf, isAnswer, questionOf, readEntry, reportable, stillHolds } from './cache-entry.ts';
import type { CheckRequest, ReportableCheck } from '../check.ts';

export interface Cache {
  /** Of the project with that root. */
  folder(root: string): CacheFolder;
  /** Of the program: another one may find something else. */
  readonly build: string;
}

/** Gives back what the same question was answered with when nothing has changed since, else answers it anew. */
export async function cachedCheck(request: CheckRequest, cache: Cache): Promise<ReportableCheck> {
  // No earlier than this, files are read.
  const start = Date.now();
  const root = await findRoot(request.paths, request.cwd);
  const folder = cache.folder(root);
  const question = questionOf(request, cache.build);
  const key = hashOf(question).replace(/\W/g, '').slice(0, 24);
  const known = readEntry(folder.read(key), question);
  const confirmed = known && (await stillHolds(known, root, start));
  if (confirmed !== undefined) {
    if (confirmed !== known) folder.write(key, JSON.stringify(confirmed));
    return reportable(confirmed, root);
  }
  // All that analyses is loaded only now.
  const { check } = await import('../check.ts');
  const outcome = await check(request);
  if (isAnswer(outcome)) folder.write(key, JSON.stringify(await entryOf(outcome, { request, question, start })));
  else folder.drop(key);
  return outcome;
}
