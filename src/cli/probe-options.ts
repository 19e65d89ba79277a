import type { Severity } from '../core/severity.ts';
import type { ProbeFormat } from '../reporting/probe/formats.ts';
import type { ColourChoice } from './colour.ts';
import type { ProjectOptions } from './project-options.ts';

export const probeFormatNames = [
  'full',
  'json',
  'sarif',
  'junit',
  'markdown',
] as const satisfies readonly ProbeFormat[];

/** As commander hands them out: what was not given is absent. */
export interface ProbeOptions extends ProjectOptions {
  readonly plan?: true;
  readonly since?: string;
  /** False with `--no-record`. */
  readonly record: boolean;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly db?: string;
  readonly allowRemoteDb?: true;
  readonly isolate?: true;
  readonly python?: string;
  readonly jobs?: number;
  readonly seed?: number;
  readonly deadline?: number;
  readonly outputFormat?: ProbeFormat;
  readonly outputFile?: string;
  readonly report?: readonly string[];
  readonly failOn?: Severity;
  readonly exitZero?: true;
  readonly allowEmpty?: true;
  readonly timing?: true;
  readonly color?: ColourChoice;
  readonly quiet?: true;
  readonly verbose?: true;
}
