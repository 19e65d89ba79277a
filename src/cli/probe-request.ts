import type { ProbeRequest } from '../pipeline/probes/probe-commands.ts';
import { checkRequest } from './check-options.ts';
import type { ProbeOptions } from './probe-options.ts';
import type { Session } from './session.ts';

export function probeRequest(names: readonly string[], options: ProbeOptions, session: Session): ProbeRequest {
  const { preset, config, isolated, python, db, jobs, deadline } = options;
  const project = { ...(preset && { preset }), ...(config && { config }), ...(isolated && { isolated }) };
  return {
    check: {
      ...checkRequest(session.cwd, [], { ...project, respectGitignore: true }, undefined),
      ...(options.since !== undefined && { since: options.since }),
    },
    names,
    only: options.only ?? [],
    skip: options.skip ?? [],
    surroundings: {
      cwd: session.cwd,
      environment: session.environment,
      interruption: session.interruption,
      beforeLeaving: (cleanUp) => session.beforeLeaving(cleanUp),
      seed: options.seed ?? 1,
    },
    settings: {
      ...(options.allowRemoteDb === true ? { allowRemoteDatabase: true } : {}),
      ...(options.isolate === true ? { isolate: true } : {}),
      ...(python === undefined ? {} : { python }),
      ...(db === undefined ? {} : { database: db }),
      ...(jobs === undefined ? {} : { jobs }),
      ...(deadline === undefined ? {} : { deadline }),
    },
  };
}
