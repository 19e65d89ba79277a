#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { URL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Most runs are over within a second or two: code that V8 optimises early costs more than it saves (docs/performance.md).
// Only this V8 knows the flag; later ones have a compiler in between.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000');

const bundle = new URL('../dist/cli.js', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write('error: synclint is not compiled\nhelp: run `npm ci && npm run compile` in its folder\n');
  process.exitCode = 2;
}
