import {
  defineProbe,
  endingOf,
  entityOfChild,
  evidence,
  failingTexts,
  inconclusive,
  isSuccess,
  listed,
  ownChildren,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutChildren,
  withoutRequests,
  type Evidence,
  type ProjectModel,
} from '#probe-kit';

/**
 * Lets the API of one child fail, and looks what becomes of the others and of the exit code.
 *
 * @remarks
 * Whoever schedules a sync sees its exit code and nothing else: one failed child makes it a failure. Whether the others run all the same is configuration (`orchestration.failure`);
 * without it both are right. The requests that fail are those with the name of the child's entity in their URL.
 */
export const probe = defineProbe({
  id: 'isolates-child-failure',
  title: 'The failure of one child is told, and stays with it',
  property: 'one failed child ends in a non-zero exit code, and the others run as configured',
  group: 'Orchestrators',
  corroborates: ['swallowed-child-failure'],
  controls: ['plain'],
  flaw: 'unisolated-failure',
  severity: 'error',
  since: '0.1.0',
  observation: seen.children,

  plan(command, project) {
    const without = withoutChildren(command, project) ?? withoutRequests(command, project);
    if (without !== undefined) return without;
    const only = failingTexts(command, project);
    if (only.length === 0) return { inconclusive: 'the code does not say what its children copy' };
    const answers = { fault: 'unavailable', only } as const;
    return trialsOf({
      plain: plainRun(command, project),
      failing: plainRun(command, project, [], { answers }),
    });
  },

  judge({ plain: [plain], failing: [failing] }, command, project) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    const children = ownChildren(failing.observation.children);
    const failed = children.filter(({ ended }) => ended !== 'returned');
    const [first] = failed;
    if (!failing.requests.some(({ status }) => status !== null && status >= 500))
      return inconclusive(
        `no request has ${failingTexts(command, project)
          .map((text) => `\`${text}\``)
          .join(' or ')} in its URL`,
      );
    if (first === undefined) return inconclusive('the child whose API fails does not fail');
    const details = { failed: failed.map(({ name }) => name), ending: endingOf(failing.exit) };
    const found: Evidence[] = [];
    if (isSuccess(failing.exit)) {
      const summary = `it ends in exit code 0 after \`${first.name}\` has failed`;
      found.push(evidence(summary, { stack: first.stack, details }));
    }
    const names = new Set(children.map(({ name }) => name));
    const left = ownChildren(plain.observation.children).filter(
      ({ name }) => !names.has(name) && !dependsOn(name, first.name, project),
    );
    const later = children.filter((child) => child.ended === 'returned' && child.at > (first.ended_at ?? Infinity));
    const { failure } = project.policy.orchestration;
    const parts = { stack: first.stack, details, flaw: 'unisolated-failure' };
    if (failure === 'continue' && left.length > 0)
      found.push(
        evidence(`it does not run ${listed(left.map(({ name }) => name))} after \`${first.name}\` has failed`, parts),
      );
    if (failure === 'stop' && later.length > 0)
      found.push(
        evidence(`it goes on with ${listed(later.map(({ name }) => name))} after \`${first.name}\` has failed`, parts),
      );
    return verdictOf(found, 1);
  },
});

/** Nobody need run what refers to records that are not there. */
function dependsOn(child: string, parent: string, project: ProjectModel): boolean {
  const { depends } = project.policy.orchestration;
  const entity = entityOfChild(child, project) ?? child;
  return Object.hasOwn(depends, entity) && (depends[entity] ?? []).includes(entityOfChild(parent, project) ?? parent);
}
