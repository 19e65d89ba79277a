import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureRequest } from '../../testing/fixture.ts';
import { planCommandProbes } from './probe-commands.ts';

const folder = join(import.meta.dirname, '../../../fixtures/correlation/warehouse');

function planned(configured: string) {
  return planCommandProbes({
    check: { ...fixtureRequest(folder, []), configArguments: [`probe.severity=${configured}`] },
    names: ['true_effect'],
    only: [],
    skip: [],
    surroundings: {
      cwd: folder,
      environment: {},
      interruption: new AbortController().signal,
      beforeLeaving: () => () => undefined,
      seed: 1,
    },
    settings: {},
  });
}

test('a probe that is off is bypassed, and says why', async () => {
  const { plan } = await planned('{idempotent = "off", creates-records = "note"}');
  const reasons = plan.probes.flatMap(({ probe, plan: one }) =>
    'skipped' in one && one.skipped === 'bypassed' ? [`${probe.id}: ${one.reason}`] : [],
  );
  expect(reasons).toEqual(['idempotent: switched off by `probe.severity`']);
});

test('a probe that there is not is an error, and so is a severity', async () => {
  await expect(planned('{idempotnt = "off"}')).rejects.toThrow(
    '`probe.severity`: there is no probe `idempotnt`; did you mean `idempotent`?',
  );
  await expect(planned('{idempotent = "mild"}')).rejects.toThrow('expected "error", "warning", "note", "off"');
});
