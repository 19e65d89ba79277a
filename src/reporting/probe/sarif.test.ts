import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { microsoftFindings, oasisErrors } from '../../testing/sarif-validators.ts';
import { exampleProbeRun } from '../testing/example-probe-run.ts';
import { exampleContext } from '../testing/example-run.ts';
import { reporter as sarif } from './sarif.ts';

const log = sarif(exampleProbeRun(), exampleContext());

test('the sarif of a run of probes is what the OASIS schema says', () => {
  expect(oasisErrors(log)).toEqual([]);
});

test("Microsoft's validator has nothing to say against it", () => {
  const empty = sarif(exampleProbeRun({ findings: [], notifications: [] }), exampleContext({ exitCode: 0 }));
  expect(
    microsoftFindings([
      ['of the example', log],
      ['without findings', empty],
    ]),
  ).toEqual([]);
});

test('it is a run of its own, in which every result says what the probes made of it', () => {
  const [run] = (JSON.parse(log) as Log).runs;
  expect(run?.automationDetails?.id).toBe('synclint/probe/commands/');
  expect(run?.results?.map(({ level, message }) => `${String(level)} ${String(message.text)}`)).toMatchInlineSnapshot(`
    [
      "error \`sync_arrivy_tasks\` does not accept \`--quiet\`. Confirmed by running it (dry-run-writes-nothing): a dry run inserted 3 rows into \`ingestion_arrivytask\`. See [nearest base that could declare it](1).",
      "warning \`sync_arrivy_tasks\` does not accept \`--quiet\`. Not exercised (dry-run-writes-nothing): it has no dry run. See [nearest base that could declare it](1).",
      "warning \`synced_at\` tracks a sync outside of the history. Inconclusive (survives-server-error): it was not run.",
      "warning \`sync_arrivy_tasks\` does not accept \`--quiet\`. Not exercised: no probe executes this. See [nearest base that could declare it](1).",
      "note \`synced_at\` tracks a sync outside of the history. Refuted by running it (command-loads): the runs came to it, and it held.",
    ]
  `);
});
