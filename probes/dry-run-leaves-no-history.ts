import {
  counted,
  defineProbe,
  dryRun,
  evidence,
  historyOf,
  inconclusive,
  plainRun,
  seen,
  statusOf,
  trialsOf,
  troubleOf,
  verdictOf,
  writesTo,
} from '#probe-kit';

/**
 * Looks for records of the sync history that a dry run has written.
 *
 * @remarks
 * The next delta sync starts where the last successful record ends. A dry run that leaves one makes that sync skip what nobody has
 * copied.
 */
export const probe = defineProbe({
  id: 'dry-run-leaves-no-history',
  title: 'A dry run leaves the history alone',
  property: 'a dry run writes no record of the sync history',
  group: 'Dry run',
  corroborates: ['history-written-in-dry-run'],
  controls: ['plain'],
  placed: true,
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan(command, project) {
    if (project.policy.history.model === undefined) return { notApplicable: 'no history model is configured' };
    return trialsOf({ dry: dryRun(command, project), plain: plainRun(command, project) });
  },

  judge({ dry: [dry], plain: [plain] }, _command, project) {
    const { tables, writes } = dry.observation;
    const history = historyOf(tables, project);
    if (history !== undefined) {
      const { table, inserted, updated, deleted, rows } = history;
      const details = { table, inserted, updated, deleted, status: rows.map(statusOf).at(-1) ?? null };
      const lasting = writesTo(history, writes).filter(
        ({ rows: count, rolled_back: undone }) => count !== 0 && !undone,
      );
      const summary = `a dry run changes ${counted(inserted + updated + deleted, 'record')} of the history`;
      const found = lasting.map(({ stack, sql }) => evidence(summary, { stack, details: { ...details, sql } }));
      return verdictOf(found.length > 0 ? found : [evidence(summary, { details })], 1);
    }
    const known = historyOf(plain.observation.tables, project);
    const attempts = known === undefined ? [] : writesTo(known, writes);
    if (attempts.length > 0) {
      const attempt = ({ stack, sql }: seen.Statement) =>
        evidence('a dry run writes to the history, and takes it back', {
          stack,
          severity: 'warning',
          details: { sql },
        });
      return verdictOf(attempts.map(attempt), 1);
    }
    const trouble = troubleOf(dry, 'dry run');
    return trouble === undefined ? verdictOf([], 1) : inconclusive(trouble);
  },
});
