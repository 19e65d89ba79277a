import {
  defineProbe,
  entityOfChild,
  evidence,
  failingTexts,
  inconclusive,
  isSuccess,
  listed,
  notApplicable,
  ownChildren,
  plainRun,
  seen,
  textOf,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutChildren,
  withoutRequests,
} from '#probe-kit';

/**
 * Reads what an orchestrator says of its children in the end, in a run that goes well and in one where a child fails.
 *
 * @remarks
 * Ten children print ten summaries, and the one that failed is lost among them. The orchestrator has to say how many there were, or name them, and it has to name the one that failed
 * in its last words.
 */
export const probe = defineProbe({
  id: 'aggregates-results',
  title: 'The results of all children are told',
  property: 'the output tells what became of every child, and names those that failed',
  group: 'Orchestrators',
  corroborates: [],
  flaw: 'unreported-results',
  severity: 'warning',
  since: '0.1.0',
  observation: seen.children,

  plan(command, project) {
    const without = withoutChildren(command, project);
    if (without !== undefined) return without;
    const only = withoutRequests(command, project) === undefined ? failingTexts(command, project) : [];
    const plain = plainRun(command, project);
    const answers = { fault: 'unavailable', only } as const;
    return trialsOf({ plain, failing: only.length === 0 ? plain : plainRun(command, project, [], { answers }) });
  },

  judge({ plain: [plain], failing: [failing] }, _command, project) {
    const told = (name: string, text: string) =>
      text.includes(name) || text.includes(entityOfChild(name, project) ?? name);
    const failed = ownChildren(failing.observation.children).filter(({ ended }) => ended !== 'returned');
    const unnamed = failed.filter(({ name }) => !told(name, lastWords(failing)));
    if (unnamed.length > 0) {
      const details = { output: lastWords(failing).slice(-500) };
      const summary = `it does not name ${listed(unnamed.map(({ name }) => name))}, which failed`;
      return verdictOf([evidence(summary, { stack: unnamed[0]?.stack ?? [], details })], 1);
    }
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    const names = [...new Set(ownChildren(plain.observation.children).map(({ name }) => name))];
    if (names.length < 2) return notApplicable('it starts fewer than two commands');
    const text = textOf(plain);
    const isCounted = new RegExp(`\\b${names.length}\\b`).test(text);
    const missing = names.filter((name) => !told(name, text));
    if (isCounted || missing.length === 0) return verdictOf([], isSuccess(failing.exit) ? 1 : 2);
    const details = { output: text.trim().slice(-500), children: names };
    return verdictOf([evidence(`its output says nothing of ${listed(missing)}`, { details })], 1);
  },
});

type Run = Parameters<typeof textOf>[0];

/** What it ends on, and what it writes to the standard error stream. */
function lastWords({ exit, stderr, stdout }: Run): string {
  const message = exit.kind === 'exit' || exit.kind === 'exception' ? exit.message : '';
  return `${stdout.text.split('\n').slice(-5).join('\n')}\n${stderr.text}\n${message}`;
}
