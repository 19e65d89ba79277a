/** A system as the names of commands and folders tell of it. */
export interface GuessedSystem {
  readonly name: string;
  /** Globs over names of commands. */
  readonly commands: readonly string[];
  readonly package?: string;
  readonly source: 'api' | 'sheet' | 'database';
  /** How many commands match. */
  readonly count: number;
}

const commandName = /^(sync|db|import|fetch|load|pull|ingest|export|push)_([a-z][a-z0-9]*)_\w+$/;

/**
 * `sync_arrivy_tasks` belongs to `arrivy` where another command does too, or a folder is called like that.
 *
 * @param commands - names of the project's commands.
 * @param files - its Python files, from the project root.
 */
export function guessSystems(commands: readonly string[], files: readonly string[]): readonly GuessedSystem[] {
  const found = new Map<string, { verbs: Set<string>; count: number }>();
  for (const command of new Set(commands)) {
    const [, verb, name] = commandName.exec(command) ?? [];
    if (verb === undefined || name === undefined) continue;
    const system = found.get(name) ?? { verbs: new Set(), count: 0 };
    found.set(name, { verbs: system.verbs.add(verb), count: system.count + 1 });
  }
  return [...found].sort(byName).flatMap(([name, { verbs, count }]) => {
    const folder = packageOf(name, files);
    if (count < 2 && folder === undefined) return [];
    const globs = [...verbs].sort().map((verb) => `${verb}_${name}_*`);
    const source = verbs.has('db') ? 'database' : name.includes('sheet') ? 'sheet' : 'api';
    return [{ name, commands: globs, ...(folder === undefined ? {} : { package: folder }), source, count } as const];
  });
}

/** The one package called like the system, the outermost of several within each other; none where two could be meant. */
function packageOf(name: string, files: readonly string[]): string | undefined {
  const folders = new Set<string>();
  for (const file of files) {
    const parts = file.split('/').slice(0, -1);
    const at = parts.indexOf(name);
    if (at >= 0 && !parts.some((part) => /^(?:tests?|migrations|management|models)$/.test(part))) {
      folders.add(parts.slice(0, at + 1).join('/'));
    }
  }
  const [only, ...others] = folders;
  return others.length === 0 ? only : undefined;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
