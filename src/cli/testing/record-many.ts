/** A process of its own that stores so many runs one after the other: `record-many.ts <root> <name> <count>`. */
import { exampleProbeRun } from '../../reporting/testing/example-probe-run.ts';
import { recordRun } from '../record-run.ts';

const [root = '', name = '', count = '1'] = process.argv.slice(2);
for (let index = 0; index < Number(count); index += 1) {
  const run = exampleProbeRun();
  const { notifications } = await recordRun(
    { ...run, surroundings: { ...run.surroundings, id: `${name}-${index}` } },
    { root, selection: { names: [], only: [], skip: [] }, at: new Date(), tool: '0.1.0', json: () => '{}\n' },
  );
  if (notifications.length > run.notifications.length) process.exitCode = 1;
}
