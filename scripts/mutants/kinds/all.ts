import type { Kind } from '../mutation.ts';
import { dryRunKinds } from './dry-run.ts';
import { errorKinds } from './errors.ts';
import { flagKinds } from './flags.ts';
import { historyQueryKinds } from './history-queries.ts';
import { historyRecordKinds } from './history-records.ts';
import { historyStatusKinds } from './history-statuses.ts';
import { layerKinds } from './layers.ts';
import { orchestrationKinds } from './orchestration.ts';
import { stateKinds } from './state.ts';
import { structureKinds } from './structure.ts';
import { suppressionKinds } from './suppressions.ts';

export const allKinds: readonly Kind[] = [
  ...flagKinds,
  ...historyStatusKinds,
  ...historyRecordKinds,
  ...historyQueryKinds,
  ...stateKinds,
  ...layerKinds,
  ...structureKinds,
  ...orchestrationKinds,
  ...dryRunKinds,
  ...errorKinds,
  ...suppressionKinds,
];
