import { mentionOf } from '../../core/name-glob.ts';
import type { FilePath } from '../../core/location.ts';
import type { Policy } from '../../core/policy.ts';
import picomatch from 'picomatch';
import type { SourceStore } from './source-store.ts';

/**
 * The files that the rules will most probably ask for: commands, layers, models with suspicious names, users of the
 * history. A guess that is wrong costs time and changes nothing.
 */
export function filesToReadAhead(store: SourceStore, policy: Policy): readonly FilePath[] {
  const inPaths = picomatch([...policy.commands.scope, ...Object.values(policy.layers.paths).flat()], { dot: true });
  const mentioning = new Set([
    ...store.mentioning(mentionOf(policy.state.fields)),
    ...store.mentioning(mentionOf(policy.state.tables)),
  ]);
  return store.files.filter((file) => inPaths(file) || mentioning.has(file));
}
