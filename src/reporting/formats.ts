import type { Reporter } from './reporter.ts';

type Loader = () => Promise<{ readonly reporter: Reporter }>;

/** Loaded on demand, so that starting does not pay for formats that are not asked for. */
export const formats = {
  full: () => import('./full.ts'),
  concise: () => import('./concise.ts'),
  grouped: () => import('./grouped.ts'),
  json: () => import('./json.ts'),
  'json-lines': () => import('./json-lines.ts'),
  sarif: () => import('./sarif/sarif.ts'),
  github: () => import('./github.ts'),
  gitlab: () => import('./gitlab.ts'),
  junit: () => import('./junit.ts'),
  rdjson: () => import('./rdjson.ts'),
  checkstyle: () => import('./checkstyle.ts'),
  azure: () => import('./azure.ts'),
  markdown: () => import('./markdown.ts'),
  html: () => import('./html/check.ts'),
} as const satisfies Readonly<Record<string, Loader>>;

export type FormatName = keyof typeof formats;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}
