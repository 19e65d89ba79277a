import { commandClass, marked, type Change } from '../mutation.ts';
import { entityCommands, systemOf, type Sample } from '../sample.ts';

export const engines = /sync\/\w+\/engines\/(?!__init__|config|base)\w+\.py$/;
export const bases = /sync\/\w+\/engines\/base\.py$|base\/(\w+_)?engine\.py$/;

export const creation = (sample: Sample): readonly Change[] =>
  marked(sample, /base\/engine\.py$/, /SyncHistory\.objects\.create\(/);

/** Where the record is made that the `run` of an engine has to finish. */
export function creationOf(sample: Sample, file: string): readonly Change[] {
  const own = marked(
    sample,
    new RegExp(`^${file}$`),
    /sync_to_async\(SyncHistory\.objects\.create\)|self\.SyncHistory\.objects\.create\(/,
  );
  return own.length > 0 ? own : creation(sample);
}

function commandsOf(sample: Sample, ...systems: readonly string[]): readonly Change[] {
  return marked(sample, entityCommands, commandClass).filter(([file]) => systems.includes(systemOf(file)));
}

/** The commands of an engine's system, or of the two that share the common one. */
export function commandsOfEngine(sample: Sample, file: string): readonly Change[] {
  const system = systemOf(file);
  return system === 'shared' ? commandsOf(sample, 'arrivy', 'callrail') : commandsOf(sample, system);
}

/** The command of an engine that is alone in its module, by the name of both. */
export function commandOfEngine(sample: Sample, file: string): readonly Change[] {
  const [, system = '', entity = ''] = /sync\/(\w+)\/engines\/(\w+)\.py$/.exec(file) ?? [];
  return marked(sample, new RegExp(`(sync|db)_${system}_${entity}\\.py$`), commandClass);
}
