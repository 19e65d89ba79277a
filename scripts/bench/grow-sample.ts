import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * `tsx scripts/bench/grow-sample.ts TARGET [MEGABYTES]`
 *
 * Writes the compliant sample with so many copies of its two systems, under new names, that it has that size: a project
 * that is sync code throughout. Every copy is reached by the configuration as its original is.
 */
const sample = join(import.meta.dirname, '../../fixtures/projects/ingestion');
const [target = '', megabytes = '5'] = process.argv.slice(2);
if (target === '') throw new Error('which folder shall it be written to?');
const systems = [
  { name: 'arrivy', class: 'Arrivy' },
  { name: 'callrail', class: 'CallRail' },
];

cpSync(sample, resolve(target), { recursive: true });
const files = readdirSync(sample, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py'));
const own = (name: string): readonly string[] =>
  files.filter((file) => file.includes(name)).map((file) => file.replaceAll('\\', '/'));
const size = (name: string): number =>
  own(name).reduce((sum, file) => sum + readFileSync(join(sample, file)).length, 0);
const copies = Math.ceil((Number(megabytes) * 1e6) / systems.reduce((sum, { name }) => sum + size(name), 0));

const settings = readFileSync(join(sample, 'synclint.toml'), 'utf8');
const models = readFileSync(join(sample, 'ingestion/models/__init__.py'), 'utf8');
let allSettings = settings;
let allModels = models;
for (let copy = 1; copy < copies; copy += 1) {
  for (const system of systems) {
    const renamed = (text: string): string =>
      text.replaceAll(system.name, `${system.name}${copy}`).replaceAll(system.class, `${system.class}${copy}`);
    for (const file of own(system.name)) {
      const path = join(target, renamed(file));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, renamed(readFileSync(join(sample, file), 'utf8')));
    }
    const section = new RegExp(String.raw`^\[systems\.${system.name}\]\n(?:.+\n)*`, 'm').exec(settings)?.[0] ?? '';
    allSettings += `\n${renamed(section)}`;
    // On one line, or within brackets over several.
    const imported = new RegExp(String.raw`^from \.${system.name} import (?:\([^)]*\)|.+)\n`, 'm').exec(models);
    if (imported === null) throw new Error(`the models of ${system.name} are imported in a way that is not known here`);
    allModels += renamed(imported[0]);
  }
}
writeFileSync(join(target, 'synclint.toml'), allSettings);
writeFileSync(join(target, 'ingestion/models/__init__.py'), allModels);
