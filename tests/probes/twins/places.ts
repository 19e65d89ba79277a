import { behind, type Edit, type Place } from './twin.ts';

/** Files of the sample, by the names that the tables use. */
const root = 'ingestion';

const processorFile = `${root}/base/processor.py`;
const engineFile = `${root}/base/engine.py`;
export const requestsClientFile = `${root}/base/requests_client.py`;
export const asyncClientFile = `${root}/base/async_client.py`;
export const orchestratorFile = `${root}/base/orchestrator.py`;

/** Where rows are stored, where a record of the history is made, and where it is finished. */
export const rowsStored: Place = { file: processorFile, find: 'self.model.objects.bulk_create(plan.new)' };
export const rowsChanged: Place = { file: processorFile, find: 'self.model.objects.bulk_update(plan.changed' };
export const recordMade: Place = { file: engineFile, find: 'return SyncHistory.objects.create(' };
export const recordFinished: Place = { file: engineFile, find: 'history.save()' };

export type Layer = 'engine' | 'client' | 'processor';
const folders = { engine: 'engines', client: 'clients', processor: 'processors' } as const;

export function fileOf(layer: Layer, path: string): string {
  const [system = '', module = ''] = path.split('/');
  return `${root}/sync/${system}/${folders[layer]}/${module}.py`;
}

export function commandFile(command: string): string {
  return `${root}/management/commands/${command}.py`;
}

/**
 * New methods of a class of the sample.
 *
 * @param path - system and module: `callrail/calls`.
 * @param line - a line of the class that stands in the file once.
 */
export function inEngine(path: string, line: string, lines: string): Edit {
  return behind(fileOf('engine', path), line, lines);
}

export function inClient(path: string, line: string, lines: string): Edit {
  return behind(fileOf('client', path), line, lines);
}

export function inProcessor(path: string, line: string, lines: string): Edit {
  return behind(fileOf('processor', path), line, lines);
}

export function inCommand(command: string, line: string, lines: string): Edit {
  return behind(commandFile(command), line, lines);
}

export function atEngine(path: string, find: string): Place {
  return { file: fileOf('engine', path), find };
}

export function atClient(path: string, find: string): Place {
  return { file: fileOf('client', path), find };
}

export function atProcessor(path: string, find: string): Place {
  return { file: fileOf('processor', path), find };
}

export function atCommand(command: string, find: string): Place {
  return { file: commandFile(command), find };
}
