import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { validateProbe } from './new-probe/names.ts';
import { observationsSkeleton, observerSkeleton, probeSkeleton } from './new-probe/skeletons.ts';
import { titleOf } from './new-rule/names.ts';

/** `npm run new-probe -- <probe-id> ["title"]` starts the three files that a probe consists of. */
const { positionals } = parseArgs({ allowPositionals: true });
const [id = '', title = titleOf(id)] = positionals;

const files = {
  probe: join('probes', `${id}.ts`),
  observer: join('probes', `${id}.py`),
  observations: join('fixtures/probes', id, 'observations.json'),
} as const;

const problems =
  positionals.length < 1 || positionals.length > 2
    ? ['usage: npm run new-probe -- <probe-id> ["title"]']
    : [
        ...validateProbe({ id, title }, { probes: namesIn('probes'), rules: namesIn('rules') }),
        ...Object.values(files)
          .filter((file) => existsSync(file))
          .map((file) => `${file} exists`),
      ];
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
} else {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  const style = await resolveConfig(files.probe);
  write(files.probe, await format(probeSkeleton({ id, title, since: version }), { ...style, parser: 'typescript' }));
  write(files.observer, observerSkeleton);
  write(files.observations, observationsSkeleton());
  console.log('Write what it looks for, then `npm run gen` and `npm test`. There is nothing to register.');
}

/** Of modules in a folder, however deep; tests are none. */
function namesIn(folder: string): readonly string[] {
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return modules.filter((file) => !file.endsWith('.test.ts')).map((file) => basename(file, '.ts'));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
  console.log(`written: ${file}`);
}
