import { withPreset } from '../config/with-preset.ts';
import type { Inventory } from '../core/inventory.ts';
import { nameMatcher } from '../core/name-glob.ts';
import type { Notification } from '../core/notification.ts';
import { takeInventory } from '../project/inventory/inventory.ts';
import { Project } from '../project/project.ts';
import { createPythonParser } from '../syntax/python/parse.ts';
import { detectPreset, presetNote } from './detect-preset.ts';
import { discoverFiles, openProject, type FilesRequest } from './open-project.ts';
import { filesToReadAhead } from './files/read-ahead.ts';
import { guessSourceRoots } from './files/source-roots.ts';
import { SourceStore } from './files/source-store.ts';

export interface InventoryRequest extends FilesRequest {
  /** Globs over command names; empty: all commands. */
  readonly names: readonly string[];
  readonly concurrency: number;
}

export interface InventoryOutcome {
  readonly inventory: Inventory;
  readonly notifications: readonly Notification[];
}

/** Discovery, syntax, facts, project: the commands of the given paths, seen in their whole project. */
export async function inventory(request: InventoryRequest): Promise<InventoryOutcome> {
  const { root, configuration: configured } = await openProject(request);
  const { files, inScope: inside } = await discoverFiles(request, { root, configuration: configured });
  const inScope = new Set(inside);
  const store = new SourceStore(root, files, inScope, await createPythonParser());
  const sourceRoots = configured.sourceRoots ?? guessSourceRoots(store);
  const mayDetect = configured.file === null && configured.presets.length === 0 && !request.isolated;
  const detected = mayDetect ? detectPreset(store, sourceRoots) : undefined;
  const { policy } = detected === undefined ? configured : withPreset(configured, detected);
  store.readAhead(filesToReadAhead(store, policy), request.concurrency);
  const project = new Project(store, sourceRoots, policy);
  const isNamed = request.names.length === 0 ? () => true : nameMatcher(request.names);
  const taken = takeInventory(project, ({ name, file }) => inScope.has(file) && isNamed(name));
  await store.stopReading();
  return {
    inventory: taken,
    notifications: [...(detected === undefined ? [] : [presetNote(detected)]), ...store.notifications],
  };
}
