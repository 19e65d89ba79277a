import type { Policy } from '../core/policy.ts';
import { presetPolicy } from '../config/with-preset.ts';
import { Project } from '../project/project.ts';
import { guessLayers } from '../starting/guess-layers.ts';
import { guessSystems } from '../starting/guess-systems.ts';
import { startingConfiguration } from '../starting/starting-configuration.ts';
import { createPythonParser } from '../syntax/python/parse.ts';
import { detectPreset } from './detect-preset.ts';
import { discoverFiles, openProject } from './open-project.ts';
import { guessSourceRoots } from './files/source-roots.ts';
import { SourceStore } from './files/source-store.ts';

export interface Start {
  /** Absolute. */
  readonly root: string;
  /** Of a `synclint.toml`. */
  readonly text: string;
  readonly preset: string | undefined;
  readonly systems: readonly string[];
  readonly histories: readonly string[];
  readonly layers: readonly string[];
}

const historyName = /^(?:Sync|Import|Ingestion|Etl|Job)(?:History|Log|Run)$/i;
const settingsModule = /DJANGO_SETTINGS_MODULE["'],\s*["']([\w.]+)["']/;

/** Discovery, syntax, facts, project; then what these show of a project becomes the text of a configuration. */
export async function start(cwd: string): Promise<Start> {
  const request = { cwd, paths: [], configArguments: [], isolated: true, presets: [] };
  const { root, configuration } = await openProject(request);
  const listing = { ...request, extendExclude: [], forceExclude: false };
  const { files, inScope } = await discoverFiles(listing, { root, configuration });
  const store = new SourceStore(root, files, new Set(inScope), await createPythonParser());
  const sourceRoots = guessSourceRoots(store);
  const preset = detectPreset(store, sourceRoots);
  const policy: Policy = preset === undefined ? configuration.policy : presetPolicy(preset);
  const project = new Project(store, sourceRoots, policy);
  const models = project.models(/(?:sync|import|ingestion|etl|job)(?:history|log|run)/i);
  const histories = models.filter(({ name, abstract, proxy }) => historyName.test(name) && !abstract && !proxy);
  const manage = files.find((file) => file === 'manage.py');
  const settings = settingsModule.exec((manage === undefined ? undefined : store.text(manage)) ?? '')?.[1];
  const seen = {
    ...(preset === undefined ? {} : { preset }),
    systems: guessSystems(
      project.commands().map(({ name }) => name),
      files,
    ),
    histories: histories.map(({ symbol }) => symbol),
    layers: guessLayers(files),
    ...(settings === undefined ? {} : { settings }),
  };
  return {
    root,
    text: startingConfiguration(seen),
    preset,
    systems: seen.systems.map(({ name }) => name),
    histories: seen.histories,
    layers: seen.layers.map(({ name }) => name),
  };
}
