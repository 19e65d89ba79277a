import {
  defineProbe,
  evidence,
  inconclusive,
  lacks,
  listed,
  misordered,
  ownChildren,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutChildren,
} from '#probe-kit';

/**
 * Runs an orchestrator with `--parallel` and watches which children run at the same time.
 *
 * @remarks
 * Threads make a sync faster, and break it where a child starts while its parents are still being copied. Dependencies hold in both modes, and both run the same children: which
 * entity depends on which is configuration, `orchestration.depends`.
 */
export const probe = defineProbe({
  id: 'parallel-respects-dependencies',
  title: 'Parallel children wait for what they depend on',
  property: 'with `--parallel` the same children run, each after those that it depends on',
  group: 'Orchestrators',
  corroborates: ['misordered-child'],
  flaw: 'lost-parallel-child',
  severity: 'error',
  since: '0.1.0',
  observation: seen.children,

  plan(command, project) {
    const runs = { plain: plainRun(command, project), parallel: plainRun(command, project, ['--parallel']) };
    return withoutChildren(command, project) ?? lacks(command, '--parallel') ?? trialsOf(runs);
  },

  judge({ plain: [plain], parallel: [parallel] }, _command, project) {
    const children = ownChildren(parallel.observation.children);
    const found = misordered(children, project).map(({ child, dependency }) => {
      const details = { flag: '--parallel', child: child.name, at: child.at, ended: dependency.ended_at };
      const summary = `with \`--parallel\`, \`${child.name}\` starts before \`${dependency.name}\` has ended`;
      return evidence(summary, { stack: child.stack, details });
    });
    if (found.length > 0) return verdictOf(found, 1);
    const trouble = troubleOf(plain) ?? troubleOf(parallel, 'run with `--parallel`');
    if (trouble !== undefined) return inconclusive(trouble);
    const names = new Set(children.map(({ name }) => name));
    const lost = ownChildren(plain.observation.children).filter(({ name }) => !names.has(name));
    if (lost.length > 0) {
      const parts = { flaw: 'lost-parallel-child', details: { flag: '--parallel' } };
      return verdictOf(
        [evidence(`with \`--parallel\` it does not run ${listed(lost.map(({ name }) => name))}`, parts)],
        1,
      );
    }
    return children.length === 0 ? inconclusive('it started no command') : verdictOf([], 1);
  },
});
