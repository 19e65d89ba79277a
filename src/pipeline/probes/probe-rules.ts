import type { Probe } from '../../core/probe.ts';
import type { LoadedRule } from '../../core/rule.ts';
import { flawsOf } from '../../probing/findings.ts';

/**
 * What reports list beside the rules that ran: rules that did not and under whose ids probes report, and the flaws that only
 * probes know, with a message for each probe that looks for them.
 *
 * @param all - every rule of this program.
 */
export function probeRules(
  probes: readonly Probe[],
  running: readonly LoadedRule[],
  all: readonly LoadedRule[],
): readonly LoadedRule[] {
  const known = new Set(running.map(({ rule }) => rule.id));
  const ids = new Set(probes.flatMap(flawsOf).filter((id) => !known.has(id)));
  return [...ids].flatMap((id) => {
    const rule = all.find((loaded) => loaded.rule.id === id);
    return rule ?? flaw(id, probes);
  });
}

function flaw(id: string, probes: readonly Probe[]): readonly LoadedRule[] {
  const looking = probes.filter((probe) => flawsOf(probe).includes(id));
  const [first] = looking;
  if (first === undefined) return [];
  const { title, severity, since } = first;
  const messages = Object.fromEntries(looking.map((probe) => [probe.id, probe.title]));
  const rule = { id, title, severity, since, messages };
  return [
    {
      family: 'probes',
      rule: { ...rule, scope: 'project', confidence: 'certain', default: 'always', check: () => [] },
    },
  ];
}
