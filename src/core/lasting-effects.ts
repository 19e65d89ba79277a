import type { CommandRun, EffectEvent, HistoryEvent, RunEvent } from './command-run.ts';
import type { Location } from './location.ts';

export type Effect = Extract<RunEvent, EffectEvent>;

/** Effects that certainly happen when their place is reached, that nothing undoes, and that are more than book-keeping. */
export function lastingEffects({ events }: CommandRun): readonly Effect[] {
  return events.filter(
    (event): event is Effect => isCertainEffect(event) && !isBookKeeping(event) && !isKept(event) && !isAlert(event),
  );
}

/** Happens when its place is reached, and nothing undoes it. */
export function isCertainEffect(event: RunEvent): event is Effect {
  return event.kind === 'effect' && !event.doubtful && !isUndone(event);
}

/** A rolled back transaction takes back what was written to the database, and nothing else. */
export function isUndone({ rolledBack, effect }: EffectEvent): boolean {
  return rolledBack && isOfDatabase(effect);
}

export function isOfDatabase(effect: EffectEvent['effect']): boolean {
  return effect === 'write' || effect === 'sql';
}

/** Something is gone afterwards. */
export function removes({ what }: EffectEvent): boolean {
  return /\.(a?delete|_raw_delete|remove|unlink|rmtree|rmdir|removedirs)$/.test(what);
}

/** A history record that stays. */
export function isLastingRecord(event: RunEvent): boolean {
  return changesHistory(event) && !event.doubtful && !event.rolledBack;
}

/** A record of the history that is left out in a dry run is a change, too. */
export function changesHistory(event: RunEvent): event is Extract<RunEvent, HistoryEvent> {
  return event.kind === 'history' && event.action !== 'look-up';
}

/** A place that a real run reaches by one way more is not all that there is. */
export function wayTo(event: RunEvent): string {
  return [placeOf(event), ...event.chain.map(placeOfCall)].join(' ');
}

export function placeOf({ at }: Pick<RunEvent, 'at'>): string {
  return placeOfCall(at);
}

export function placeOfCall({ file, region }: Location): string {
  return `${file}:${region.startLine}:${region.startColumn}`;
}

/** What a run writes about itself, or so that others need not do again what it has done: nobody writes much of that at once. */
function isBookKeeping(event: EffectEvent): boolean {
  const { model = '', what, fields, refersTo = [] } = event;
  if (event.effect !== 'write') return false;
  if (removes(event)) return guarding.test(nameOf(model));
  if (fields !== undefined && fields.some((name) => aboutTheRun.test(name)) && fields.every((name) => told.test(name)))
    return true;
  const name = nameOf(model);
  const isPart = refersTo.map(nameOf).some((whole) => aboutRuns.test(whole) && name.startsWith(stemOf(whole)));
  return (isPart || aboutRuns.test(name)) && !/\.a?bulk_(create|update)$|\.objects\.a?update$/.test(what);
}

function nameOf(model: string): string {
  return model.replace(/^.*\./, '');
}

/** `OrderSync` of `OrderSyncRun`, of which an `OrderSyncProposal` may be a part. */
function stemOf(name: string): string {
  const stem = name.replace(/[A-Z][a-z]*$/, '');
  return stem === '' ? name : stem;
}

/** Names of models that keep what programs do, how they are set up and what they need to go on. */
const aboutRuns =
  /^(Site|Session|ContentType|Permission|Migration)$|(^|[a-z]|[A-Z](?=[A-Z][a-z]))(Jobs?|Logs?|LogEntry|Stats|Statistics?|Metrics?|History|Audit|AuditTrail|AuditEvent|Checkpoint|Cursor|Heartbeat|Progress|Locks?|Tokens?|Credentials?|(Auth|Login|Api|OAuth|User)Session|Cache|CacheEntry|Config|Configuration|Settings?|Preferences?|Sequence)$|(Import|Sync|Task|Job|Batch|Command|Cron|Agent|Pipeline|Scrape|Crawl|Export|Fetch|Process|Data)(Run|Execution|Report|Attempt|Event|Status|State)$|^(Import|Sync|Export|Scrape|Crawl|Ingest(ion)?|Migration|Backfill)(Batch|File|Row|Record|Session|Task|Result|Entry|Error|Issue|Summary)$|^(Audit|Cached|Staging|Te?mp)[A-Z]/;

/** What keeps runs apart is nobody's data, and whoever finds it left over takes it away. */
const guarding = /(^|[a-z])(Locks?|Leases?|Mutex|Semaphore|Heartbeat)$/;

/** Names of fields that only tell when something was looked at last, how far it got or what is needed to ask again. */
const aboutTheRun =
  /^last_(?!name)|_(checked|fetched|crawled|scraped|polled|synced|scanned|refreshed|accessed|attempted|seen|viewed)(_at|_on)?$|^(checked|fetched|crawled|scraped|polled|synced|scanned|refreshed|accessed|attempted|seen)(_at|_on)?$|cursor|checkpoint|etag|(access|refresh|auth|sync|page)_token|^token$|expires|^(attempts|retries|retry_count|error_count)$|heartbeat/;

/** Such fields, and those that go with them. */
const told = new RegExp(`${aboutTheRun.source}|status|error|total|count|updated|modified|message|_at$`);

/** A mail about a failure, which a dry run has as well. */
function isAlert({ effect, inHandler }: EffectEvent & { readonly inHandler: boolean }): boolean {
  return effect === 'mail' && inHandler;
}

/** What a property of a record found, for the next one who reads it: whoever only looks at the record comes to it, too. */
function isKept({ effect, read, what }: EffectEvent): boolean {
  return effect === 'write' && read === true && creates(what);
}

/** Something is there afterwards that was not, or is as it should have been. */
export function creates(what: string): boolean {
  return /\.a?(save|create|bulk_create|get_or_create|update_or_create)$/.test(what);
}
