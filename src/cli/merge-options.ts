import type { Gates } from './gate.ts';

export interface MergeOptions extends Omit<Gates, 'allowEmpty'> {
  readonly outputFile?: string;
}
