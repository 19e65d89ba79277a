import type { Configuration } from '../../config/configuration.ts';
import { UsageError } from '../../core/errors.ts';
import type { Probe } from '../../core/probe.ts';
import type { Severity } from '../../core/severity.ts';
import { suggestion } from '../../core/suggest.ts';

type ConfiguredSeverity = Severity | 'off';

/** What `probe.severity` says of a probe. Throws where it names one that there is not. */
export function severitiesFrom(
  { settings }: Configuration,
  probes: readonly Probe[],
): (probe: string) => ConfiguredSeverity | undefined {
  const configured = new Map(Object.entries(settings.probe?.severity ?? {}));
  const ids = probes.map(({ id }) => id);
  for (const id of configured.keys()) {
    if (ids.includes(id)) continue;
    throw new UsageError(
      `\`probe.severity\`: there is no probe \`${id}\`${suggestion(id, ids)}`,
      'the probes are listed in docs/probes/README.md, and by `--plan`',
    );
  }
  return (probe) => configured.get(probe);
}
