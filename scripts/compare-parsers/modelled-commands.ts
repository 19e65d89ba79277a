import { availableParallelism } from 'node:os';
import type { Command } from '../../src/core/commands.ts';
import { discoverFiles, openProject } from '../../src/pipeline/open-project.ts';
import { guessSourceRoots } from '../../src/pipeline/files/source-roots.ts';
import { SourceStore } from '../../src/pipeline/files/source-store.ts';
import { Project } from '../../src/project/project.ts';
import { createPythonParser } from '../../src/syntax/python/parse.ts';

/**
 * The commands of a project as rules see them, with the project's own configuration; `roots` are tried before
 * those that it names.
 */
export async function modelledCommands(folder: string, roots: readonly string[]): Promise<readonly Command[]> {
  const request = {
    cwd: folder,
    paths: [],
    configArguments: [],
    isolated: false,
    presets: [],
    extendExclude: [],
    forceExclude: false,
  };
  const opened = await openProject(request);
  const { files, inScope } = await discoverFiles(request, opened);
  const store = new SourceStore(opened.root, files, new Set(inScope), await createPythonParser());
  const { sourceRoots = guessSourceRoots(store), policy } = opened.configuration;
  const commands = files.filter((file) => file.includes('/management/'));
  store.readAhead(commands, availableParallelism());
  const modelled = new Project(store, [...new Set([...roots, ...sourceRoots])], policy).commands();
  await store.stopReading();
  return modelled;
}
