/** Stands for what the new probe looks for; no command prints that. */
const placeholder = 'PLACEHOLDER';

interface NewProbe {
  readonly id: string;
  readonly title: string;
  readonly since: string;
}

/** A probe that compiles and passes its tests, and finds nothing but its own placeholder. */
export function probeSkeleton({ id, title, since }: NewProbe): string {
  return `import { defineProbe, evidence, inconclusive, plainRun, seen, textOf, trialsOf, troubleOf, verdictOf } from '#probe-kit';

/**
 * Looks for a placeholder in what the command prints: replace this sentence by what the probe does.
 *
 * @remarks
 * Say here for whom it is bad when the property does not hold, and when that comes to light.
 *
 * Say here what counts, what does not, and which configuration matters.
 */
export const probe = defineProbe({
  id: ${JSON.stringify(id)},
  title: ${JSON.stringify(title)},
  property: 'no output of the command has a placeholder in it',
  group: 'Data',
  corroborates: [],
  flaw: 'placeholder-printed',
  severity: 'warning',
  since: ${JSON.stringify(since)},
  observation: seen.nothing,

  plan: (command, project) => trialsOf({ plain: plainRun(command, project) }),

  judge({ plain: [plain] }) {
    const text = textOf(plain);
    if (text.includes('${placeholder}')) return verdictOf([evidence('the output has a placeholder in it')], 1);
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    return verdictOf([], 1);
  },
});
`;
}

export const observerSkeleton = `"""Say here what the probe has to know of a run besides its end, its output and its requests."""

from synclint_harness.run import Json, Run


def observe(run: Run) -> dict[str, Json]:
    """Return nothing more."""
    return {}
`;

/** Runs with each of the outcomes that a probe has to be seen with. */
export function observationsSkeleton(): string {
  const failure = { kind: 'exit', code: 1, message: 'the API is down', by: 'command-error' };
  const evidence = { summary: 'the output has a placeholder in it' };
  const cases = [
    recorded('nothing is out of the ordinary', { kind: 'returned' }, '3 created\n', { outcome: 'holds', trials: 1 }),
    recorded('a placeholder is printed', { kind: 'returned' }, `${placeholder} created\n`, {
      outcome: 'falsified',
      evidence: [evidence],
    }),
    recorded('the run fails', failure, '', {
      outcome: 'inconclusive',
      reason: 'the plain run fails: the API is down',
    }),
  ];
  return `${JSON.stringify({ cases }, null, 2)}\n`;
}

function recorded(name: string, exit: object, printed: string, verdict: object): object {
  const captured = (text: string) => ({ text, bytes: Buffer.byteLength(text) });
  const run = { exit, stdout: captured(printed), stderr: captured(''), requests: [], observation: {} };
  return { name, command: 'sync_arrivy_customers', trials: { plain: [run] }, verdict };
}
