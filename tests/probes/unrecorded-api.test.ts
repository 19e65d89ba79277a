import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pythonWith } from '../../src/probing/testing/pythons.ts';
import { examine } from '../../scripts/twins/examine.ts';

/** A project without a single recorded answer, whose API looks like no other. */
const project = join(import.meta.dirname, 'unrecorded-api');
const probe = 'creates-records';

test('records with the keys that the code reads are stored, and what is not read is asked for', async () => {
  const pairs = ['sync_shipments', 'sync_returns'].map((command) => ({ command, probe }));
  const { commands } = await examine(project, pairs, { python: pythonWith('django52') });
  const verdicts = commands.map(({ command, verdicts: [first] }) => [command.name, first?.verdict]);
  expect(Object.fromEntries(verdicts)).toEqual({
    sync_shipments: { outcome: 'holds', trials: 1 },
    sync_returns: {
      outcome: 'inconclusive',
      reason:
        "the plain run fails: `KeyError`: 'parcels_that_came_back'; what was served is invented: record the answer of " +
        '`https://api.parcels.example/v2/depots/7/returns` in `probe.fixtures`, as `api.parcels.example/v2/depots/{id}/returns.json`',
    },
  });
});
