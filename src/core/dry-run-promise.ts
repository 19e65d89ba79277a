import type { CommandRun, EffectEvent } from './command-run.ts';
import type { Command, Option } from './commands.ts';
import { removes } from './lasting-effects.ts';
import type { DryRunPolicy } from './policy.ts';

/** Kinds of things that a dry run may promise to leave alone. */
export type Promised = 'records' | 'deletions' | 'files' | 'mail' | 'outside';

/** What the words about a dry-run flag say of a run with it, or of one without it where it is inverted. */
export interface DryRunPromise {
  /** `everything`: no kind of thing is singled out. */
  readonly of: 'everything' | ReadonlySet<Promised>;
  /** Who says so: the configuration, the help in so many words, or the name of the flag alone. */
  readonly by: 'configuration' | 'words' | 'name';
}

/** Undefined where nothing is promised. */
export function dryRunPromise(
  { help, strings }: Option,
  command: Pick<Command, 'help'>,
  dry: Pick<CommandRun, 'events'>,
  { named, invertedFlags }: DryRunPolicy,
): DryRunPromise | undefined {
  // Whoever configures a flag has said what it means.
  if (strings.some((text) => named.includes(text))) return { of: 'everything', by: 'configuration' };
  const text = (help.known && help.value) || '';
  const isInverted = strings.some((name) => invertedFlags.includes(name));
  if (!isInverted) return promiseIn(text);
  // `--commit` may be there for one step more, which a run without it has nothing to do with.
  const says = [text, (command.help.known && command.help.value) || ''].some((said) => offersDryRun.test(said));
  if (!says && !dry.events.some((event) => event.kind === 'output' && announcesDryRun.test(event.text)))
    return undefined;
  const promise = promiseIn(text);
  return promise && { ...promise, by: 'name' };
}

/** What a help text says that will not happen. */
function promiseIn(help: string): DryRunPromise | undefined {
  const text = help.replaceAll(filesOnly, ' files ').replaceAll(productsOnly, ' ');
  const narrow = new Set(topics.flatMap(([thing, words]) => (words.test(text) ? thing : [])));
  // `Test: only send to staff` does what it names.
  if (/\bonly (e-?mail|notif|send|sent)|\b(send|mail|notify)\w* (it |them )?only\b/i.test(text)) return undefined;
  // Which of its records are meant, words do not tell.
  if (keepsOthers.test(text) || (usesSamples.test(text) && !general.test(text))) return undefined;
  if (otherSystem.test(text)) return { of: new Set<Promised>(['outside']), by: 'words' };
  if (general.test(text)) {
    if (!database.test(text)) return { of: 'everything', by: 'words' };
    return { of: new Set<Promised>([...narrow, 'records']), by: 'words' };
  }
  if (narrow.size > 0) return { of: narrow, by: 'words' };
  // `Do not save the results`, `do not restart the workers`: what else happens is not spoken of.
  return text !== help || speaksOfSomethingElse(text) ? undefined : { of: 'everything', by: 'name' };
}

/** It says what is not done, and in none of the words that go with a change. */
function speaksOfSomethingElse(text: string): boolean {
  return [...text.matchAll(denials)].some(([, verb = '']) => !anyAction.test(verb));
}

/** Whether a run that keeps the promise may not have this effect. */
export function isPromised({ of }: DryRunPromise, effect: EffectEvent): boolean {
  if (of === 'everything' || effect.effect === 'configured') return true;
  return thingsOf(effect).some((thing) => of.has(thing));
}

function thingsOf(effect: EffectEvent): readonly Promised[] {
  switch (effect.effect) {
    case 'mail':
      return ['mail'];
    case 'queue':
      return /mail|notif|remind|send|message|sms|digest/i.test(effect.what) ? ['mail', 'outside'] : ['outside'];
    case 'http':
      return ['outside'];
    case 'file':
      return removes(effect) ? ['files', 'deletions'] : ['files'];
    case 'write':
      return removes(effect) ? ['records', 'deletions'] : ['records'];
    case 'sql':
      return ['records'];
    default:
      return [];
  }
}

const announcesDryRun =
  /dry[-_ ]?run|simulat|preview|rehears|no changes|nothing (is|was|will be|has been)|roll(ed|ing|s) back|not (be |been )?(saved|written|changed|committed|applied)/i;

const offersDryRun = new RegExp(
  `${announcesDryRun.source}|otherwise|by default|without (it|this|the|--\\w)|unless|if (not|un)`,
  'i',
);

