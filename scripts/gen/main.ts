import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generated-files.ts';

/** `npm run gen` writes what is generated; with `-- --check` it only says what would change, and fails if anything would. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const { files, stale, problems } = await generate();
const changed = [...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);

for (const problem of problems) console.error(problem);
for (const [file] of changed) console.log(`${values.check ? 'would change' : 'written'}: ${file}`);
for (const file of stale) console.log(`${values.check ? 'would be removed' : 'removed'}: ${file}`);
const total = changed.length + stale.length;

if (values.check) {
  if (total > 0) console.error('generated files are not up to date; run `npm run gen`');
} else {
  for (const [file, text] of changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const file of stale) rmSync(file);
}
if (total === 0 && problems.length === 0) console.log(`${files.size} generated files are up to date`);
process.exitCode = problems.length > 0 || (values.check && total > 0) ? 1 : 0;
