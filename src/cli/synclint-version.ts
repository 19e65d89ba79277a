import { readFileSync } from 'node:fs';

/** Put in by the bundler; from sources there is no such thing. */
declare const SYNCLINT_VERSION: string | undefined;

/** Put in by the bundler: changes with every change of the program. */
declare const SYNCLINT_BUILD: string | undefined;

/** Undefined from sources, which may be another program at any moment. */
export function programBuild(): string | undefined {
  return typeof SYNCLINT_BUILD === 'string' ? SYNCLINT_BUILD : undefined;
}

export function synclintVersion(): string {
  if (typeof SYNCLINT_VERSION === 'string') return SYNCLINT_VERSION;
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  if (typeof version !== 'string') throw new TypeError('package.json has no version');
  return version;
}
