import type { Json } from './verdict.ts';

/** Stands for a secret in everything that is shown or kept. */
export const redacted = '***';

const secretWords = new Set(
  'auth authorisation authorization bearer cookie cookies credential credentials jwt key keys otp passphrase passwd password passwords pat pwd sessionid sid sig signature'.split(
    ' ',
  ),
);
const secretParts = /token|secret|passw|api-?key|apikey|authkey|accesskey|privatekey|credential|authoriz|cookie/;

/** Whether what has such a name is not for everybody: `X-Auth-Key`, `apiKey`, `client_secret`, `page_token`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.some((word) => secretWords.has(word)) || secretParts.test(name.toLowerCase());
}

export function redactHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]) => {
    if (isSecretName(name)) return [name, redacted] as const;
    return [name, /^(?:referer|location|origin)$/i.test(name) ? redactUrl(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** Values in the query, and whoever stands before an `@`. Nothing else of the text changes. */
export function redactUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, `$1${redacted}@`)
    .replace(/\?[^#]*/, (query) => `?${redactForm(query.slice(1))}`);
}

/** `name=value` joined by `&`. */
export function redactForm(form: string): string {
  return form
    .split('&')
    .map((pair) => {
      const end = pair.indexOf('=');
      return end >= 0 && isSecretName(decoded(pair.slice(0, end))) ? `${pair.slice(0, end)}=${redacted}` : pair;
    })
    .join('&');
}

export function redactJson(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(redactJson);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    isSecretName(name) && inner !== null ? redacted : redactJson(inner),
  ]);
  return Object.fromEntries(entries) as Json;
}

/** The body of a request, whatever it is written in. */
export function redactBody(body: string, contentType: string): string {
  if (/x-www-form-urlencoded/i.test(contentType)) return redactForm(body);
  const parsed = parsedJson(body);
  if (parsed === undefined) return redactText(body);
  const kept = redactJson(parsed);
  const text = JSON.stringify(kept);
  return text === JSON.stringify(parsed) ? body : text;
}

const madeUp = /synclint-fake-[\w.-]+/g;

/** Takes the credentials that were made up for a run out of everything within. */
export function hideMadeUp<T>(value: T): T {
  return mapTexts(value, (text) => text.replace(madeUp, redacted));
}

/** What a text says itself to be one: passwords in addresses, headers that authorise. */
const evident =
  /(:\/\/[^\s/?#@:]*:)[^\s/?#@]+(?=@)|(\bauthorization\b["']?\s*[:=]\s*["']?|\bbearer\s)[^"'\r\n,;})\]]{6,}/gi;

/** Takes these values out of everything within, also as they stand in a URL, and what is evidently a credential. */
export function hideSecrets<T>(value: T, secrets: readonly string[]): T {
  const forms = new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]));
  // One may be part of another.
  const all = [...forms].sort((a, b) => b.length - a.length);
  return mapTexts(value, (text) => {
    const rest = all.reduce((left, secret) => left.replaceAll(secret, redacted), text);
    return rest.replace(evident, (_, url = '', header = '') => `${String(url)}${String(header)}${redacted}`);
  });
}

/** Names of members stay. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  const map = (inner: unknown): unknown => {
    if (typeof inner === 'string') return change(inner);
    if (Array.isArray(inner)) return inner.map(map);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, map(member)]));
  };
  return map(value) as T;
}

const named = /(["']?)([\w.-]{1,64})\1(\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s"'&,;<>]+)/g;
const scheme = /\b(bearer|basic|digest|token)(\s+)[\w.~+/=-]{4,}/gi;
const element = /<([\w:.-]{1,64})(\s[^<>]*)?>[^<]*/g;
// Bounded, so that text which only looks like the head of a part is not read again and again.
const part = /(name="([^"]{1,64})"[^\r\n]{0,200}(?:\r?\n[^\r\n]{1,200}){0,4}\r?\n\r?\n)(?:(?!\r?\n--)[^])*/g;

/** Free text: `password: …`, `"token": "…"`, `Bearer …`, elements of XML and parts of forms with such names. */
export function redactText(text: string): string {
  return text
    .replace(scheme, `$1$2${redacted}`)
    .replace(part, (whole, head: string, name: string) => (isSecretName(name) ? head + redacted : whole))
    .replace(element, (whole, name: string, attributes: string | undefined) =>
      isSecretName(name) ? `<${name}${attributes ?? ''}>${redacted}` : whole,
    )
    .replace(named, (whole, quote: string, name: string, between: string) =>
      isSecretName(name) ? `${quote}${name}${quote}${between}${redacted}` : whole,
    );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // A stray percent sign stands for itself.
  }
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
