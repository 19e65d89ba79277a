import { ConfigError } from '../core/errors.ts';
import type { LoadedRule } from '../core/rule.ts';
import { describeFailure } from './failure.ts';
import { projectRequest, type ProjectOptions } from './project-options.ts';
import type { Session } from './session.ts';

/**
 * The rules of this program and those of the project around the working directory.
 *
 * @remarks Who looks for the right id of a rule, because the configuration has a wrong one, gets an answer all the same.
 */
export async function knownRules(options: ProjectOptions, session: Session): Promise<readonly LoadedRule[]> {
  const { openProject } = await import('../pipeline/open-project.ts');
  try {
    return (await openProject(projectRequest(session.cwd, [], options))).rules;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await session.log(`${describeFailure(error)}rules of the project itself are left out\n`);
    return (await import('../engine/load-rules.ts')).loadRules();
  }
}
