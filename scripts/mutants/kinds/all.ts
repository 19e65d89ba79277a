import type { Kind } from '../mutation.ts';
import { dryRunEffectKinds } from './dry-run-effects.ts';
import { dryRunKinds } from './dry-run.ts';
import { errorKinds } from './errors.ts';
import { flagDeclarationKinds } from './flag-declarations.ts';
import { flagUseKinds } from './flag-uses.ts';
import { historyQueryKinds } from './history-queries.ts';
import { historyRecordKinds } from './history-records.ts';
import { historyStatusKinds } from './history-statuses.ts';
import { layerKinds } from './layers.ts';
import { orchestrationKinds } from './orchestration.ts';
import { stateKinds } from './state.ts';
import { structureKinds } from './structure.ts';
import { suppressionKinds } from './suppressions.ts';

export const allKinds: readonly Kind[] = [
  ...flagDeclarationKinds,
  ...flagUseKinds,
  ...historyStatusKinds,
  ...historyRecordKinds,
  ...historyQueryKinds,
  ...stateKinds,
  ...layerKinds,
  ...structureKinds,
  ...orchestrationKinds,
  ...dryRunKinds,
  ...dryRunEffectKinds,
  ...errorKinds,
  ...suppressionKinds,
];
