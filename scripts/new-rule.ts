import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { fixtureSkeleton, ruleSkeleton } from './new-rule/skeletons.ts';
import { titleOf, validateNames } from './new-rule/names.ts';

/** `npm run new-rule -- <family> <rule-id> ["title"]` starts the two files that a rule consists of. */
const { positionals } = parseArgs({ allowPositionals: true });
const [family = '', id = '', title = titleOf(id)] = positionals;

const existing = readdirSync('rules', { recursive: true, encoding: 'utf8' }).flatMap((file) => {
  const [, folder, name] = /^([^/\\]+)[/\\]([^/\\]+?)(?:\.test)?\.ts$/.exec(file) ?? [];
  return folder === undefined || name === undefined ? [] : [{ family: folder, id: name }];
});
const rule = join('rules', family, `${id}.ts`);
const fixture = join('fixtures/rules', id, 'manage.py');

const problems =
  positionals.length < 2 || positionals.length > 3
    ? ['usage: npm run new-rule -- <family> <rule-id> ["title"]']
    : [
        ...validateNames({ family, id, title }, existing),
        ...[rule, dirname(fixture)].filter((path) => existsSync(path)).map((path) => `${path} exists`),
      ];
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
} else {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  const style = await resolveConfig(rule);
  write(rule, await format(ruleSkeleton({ id, title, since: version }), { ...style, parser: 'typescript' }));
  write(fixture, fixtureSkeleton(id));
  console.log('Write what it finds, then `npm run gen` and `npm test`. There is nothing to register.');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
  console.log(`written: ${file}`);
}
