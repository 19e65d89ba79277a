import { basename } from 'node:path';
import type { Configuration } from '../../config/configuration.ts';
import { isConfigurationFile } from '../../config/find-configuration-file.ts';
import type { FilePath } from '../../core/location.ts';
import { isPython } from '../../discovery/collector.ts';
import { leftOutOf, type LeftOut } from '../../discovery/left-out.ts';
import { isScript } from '../../discovery/scripts.ts';
import { discoverFiles, openProject, type FilesRequest } from '../open-project.ts';

/** Whether a change of a file with such a name can make a difference to a check. */
export function mayMatter(path: string): boolean {
  return isPython(path) || isScript(path) || decidesOnFiles(path);
}

/** A file that says how the project is looked at: a configuration, or which files are ignored. */
export function decidesOnFiles(path: string): boolean {
  const name = basename(path);
  return isConfigurationFile(name) || name === '.gitignore' || name === '.gitmodules';
}

/** What a check with this configuration never looks into. */
export function leftOutFor(root: string, configuration: Configuration, request: FilesRequest): LeftOut {
  const exclude = [
    ...(request.exclude ?? configuration.exclude),
    ...configuration.extendExclude,
    ...request.extendExclude,
  ];
  return leftOutOf(root, exclude, request.respectGitignore ?? configuration.respectGitignore);
}

/** The files that a check would look at now. */
export async function filesNow(request: FilesRequest): Promise<ReadonlySet<FilePath>> {
  const { files, scripts } = await discoverFiles(request, await openProject(request));
  return new Set([...files, ...scripts]);
}