/** Words that go with one kind of thing. */
const topics: readonly (readonly [readonly Promised[], RegExp])[] = [
  [
    ['mail'],
    /\b(e-?mails?|mails?|mailing|messages?|newsletters?|sms|notif\w*|remind\w*|digests?|courriels?|correos?)\b/i,
  ],
  [['mail', 'outside'], /\b(send|sends|sending|sent)\b/i],
  [
    ['outside'],
    /\b(upload|push|publish|submit|index|re-?index|web-?hook|queue|enqueue|schedul|trigger|api|s3|bucket|remote|external|network|http|requests?)(e?s|ed|ing|ting|ling)?\b/i,
  ],
  [['deletions'], /\b(delet|remov|purg|clean|drop|prun|clear|destroy|eras)(e|es|ed|ing|s|ping|ion|al|ning)?\b/i],
  [['files'], /\b(files?|csv|disk|file-?system|media)\b/i],
];

/** Words that go with any change. */
const general =
  /\b(sav(e|es|ed|ing)|writ(e|es|ing|ten)|commit(s|ted|ting)?|chang(e|es|ed|ing)|modif\w+|updat(e|es|ed|ing)|appl(y|ies|ied|ying)|persist\w*|stor(e|es|ed|ing)|alter\w*|mutat\w+|database|db|creat\w+|insert\w*|import\w*|migrat\w+|side.effects?|do(es|ing)? (any|no)thing|doing (it|so)|would (be done|happen|change)|no-op|actions?|execut\w+|salvar|gravar|guardar|alterar|enregistr\w+|modificar|speichern|salvare)\b/i;

const database = /\b(database|db|banco|base de datos)\b/i;

/** `Use sample data instead of the API`: where it comes from, not what becomes of it. */
const usesSamples =
  /\b(?:us(?:e|es|ing)|load(?:s|ing)?|with|from|process(?:es)?) (?:\w+ ){0,2}(?:fixtures?|samples?|mock(?:ed)?|fake|dummy|test|demo|local|canned) (?:data|files?|records?|responses?|feeds?)\b/i;

/** `Record the decisions, but do not create orders`, `no requests (still writes to the database)` */
const keepsOthers =
  /\b(?:still|nevertheless|all the same) (?:\w+ )?(?:writ|sav|stor|updat|creat|delet|send|chang|commit|persist|import|record|insert)\w*|\b(persist|sav|stor|writ|record)\w* .*\bbut (do|does|don't|doesn't|will|won't|never|not|without)\b/i;

/** `Run queries, but do not write files`, and `write to the console` */
const filesOnly = /\bwrit\w+ (any |the |to |a |out )*(\w+ )?(files?|csv|disk)\b/gi;

/** `Do not save the results`, `without writing any output`: products of the run, whatever else it keeps. */
const productsOnly =
  /\b(?:do(?:es)? not|don['’]?t|doesn['’]?t|will not|without|never|no) (?:actually |really )?(?:(?:sav|writ|stor|persist|creat|produc|generat|print|log|show|display|report|dump|plot|emit)(?:e|es|ing|ten|ting|s)?)\b(?= (?:(?:any|the|its|all|out|final) )*(?:results?|outputs?|reports?|summar(?:y|ies)|plots?|figures?|predictions?|metrics)\b(?! (?:to|in|into) (?:the )?(?:db|database)))/gi;

/** `do not …`, `without …ing` */
const denials =
  /\b(?:do(?:es)? not|don['’]?t|doesn['’]?t|will not|won['’]?t|without|skip|instead of)\s+(?:(?:actually|really|yet|even|any|the|real(?:ly)?|to)\s+)*([a-z]+)/gi;

/** Nothing in particular. */
const anyAction =
  /^(?:do|does|doing|make|makes|making|run|runs|running|perform|performs|performing|process|processing|touch|touching|affect|affecting|go|going|proceed|be|have|having|take|taking|actual|anything|carry|carrying|commit|real|it|them|this|that|side|effects?|operations?|work)$/i;

/** `update Canvas with …`, `no changes in Salesforce` */
const otherSystem =
  /\b(?:[Uu]pdat\w+|[Ss]ync\w*|[Pp]ush\w*) (?!(?:DB|SQL|Django|Postgres\w*|MySQL)\b)[A-Z]\w+ (?:with|from)\b|\b(?:[Uu]pdat\w+|[Cc]hang\w+|[Ww]rit\w+|[Pp]ush\w*|[Ss]en[dt]\w*|[Uu]pload\w*|[Pp]ublish\w*|[Ss]av\w+|[Cc]reat\w+|[Pp]ost\w*|[Aa]ppl\w+) (?:\w+ )?(?:to|in|into|on) (?!(?:DB|SQL|Django|Postgres\w*|MySQL|ORM)\b)[A-Z]\w+/;
