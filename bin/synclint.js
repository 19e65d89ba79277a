#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { URL } from 'node:url';

const bundle = new URL('../dist/cli.js', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write('error: synclint is not compiled\nhelp: run `npm ci && npm run compile` in its folder\n');
  process.exitCode = 2;
}
