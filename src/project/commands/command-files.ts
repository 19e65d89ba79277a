import type { FilePath } from '../../core/location.ts';
import type { Policy } from '../../core/policy.ts';
import { pathMatcher } from '../globs.ts';
import { isSetAsideCommand } from '../outside-program.ts';

/** Files that hold commands by their paths. */
export function commandFilesAmong(files: readonly FilePath[], { commands }: Policy): readonly FilePath[] {
  const inScope = pathMatcher(commands.scope);
  // Django itself passes over modules with a leading underscore (django.core.management.find_commands), and what
  // pkgutil lists there has no dot in its name.
  return files.filter((file) => inScope(file) && /\/[^_/.][^/.]*\.py$/.test(file) && !isSetAsideCommand(file));
}
