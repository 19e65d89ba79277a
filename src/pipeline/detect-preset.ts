import { presetNames } from '../config/presets.ts';
import { presetPolicy } from '../config/with-preset.ts';
import { nameMatcher } from '../core/name-glob.ts';
import type { Notification } from '../core/notification.ts';
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

/** Says which preset is in use without anybody having chosen it, or how to choose one. */
export function presetNote(detected: string | undefined): Notification {
  const message =
    detected === undefined
      ? 'no configuration and no preset that fits: only the general rules ran; choose one with --preset or in synclint.toml'
      : `preset ${detected} detected; write extends = ["${detected}"] to synclint.toml to keep it`;
  return { level: 'note', kind: 'preset-detected', message };
}
