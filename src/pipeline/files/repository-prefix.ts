import { relative, sep } from 'node:path';
import { repositoryRoot } from '../../git/repository-root.ts';

/** Folder of a project root within its repository, ending in `/`; empty when they are the same or there is no repository. */
export async function repositoryPrefix(root: string): Promise<string> {
  const repository = await repositoryRoot(root);
  const inner = repository.ok ? relative(repository.value, root).split(sep).join('/') : '';
  return inner === '' || inner.startsWith('..') ? '' : `${inner}/`;
}
