import type { RequestRecord } from '../core/trial.ts';

/** Host and path, without what is asked for there. */
export function endpointOf({ url }: RequestRecord): string {
  return url.replace(/[?#].*$/s, '');
}

export function hostOf({ url }: RequestRecord): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1] ?? '';
}

/** The file of answers for an endpoint, below `probe.fixtures`; a number in its path may be any other. */
export function fixtureFileOf(request: RequestRecord): string {
  const path = endpointOf(request).replace(/^[a-z]+:\/\/[^/]*\/*|\/+$/gi, '');
  const segments =
    path === '' ? ['index'] : path.split('/').map((segment) => (/^\d+$/.test(segment) ? '{id}' : segment));
  return `${[hostOf(request), ...segments].join('/')}.json`;
}

/** Asks without changing anything: searches and log-ins are posted, and change nothing either. */
export function isReading({ method, url, body }: RequestRecord): boolean {
  if (/^(GET|HEAD|OPTIONS)$/i.test(method)) return true;
  return (
    /^POST$/i.test(method) &&
    (/search|quer(y|ies)|graphql|token|oauth|auth|log-?in|session|report|batch\/read|list|filter|export/i.test(url) ||
      /^\s*\{\s*"query"|<(\w+:)?Envelope|grant_type=/.test(body))
  );
}

/** Requests that were answered with records, and how many of these there were. */
export function servedBy(requests: readonly RequestRecord[]): number {
  return requests.reduce((sum, { served }) => sum + (served ?? 0), 0);
}

/** Parameters of the query and of a body in JSON or of a form, by name; of nested ones the path. */
export function* parametersOf({ url, body }: RequestRecord): Generator<readonly [name: string, value: string]> {
  yield* new URLSearchParams(/\?([^#]*)/s.exec(url)?.[1] ?? '');
  if (/^\s*[[{]/.test(body)) yield* valuesOf(parsed(body), 'body');
  else if (/^[\w.%+-]+=/.test(body)) yield* new URLSearchParams(body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A body that is cut off, or no JSON after all, has no parameters.
    return null;
  }
}

function* valuesOf(value: unknown, path: string): Generator<readonly [string, string]> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield [path, String(value)];
  else if (Array.isArray(value)) for (const one of value) yield* valuesOf(one, path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* valuesOf(one, `${path}.${key}`);
}
