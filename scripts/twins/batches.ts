import type { Twin } from '../../tests/probes/twins/twin.ts';

/** Twins that share a copy of the sample: none of them changes what another one runs. */
export type Batch = readonly [Twin, ...Twin[]];

export function batchesOf(twins: readonly Twin[]): readonly Batch[] {
  const batches: [Twin, ...Twin[]][] = [];
  for (const twin of twins) {
    const batch =
      twin.isEndless === true ? undefined : batches.find((others) => others.every((one) => isApart(one, twin)));
    if (batch === undefined) batches.push([twin]);
    else batch.push(twin);
  }
  return batches;
}

function isApart(a: Twin, b: Twin): boolean {
  if (a.isEndless === true || b.isEndless === true) return false;
  if (isWide(a) || isWide(b) || a.edits.some(({ file }) => b.edits.some((other) => other.file === file))) return false;
  const systems = [systemOf(a.command), systemOf(b.command)];
  if (systems[0] !== systems[1]) return true;
  // An orchestrator runs all commands of its system.
  if (a.command.endsWith('_all') || b.command.endsWith('_all')) return false;
  const isOwn = (one: Twin, other: Twin) =>
    one.edits.every(({ file }) => file.startsWith('ingestion/sync/') || !derives(other.command, one.command));
  return a.command !== b.command && isOwn(a, b) && isOwn(b, a);
}

/** What is changed belongs to no single system. */
function isWide({ edits }: Twin): boolean {
  return edits.some(({ file }) => !/^ingestion\/(sync|models|management\/commands)\//.test(file));
}

function systemOf(command: string): string {
  return command.split('_')[1] ?? command;
}

/** Commands of the sample whose class is that of another one with changes. */
const bases: Readonly<Record<string, string>> = {
  sync_callrail_summaries: 'sync_callrail_calls',
  sync_hubspot_companies: 'sync_hubspot_contacts',
  sync_hubspot_deals: 'sync_hubspot_contacts',
  sync_hubspot_tickets: 'sync_hubspot_deals',
  db_genius_appointments: 'db_genius_prospects',
  db_genius_quotes: 'db_genius_appointments',
};

function derives(command: string, base: string): boolean {
  const own = bases[command];
  return own !== undefined && (own === base || derives(own, base));
}
