import {
  childrenOnPaper,
  defineProbe,
  endingOf,
  entityOfChild,
  evidence,
  inconclusive,
  isSuccess,
  lacks,
  listed,
  optionOf,
  ownChildren,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutChildren,
  type Command,
  type ProjectModel,
} from '#probe-kit';

/**
 * Asks an orchestrator for one entity.
 *
 * @remarks
 * `--entities customers` is how somebody repairs one table without hours of copying all others. Only the command of that entity may run. The name of the entity is one of the
 * option's choices, or else the end of a child's name.
 */
export const probe = defineProbe({
  id: 'filters-entities',
  title: '`--entities` runs nothing else',
  property: 'with `--entities` only the commands of these entities run',
  group: 'Orchestrators',
  corroborates: [],
  flaw: 'unfiltered-entities',
  severity: 'error',
  since: '0.1.0',
  observation: seen.children,

  plan(command, project) {
    const without = withoutChildren(command, project) ?? lacks(command, '--entities');
    if (without !== undefined) return without;
    const entity = someEntity(command, project);
    if (entity === undefined) return { inconclusive: 'the code does not say what its entities are called' };
    return trialsOf({
      plain: plainRun(command, project),
      filtered: plainRun(command, project, ['--entities', entity]),
    });
  },

  judge({ plain: [plain], filtered: [filtered] }, command, project) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    const entity = someEntity(command, project) ?? '';
    const all = [...new Set(ownChildren(plain.observation.children).map(({ name }) => name))];
    const ran = ownChildren(filtered.observation.children);
    if (all.length < 2) return inconclusive('it starts fewer than two commands');
    const others = ran.filter(({ name }) => (entityOfChild(name, project) ?? name) !== entity);
    const isOwn = all.some((name) => entityOfChild(name, project) === entity);
    const details = { flag: '--entities', entity, ran: ran.map(({ name }) => name), all };
    if (ran.length === 0) {
      if (!isSuccess(filtered.exit)) return inconclusive(`it does not know \`${entity}\`: ${endingOf(filtered.exit)}`);
      return verdictOf(
        [evidence(`with \`--entities ${entity}\` it runs nothing and ends in exit code 0`, { details })],
        1,
      );
    }
    const isAll = new Set(ran.map(({ name }) => name)).size === all.length;
    if (isAll || (isOwn && others.length > 0)) {
      const names = listed(others.map(({ name }) => name));
      const parts = { details, stack: others.at(0)?.stack ?? [] };
      return verdictOf([evidence(`with \`--entities ${entity}\` it runs ${names}, too`, parts)], 1);
    }
    return verdictOf([], 1);
  },
});

function someEntity(command: Command, project: ProjectModel): string | undefined {
  const { choices } = optionOf(command, '--entities') ?? {};
  const [choice] = (choices?.known === true ? choices.value : null) ?? [];
  if (typeof choice === 'string') return choice;
  const entities = childrenOnPaper(command, project).map((child) => entityOfChild(child, project));
  return entities.find((entity) => entity !== undefined && entity !== 'all');
}
