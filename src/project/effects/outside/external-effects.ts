import type { EffectKind } from '../../../core/command-run.ts';
import { optionOf, textOf, type Arguments, type ExternalValue, type Value } from '../values/value.ts';

/** A function from outside the project that has an effect outside the process. */
export interface ExternalEffect {
  readonly effect: EffectKind;
  readonly path: RegExp;
  /** False: with these arguments it only looks. */
  readonly when?: (args: Arguments, callee: ExternalValue) => boolean;
}

const clients = String.raw`(requests(\.(api|sessions))?(\.[Ss]ession\(\))?|httpx(\.(Async)?Client\(\))?|aiohttp\.ClientSession\(\)|urllib3\.PoolManager\(\))`;

const table: readonly ExternalEffect[] = [
  { effect: 'http', path: new RegExp(`^${clients}\\.(post|put|patch|delete)$`), when: changesSomething },
  {
    effect: 'http',
    path: new RegExp(`^(${clients}|http\\.client\\.HTTPS?Connection\\(\\))\\.(request|send)$`),
    when: (args) =>
      /^(POST|PUT|PATCH|DELETE)$/i.test(textOf(args.positional[0] ?? args.keywords.get('method')) ?? '') &&
      changesSomething(withoutFirst(args)),
  },
  { effect: 'http', path: /^urllib\.request\.urlopen$/, when: (args) => sendsData(args) },
  { effect: 'mail', path: /^django\.core\.mail(\.message)?\.(send_mail|send_mass_mail|mail_admins|mail_managers)$/ },
  { effect: 'mail', path: /^django\.core\.mail(\.message)?\.Email\w*\(\)\.send$/ },
  { effect: 'mail', path: /^smtplib\.\w+\(\)\.(sendmail|send_message)$/ },
  {
    effect: 'process',
    path: /^subprocess\.(run|call|check_call|check_output|Popen|getoutput|getstatusoutput)$/,
    when: changesState,
  },
  { effect: 'process', path: /^os\.(system|popen|spawn\w+|exec\w+)$/, when: changesState },
  {
    effect: 'process',
    path: /^asyncio\.create_subprocess_exec$/,
    when: (args) => programChanges(args.positional.map(wordOf)),
  },
  { effect: 'process', path: /^asyncio\.create_subprocess_shell$/, when: changesState },
  { effect: 'file', path: /^(builtins|io|codecs)\.open$/, when: opensForWriting },
  {
    effect: 'file',
    path: /^pathlib\.Path\(\).*\.open$/,
    when: (args, callee) => isOwnChoice(callee) && writingMode(args.positional[0] ?? args.keywords.get('mode')),
  },
  {
    effect: 'file',
    path: /^pathlib\.Path\(\)(?!.*\.(?:read_\w+|open)\().*\.(write_text|write_bytes|unlink|rename|replace|rmdir)$/,
    when: (_args, callee) => isOwnChoice(callee),
  },
  { effect: 'file', path: /^os\.(remove|unlink|rename|replace|rmdir|removedirs)$/, when: namesOwnFile },
  { effect: 'file', path: /^shutil\.(copy\w*|move|rmtree)$/, when: namesOwnFile },
  { effect: 'file', path: /^django\.core\.files\.storage\.(default_storage|\w*Storage\(\))\.(save|delete)$/ },
  { effect: 'queue', path: /(^|\.)(celery|current_app|app)(\(\))?\.send_task$/ },
  { effect: 'queue', path: /^(django_rq\.enqueue|(django_rq\.get_queue|rq\.Queue)\(\)\.enqueue\w*)$/ },
  { effect: 'queue', path: /^celery\..*\.(delay|apply_async)$/ },
  {
    effect: 'sql',
    path: /^django\.db\.(connection|connections\[\]|transaction\.get_connection\(\))\.cursor\(\)\.(execute|executemany|callproc)$/,
    when: changesTables,
  },
  {
    effect: 'sql',
    path: /^django\.db\.(connection|connections\[\])\.cursor\(\)\.copy_(from|expert)$/,
    when: (args) => !/\bTO\s+STDOUT\b/i.test(textOf(args.positional[0]) ?? ''),
  },
  {
    effect: 'sql',
    path: /^(psycopg2?|MySQLdb|pymysql|sqlite3|pyodbc|oracledb|cx_Oracle|pymssql|mysql\.connector)\.connect\(\)(\.cursor\(\))?\.(execute|executemany)$/,
    when: changesTables,
  },
];

/** What calling something from outside the project does, beyond giving a value. */
export function effectOf(
  effects: readonly ExternalEffect[],
  callee: ExternalValue,
  args: Arguments,
): EffectKind | undefined {
  return effects.find(({ when }) => when === undefined || when(args, callee))?.effect;
}

/** What a function may do, depending on its arguments. */
export function effectsAt(path: string): readonly ExternalEffect[] {
  return table.filter((effect) => effect.path.test(path));
}

const request = new RegExp(
  `^((${clients}|http\\.client\\.HTTPS?Connection\\(\\))\\.(get|head|options|post|put|patch|delete|request|send|getresponse)|urllib\\.request\\.urlopen|feedparser\\.parse)$`,
);

const asked = new RegExp(`^(${clients}\\.(get|post|put|patch|request|send)\\(\\)|urllib\\.request\\.urlopen\\(\\))`);

/** The path begins with a request that somebody has answered. */
export function isAnswerOf(path: string): boolean {
  return asked.test(path);
}

/** Somebody else is asked over the network, who may not answer. */
export function isRequest(path: string): boolean {
  return request.test(path);
}

/** A `POST` that logs in, searches or asks GraphQL a question changes nothing. */
function changesSomething({ positional, keywords }: Arguments): boolean {
  const url = knownPart(positional[0] ?? keywords.get('url'));
  return (
    url !== undefined &&
    !/token|oauth|log_?in|auth|search|query|quer(y|ies)\b|graphql|batch\/read|\/read\b|openai|anthropic|completions|embeddings|generate|geocod|translat|predict/i.test(
      url,
    )
  );
}

function withoutFirst(args: Arguments): Arguments {
  return args.keywords.has('method') ? args : { ...args, positional: args.positional.slice(1) };
}

/** What is known of a text; undefined where nothing is. */
function knownPart(value: Value | undefined): string | undefined {
  const text = textOf(value) ?? (value?.kind === 'unknown' ? value.text : undefined);
  return text?.replaceAll('\u0000', '…');
}

/** `urlopen(url, data)` and `urlopen(Request(url, data=…, method="POST"))`. */
function sendsData({ positional, keywords }: Arguments): boolean {
  const [request, data = keywords.get('data')] = positional;
  if (data !== undefined && !(data.kind === 'literal' && data.value === null))
    return data.kind !== 'unknown' && changesSomething({ positional, keywords, complete: true });
  if (request?.kind !== 'external' || request.args === undefined) return false;
  const method = textOf(request.args.keywords.get('method'));
  return method !== undefined && /^(POST|PUT|PATCH|DELETE)$/i.test(method) && changesSomething(request.args);
}

/** Of a shell's pipeline every program counts. */
function changesState({ positional }: Arguments): boolean {
  const [command] = positional;
  if (command?.kind === 'list') return programChanges([...command.cell.values.values()].map(wordOf));
  return (knownPart(command) ?? '')
    .replaceAll(/'[^']*'|"[^"]*"/g, "''")
    .split(/\|\||&&|[|;]/)
    .some((part) => programChanges(part.trim().split(/\s+/)));
}

/** What a word of a command line is, with `…` for what is not known of it. */
function wordOf(value: Value | undefined): string {
  return knownPart(value) ?? '';
}

const looking =
  /^(which|uname|hostname|whoami|id|ps|ls|cat|head|tail|wc|cut|tr|sort|uniq|awk|jq|date|df|du|file|e?grep|test|true|echo|stat|md5sum|sha\d+sum|clamd?scan)$/;

/** `git rev-parse` and the like only look, and so does whatever lists, shows or describes something. */
const lookingVerbs =
  /^(ls|list|show|status|describe|inspect|find|search|stat|info|version|diff|log|get|cat|ps|images|rev-parse|rev-list|ls-files|ls-tree|ls-remote|cat-file|blame|branch|config|--version|--help)$/;

function programChanges(words: readonly string[]): boolean {
  const [path = '', verb = '', ...others] = words;
  const program = path.replace(/^.*\//, '');
  if (program === '' || program.includes('…') || looking.test(program)) return false;
  if (program === 'sed') return words.includes('-i');
  if (/^(gunzip|gzip|bzip2|zstd)$/.test(program)) return !words.includes('-c');
  if (program === 'find') return /-(delete|exec|execdir|ok)\b/.test(others.join(' '));
  // What a program with many commands does depends on which of them it is.
  if (/^(git|mc|aws|gsutil|gcloud|az|docker|kubectl|systemctl|pip|npm)$/.test(program))
    return (
      /^[a-z]/.test(verb) &&
      !verb.includes('…') &&
      !lookingVerbs.test(verb) &&
      !(program === 'aws' && lookingVerbs.test(others[0] ?? ''))
    );
  return true;
}

function opensForWriting({ positional, keywords }: Arguments): boolean {
  const [file, mode = keywords.get('mode')] = positional;
  return writingMode(mode) && isProgramsChoice(file);
}

function writingMode(mode: Value | undefined): boolean {
  return /[wax+]/.test(textOf(mode) ?? '');
}

/** A file that the user has named on the command line is what was asked for; a temporary one does not outlive the run. */
function isProgramsChoice(file: Value | undefined): boolean {
  if (file === undefined || optionOf(file) !== undefined) return false;
  if (file.kind === 'external') return isOwnChoice(file);
  return (
    textOf(file) !== '/dev/null' &&
    !cached.test(knownPart(file) ?? '') &&
    (file.kind === 'literal' || (file.kind === 'unknown' && file.text?.startsWith('\u0000') === false))
  );
}

const temporary = /tempfile|mkdtemp|mkstemp|devnull/;

/** What is kept under such a name may be thrown away at any time, tells what a run does, or that it has logged in. */
const cached =
  /(^|\/)\.?(cache|te?mp|logs?|reports?|outputs?|exports?|dumps?|previews?|backups?)\/|(^|[/_.-])(reports?|log|outputs?|dump|exports?|previews?|te?mp|cache|backup|errors?|debug|lock|pid|results?|summary|tokens?|credentials?|session)(?=[_.…-]|$)[^/]*$/i;

function isOwnChoice({ path, args }: ExternalValue): boolean {
  if (temporary.test(path)) return false;
  const given = args?.positional ?? [];
  return given.every(
    (value) =>
      optionOf(value) === undefined &&
      !cached.test(knownPart(value) ?? '') &&
      !(value.kind === 'external' && temporary.test(value.path)),
  );
}

function namesOwnFile({ positional }: Arguments): boolean {
  return positional.slice(0, 2).every(isProgramsChoice);
}

/** Text that begins like a question is one; of a text that is not known nothing is said, and a table for dry runs is what a dry run may change. */
function changesTables({ positional }: Arguments): boolean {
  const sql = knownPart(positional[0]);
  return (
    sql !== undefined &&
    !/dry_?run/i.test(sql) &&
    !isTemporary(sql) &&
    /^\s*(INSERT|UPDATE|DELETE|MERGE|REPLACE|TRUNCATE|CREATE|ALTER|DROP|COPY\s+\S+\s+FROM|CALL)\b(?!\s+(SEQUENCE|EXTENSION)\b)/i.test(
      sql,
    )
  );
}

/** A table that goes with the connection, by what makes it or by its name. */
function isTemporary(sql: string): boolean {
  return (
    /^\s*CREATE\s+((GLOBAL|LOCAL)\s+)?TEMP(ORARY)?\s/i.test(sql) ||
    /^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(\s+TABLE)?|DROP\s+TABLE|ALTER\s+TABLE|COPY)\s+(IF\s+EXISTS\s+)?["`[]?(\w*_)?te?mp(orary)?(_\w*)?\b/i.test(
      sql,
    )
  );
}
