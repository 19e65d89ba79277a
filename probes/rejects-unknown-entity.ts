import { defineProbe, judgeRejections, lacks, plainRun, seen, trialsOf, withoutChildren } from '#probe-kit';

/**
 * Asks an orchestrator for an entity that nobody has heard of.
 *
 * @remarks
 * `--entities custmers` that runs nothing and ends in exit code 0 looks like a sync that went well. The name has to be refused by a message and a non-zero exit code, before
 * anything is written or asked for.
 */
export const probe = defineProbe({
  id: 'rejects-unknown-entity',
  title: 'Unknown entities are refused',
  property: 'an entity that does not exist is refused before anything is done',
  group: 'Orchestrators',
  corroborates: [],
  flaw: 'unknown-entity-accepted',
  severity: 'error',
  since: '0.1.0',
  observation: seen.effects,

  plan(command, project) {
    return (
      withoutChildren(command, project) ??
      lacks(command, '--entities') ??
      trialsOf({
        plain: plainRun(command, project),
        unknown: plainRun(command, project, ['--entities', unknown]),
      })
    );
  },

  judge({ plain: [plain], unknown: [run] }) {
    return judgeRejections([{ typed: `--entities ${unknown}`, flag: '--entities', run }], plain);
  },
});

const unknown = 'synclint_unknown';
