import { databases } from './databases.ts';
import { deltas } from './deltas.ts';
import { dryRunEffects } from './dry-run-effects.ts';
import { dryRunRows } from './dry-run-rows.ts';
import { dryRunStatements } from './dry-run-statements.ts';
import { dryRunThreads } from './dry-run-threads.ts';
import { endings } from './endings.ts';
import { faults } from './faults.ts';
import { fields } from './fields.ts';
import { flags } from './flags.ts';
import { histories, unseenHistories } from './histories.ts';
import { orchestrators } from './orchestrators.ts';
import { records, unseenRecords } from './records.ts';
import { refusals } from './refusals.ts';
import { states, unseenStates } from './states.ts';
import type { Twin, UnseenDefect } from './twin.ts';

/** What a twin breaks → the twins. */
export const twinsByGroup: Readonly<Record<string, readonly Twin[]>> = {
  'rows of a dry run': [...dryRunRows, ...dryRunStatements, ...dryRunThreads],
  'other effects of a dry run': dryRunEffects,
  state: states,
  flags,
  faults: [...faults, ...databases, ...refusals],
  history: histories,
  'delta sync': deltas,
  records: [...records, ...fields],
  orchestration: orchestrators,
  endings,
};

export const allTwins: readonly Twin[] = Object.values(twinsByGroup).flat();

export const unseenDefects: readonly UnseenDefect[] = [...unseenStates, ...unseenHistories, ...unseenRecords];
