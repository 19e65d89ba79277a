import { presetNames } from '../config/presets.ts';
import { presetPolicy } from '../config/with-preset.ts';
import { nameMatcher } from '../core/name-glob.ts';
import { Project } from '../project/project.ts';
import type { Sources } from '../project/sources.ts';

/** A preset fits when the project has commands of its systems and a model that is named like its history model. */
export function detectPreset(sources: Sources, sourceRoots: readonly string[]): string | undefined {
  return presetNames.find((name) => {
    const policy = presetPolicy(name);
    const isSystemCommand = nameMatcher(Object.values(policy.systems).flatMap((system) => system.commands));
    const commands = sources.files.filter((file) => file.includes('management/commands/'));
    const stems = commands.map((file) => file.slice(file.lastIndexOf('/') + 1).replace(/\.py$/, ''));
    return stems.some(isSystemCommand) && new Project(sources, sourceRoots, policy).hasHistoryModel();
  });
}
