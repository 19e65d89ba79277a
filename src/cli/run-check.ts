import { resolve } from 'node:path';
import { CacheFolder } from '../caching/cache-folder.ts';
import { refuseForeignCache } from '../caching/remove-cache.ts';
import { cachedCheck } from '../pipeline/remembering/cached-check.ts';
import type { CheckRequest, ReportableCheck } from '../pipeline/check.ts';
import type { KnownRequest } from '../pipeline/known/check-for.ts';
import { checkRequest, knownRequest, refuseContradictions, type CheckOptions } from './check-options.ts';
import { baselined } from '../pipeline/known/check-baseline.ts';
import { useColour } from './colour.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './gate.ts';
import { formatNames } from './format-names.ts';
import { logRun } from './log-run.ts';
import { outputsOf, type Output } from './outputs.ts';
import { reportRun } from './report-run.ts';
import { readStandardInput } from './standard-input.ts';
import { programBuild } from './synclint-version.ts';
import { stopIfInterrupted, type Session } from './session.ts';

export async function runCheck(paths: readonly string[], options: CheckOptions, session: Session): Promise<ExitCode> {
  refuseContradictions(paths, options);
  const outputs = outputsOf(options, formatNames, session.cwd);
  const input = paths.includes('-') ? await readStandardInput() : undefined;
  const request = checkRequest(session.cwd, paths, options, input);
  const known = knownRequest(session.cwd, options);
  if (options.showFiles) return (await import('./show-files.ts')).showFiles(request, session);

  if (options.diff) {
    const { runDiff } = await import('./run-fix.ts');
    const { outcome, exitCode } = await runDiff(request, options, session, known);
    await logRun(outcome, { options, outputs: [], colour: colourOf(options, session).log }, session);
    return exitCode;
  }
  if (options.addIgnore !== undefined) {
    const ignoring = { options, known, reason: options.addIgnore };
    return report(await fixAndIgnore(request, ignoring, session), outputs, options, session);
  }
  if (options.fix) {
    const { runFix } = await import('./run-fix.ts');
    const outcome = await runFix(request, options, session, known);
    // The fixed text has standard output for itself.
    return report(outcome, outputs, options, input === undefined ? session : besideText(session));
  }
  const reportOn = (outcome: ReportableCheck, startedAt?: number) =>
    report(outcome, outputs, options, session, startedAt);
  if (options.watch) {
    const { runWatch } = await import('./run-watch.ts');
    return runWatch(request, { options, known, reportOn }, session);
  }
  const outcome = await checkOrRecall(request, known, options);
  await stopIfInterrupted(session);
  return reportOn(outcome);
}

/** With both, only what no fix removes gets a comment. */
async function fixAndIgnore(
  request: CheckRequest,
  { options, known, reason }: { readonly options: CheckOptions; readonly known: KnownRequest; readonly reason: string },
  session: Session,
): Promise<ReportableCheck> {
  const { runAddIgnore } = await import('./run-add-ignore.ts');
  const fixed = options.fix ? await (await import('./run-fix.ts')).runFix(request, options, session, known) : undefined;
  const isUnwritten = fixed?.run.notifications.some(({ kind }) => kind === 'unwritten-file') === true;
  return isUnwritten ? fixed : runAddIgnore(request, { known, reason, quiet: options.quiet === true }, session);
}

/** Standard input is different each time, and what git knows of a revision is no file. */
async function checkOrRecall(
  request: CheckRequest,
  known: KnownRequest,
  { cache, cacheDir }: CheckOptions,
): Promise<ReportableCheck> {
  const build = programBuild();
  const given = cacheDir === undefined ? undefined : resolve(request.cwd, cacheDir);
  if (given !== undefined) refuseForeignCache(given);
  if (cache === false || build === undefined || request.stdin !== undefined || known.change !== undefined)
    return (await import('../pipeline/known/check-for.ts')).checkFor(known)(request);
  const folder = (root: string) => new CacheFolder(root, given);
  return baselined(await cachedCheck(request, { build, folder }), known.baseline, request);
}

async function report(
  outcome: ReportableCheck,
  outputs: readonly Output[],
  given: CheckOptions,
  session: Session,
  startedAt = 0,
): Promise<ExitCode> {
  // A part may be empty where the whole is not.
  const isPart = given.shard !== undefined && outcome.discovery.inScope.length > 0;
  const options = isPart ? { ...given, allowEmpty: true as const } : given;
  const exitCode = exitCodeOf(outcome.run, options);
  const colour = colourOf(options, session);
  await logRun(outcome, { options, outputs, colour: colour.log }, session);
  await reportRun(outcome, { options, outputs, exitCode, colour: colour.output, startedAt }, session);
  return exitCode;
}

function colourOf({ color = 'auto' }: CheckOptions, { environment, terminals }: Session) {
  return {
    log: useColour(color, environment, terminals.log),
    output: useColour(color, environment, terminals.output),
  };
}

function besideText(session: Session): Session {
  const { terminals } = session;
  return { ...session, print: (text) => session.log(String(text)), terminals: { ...terminals, output: terminals.log } };
}
