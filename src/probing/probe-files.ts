import { join } from 'node:path';
import type { Probe } from '../core/probe.ts';
import { probesFolder } from './probe-index.ts';

/** Absolute path of the Python half of a probe. */
export function observerOf({ id }: Pick<Probe, 'id'>): string {
  return join(probesFolder, `${id}.py`);
}

/** Folder of the answers that are served where the project has none of its own; need not exist. */
export const shippedAnswers = join(probesFolder, 'answers');

/** Folder of the Python package that runs commands. */
export const harnessFolder = join(probesFolder, 'harness');
