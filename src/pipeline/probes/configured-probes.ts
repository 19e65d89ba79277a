import type { Configuration } from '../../config/configuration.ts';
import type { Json } from '../../core/verdict.ts';
import type { ProbeSettings } from '../../probing/open-world.ts';

/** Long enough for a run that waits for nothing real; a command that takes longer says so in the configuration. */
const usualDeadlineSeconds = 30;

/** What the configuration says under `probe`, with what holds where it says nothing. */
export function configuredProbes({ settings: { probe = {} } }: Configuration): ProbeSettings {
  const { python, settings, fixtures, jobs } = probe;
  const launcher = launcherOf(probe.launcher);
  return {
    ...(python === undefined ? {} : { configuredPython: python }),
    ...(settings === undefined ? {} : { module: settings }),
    ...(fixtures === undefined ? {} : { fixtures }),
    ...(jobs === undefined ? {} : { jobs }),
    ...(launcher === undefined ? {} : { launcher }),
    database: probe.database ?? 'sqlite',
    allowRemoteDatabase: false,
    isolate: false,
    deadline: probe.deadline ?? usualDeadlineSeconds,
    environment: probe.env ?? {},
    allowHosts: probe['allow-hosts'] ?? [],
    seams: (probe.seams ?? {}) as Readonly<Record<string, Json>>,
  };
}

/** A text is split at blanks; a list has one argument an entry. */
function launcherOf(launcher: string | readonly string[] | undefined): ProbeSettings['launcher'] {
  const parts = typeof launcher === 'string' ? launcher.split(/\s+/).filter((part) => part !== '') : (launcher ?? []);
  const [program, ...rest] = parts;
  return program === undefined ? undefined : [program, ...rest];
}
