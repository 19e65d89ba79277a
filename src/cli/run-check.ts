import { check } from '../pipeline/check.ts';
import { checkRequest, refuseContradictions, type CheckOptions } from './check-options.ts';
import { useColour } from './colour.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './gate.ts';
import { logRun } from './log-run.ts';
import { outputsOf } from './outputs.ts';
import { reportRun } from './report-run.ts';
import { readStandardInput } from './standard-input.ts';
import { stopIfInterrupted, type Session } from './session.ts';

export async function runCheck(paths: readonly string[], options: CheckOptions, session: Session): Promise<ExitCode> {
  refuseContradictions(paths, options);
  const outputs = outputsOf(options, session.cwd);
  const input = paths.includes('-') ? await readStandardInput() : undefined;
  const request = checkRequest(session.cwd, paths, options, input);
  if (options.showFiles) return (await import('./show-files.ts')).showFiles(request, session);

  const outcome = await check(request);
  await stopIfInterrupted(session);
  const exitCode = exitCodeOf(outcome.run, options);
  const { color = 'auto' } = options;
  const { environment, terminals } = session;
  await logRun(outcome, { options, outputs, colour: useColour(color, environment, terminals.log) }, session);
  await reportRun(
    outcome,
    { options, outputs, exitCode, colour: useColour(color, environment, terminals.output) },
    session,
  );
  return exitCode;
}
