import {
  defineProbe,
  evidence,
  inconclusive,
  misordered,
  notApplicable,
  ownChildren,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutChildren,
} from '#probe-kit';

/**
 * Watches in which order a command starts others.
 *
 * @remarks
 * Records that refer to others are copied after them. Which entity depends on which is configuration: `orchestration.depends`. A child has to start after all that it depends on have
 * ended; children that do not depend on each other may run in any order.
 */
export const probe = defineProbe({
  id: 'runs-children-in-order',
  title: 'Children run after what they depend on',
  property: 'every child starts after those that it depends on have ended',
  group: 'Orchestrators',
  corroborates: ['misordered-child'],
  severity: 'error',
  since: '0.1.0',
  observation: seen.children,

  plan(command, project) {
    const without = withoutChildren(command, project);
    if (without !== undefined) return without;
    if (Object.keys(project.policy.orchestration.depends).length === 0) {
      return { notApplicable: 'no dependencies are configured: `orchestration.depends`' };
    }
    return trialsOf({ plain: plainRun(command, project) });
  },

  judge({ plain: [run] }, _command, project) {
    const children = ownChildren(run.observation.children);
    const found = misordered(children, project).map(({ child, dependency }) =>
      evidence(`\`${child.name}\` starts before \`${dependency.name}\` has ended, on which it depends`, {
        stack: child.stack,
        details: { child: child.name, order: children.map(({ name }) => name) },
      }),
    );
    if (found.length > 0) return verdictOf(found, 1);
    if (children.length > 1) return verdictOf([], 1);
    const trouble = troubleOf(run);
    if (trouble !== undefined) return inconclusive(trouble);
    return children.length === 0 ? inconclusive('it started no command') : notApplicable('it started one command only');
  },
});
