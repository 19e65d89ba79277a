import { compareText } from '../core/location.ts';
import type { Probe } from '../core/probe.ts';
import { probeModules, type ProbeModule } from './probe-index.ts';

/** Every probe of this program, sorted by id. */
export async function loadProbes(): Promise<readonly Probe[]> {
  const modules = await probeModules();
  return modules.map(toProbe).sort((a, b) => compareText(a.id, b.id));
}

function toProbe({ name, exports }: ProbeModule): Probe {
  const { probe } = exports;
  if (!isProbe(probe)) throw new TypeError(`probes/${name}.ts does not export a \`probe\``);
  if (probe.id !== name) throw new TypeError(`probes/${name}.ts declares the id \`${probe.id}\``);
  return probe;
}

function isProbe(value: unknown): value is Probe {
  return typeof value === 'object' && value !== null && 'id' in value && 'judge' in value;
}
