import {
  defineProbe,
  has,
  inSequence,
  isSwitch,
  judgeRejections,
  optionOf,
  plainRun,
  seen,
  trialsOf,
} from '#probe-kit';

/**
 * Gives flags together that contradict each other.
 *
 * @remarks
 * `--debug --quiet` asks for more and for less output at once. A command that silently prefers one of the two does something else
 * than its caller believes. Which pairs contradict each other is configuration: `flags.conflicting`.
 */
export const probe = defineProbe({
  id: 'rejects-conflicting-flags',
  title: 'Flags that contradict each other are refused',
  property: 'flags that contradict each other are refused before anything is done',
  group: 'Arguments',
  corroborates: [],
  flaw: 'contradictory-flags-accepted',
  severity: 'error',
  since: '0.1.0',
  observation: seen.effects,

  plan(command, project) {
    const isTyped = (flag: string) => has(command, flag) && isSwitch(optionOf(command, flag));
    const pairs = project.policy.flags.conflicting.filter((pair) => pair.every(isTyped));
    if (pairs.length === 0) return { notApplicable: 'it has no two switches of `flags.conflicting`' };
    const attempts = pairs.map((pair) => plainRun(command, project, pair));
    return trialsOf({ plain: plainRun(command, project), attempts: inSequence(...attempts) });
  },

  judge({ plain: [plain], attempts }) {
    const tried = attempts.map((run) => {
      const pair = run.plan.arguments.slice(-2);
      return { typed: pair.join(' '), flag: pair[0] ?? '', run };
    });
    return judgeRejections(tried, plain);
  },
});
