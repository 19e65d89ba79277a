import type { Configuration } from '../../config/configuration.ts';
import type { Command } from '../../core/commands.ts';
import type { EarlierCommands } from '../../core/earlier-commands.ts';
import { filePath, type FilePath } from '../../core/location.ts';
import { changesSince, type Changes } from '../../discovery/changes.ts';
import { Project } from '../../project/project.ts';
import type { PythonParser } from '../../syntax/python/parse.ts';
import { guessSourceRoots } from '../files/source-roots.ts';
import { SourceStore } from '../files/source-store.ts';

/** What changed since a revision, and the project as it was then. */
export interface Comparison {
  readonly changes: Changes;
  readonly earlier: EarlierCommands;
  /** Tells of each command of the project whether what changed can make it behave in another way. */
  affected(project: Project): (command: Command) => boolean;
}

/**
 * Reads the earlier project from git: nothing is checked out, and nothing of it runs. Policy and excluded files are those
 * of today, as it is today that is judged.
 */
export async function compareWith(
  revision: string,
  root: string,
  configuration: Configuration,
  parser: PythonParser,
): Promise<Comparison> {
  const excluded = [...configuration.exclude, ...configuration.extendExclude];
  const changes = await changesSince(root, revision, excluded);
  const store = new SourceStore(root, [...changes.earlier.keys()].sort(), new Set(), parser, changes.earlier);
  const before = new Project(store, configuration.sourceRoots ?? guessSourceRoots(store), configuration.policy);
  const commands = before.commands();
  const shared = sharedPaths(configuration);
  return {
    changes,
    earlier: { revision, commands },
    affected: (project) => {
      const isNow = project.affectedBy(changes.files, shared);
      const wasThen = before.affectedBy(changes.files, shared);
      const isKnown = new Map(commands.map((command) => [command.module, command]));
      return (command) => {
        const then = isKnown.get(command.module);
        return then === undefined || isNow(command) || wasThen(then);
      };
    },
  };
}

/** Whatever they say, they say it to every command. */
function sharedPaths({ sources, settings }: Configuration): readonly FilePath[] {
  const { fixtures } = settings.probe ?? {};
  const files = sources.flatMap(({ kind, name }) => (kind === 'file' ? [name] : []));
  const folders = fixtures === undefined ? [] : [fixtures.replace(/^\.\/|\/+$/g, '')];
  return [...files, ...folders].map(filePath);
}
