import type { ProbeReporter } from './reporter.ts';

type Loader = () => Promise<{ readonly reporter: ProbeReporter }>;

export const probeFormats = {
  full: () => import('./full.ts'),
  json: () => import('./json.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  markdown: () => import('./markdown.ts'),
} as const satisfies Readonly<Record<string, Loader>>;

export type ProbeFormat = keyof typeof probeFormats;
