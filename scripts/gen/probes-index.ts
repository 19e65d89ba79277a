import type { Probe, ProbeGroup } from '../../src/core/probe.ts';
import { table } from './markdown.ts';
import { notice } from './probe-page.ts';

/** `docs/probes/README.md`: every probe, by group. */
export function probesIndex(probes: readonly Probe[], groups: readonly ProbeGroup[]): string {
  const sections = groups.flatMap((group) => {
    const members = probes.filter((probe) => probe.group === group);
    if (members.length === 0) return [];
    return [`## ${group}`, table(['probe', 'holds where', 'severity', 'reports'], members.map(row))];
  });
  return `${[notice, '# Probes', introduction(probes.length), ...sections].join('\n\n')}\n`;
}

function introduction(probes: number): string {
  return (
    `${probes} probes, each of one property of a command. \`synclint probe commands\` runs the command in a ` +
    '[sandbox](../sandbox.md) and looks; `synclint check` runs none of them. Which options it has is in ' +
    '[command line](../cli.md), and what a verdict means in [soundness](../soundness.md#verdicts-of-probes).'
  );
}

function row({ id, property, severity, corroborates, flaw }: Probe): readonly string[] {
  const rules = corroborates.map((rule) => `[${rule}](../rules/${rule}.md)`);
  const own = flaw === undefined ? [] : [`\`${flaw}\``];
  return [`[${id}](${id}.md)`, property, severity, [...rules, ...own].join(', ') || `\`${id}\``];
}
