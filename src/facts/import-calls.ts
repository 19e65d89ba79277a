import type { ImportFact } from '../core/fact.ts';
import type { Block, Call, Expression } from '../core/python.ts';
import { walkStatements } from './walk.ts';

/** Functions that import what their argument names, and whether they take something out of the module. */
const importers: ReadonlyMap<string, 'module' | 'member'> = new Map([
  ['importlib.import_module', 'module'],
  ['django.utils.importlib.import_module', 'module'],
  ['django.utils.module_loading.import_string', 'member'],
]);

/** What the names of a file stand for, as far as its import statements say; a name may be imported in several places. */
export type ImportedNames = ReadonlyMap<string, ReadonlySet<string>>;

export function importedNames(body: Block): ImportedNames {
  const names = new Map<string, Set<string>>();
  const add = (name: string, dotted: string): void => {
    names.set(name, (names.get(name) ?? new Set()).add(dotted));
  };
  for (const statement of walkStatements(body)) {
    if (statement.kind === 'import') {
      const [first = ''] = statement.module.split('.');
      add(statement.alias ?? first, statement.alias === null ? first : statement.module);
    }
    if (statement.kind !== 'from-import') continue;
    const prefix = '.'.repeat(statement.level) + statement.module;
    for (const { name, alias } of statement.names) add(alias ?? name, `${prefix}.${name}`);
  }
  return names;
}

/** What `import_module('a.b')` and `import_string('a.b.C')` import; a method of something else may be called so too. */
export function importOfCall(call: Call, names: ImportedNames): Pick<ImportFact, 'source' | 'name'> | undefined {
  const [argument, ...others] = call.args;
  if (argument?.kind !== 'string' || others.length > 0) return undefined;
  const takes = importerOf(call.callee, names);
  const dotted = argument.value;
  if (takes === undefined || !/^\w[\w.]*$/.test(dotted)) return undefined;
  if (takes === 'module') return { source: { module: dotted, level: 0 }, name: null };
  const cut = dotted.lastIndexOf('.');
  return cut < 0 ? undefined : { source: { module: dotted.slice(0, cut), level: 0 }, name: dotted.slice(cut + 1) };
}

function importerOf(callee: Expression, names: ImportedNames): 'module' | 'member' | undefined {
  const path: string[] = [];
  let current = callee;
  for (; current.kind === 'attribute'; current = current.value) path.unshift(current.name);
  const meanings = current.kind === 'name' ? [...(names.get(current.id) ?? [])] : [];
  const [first, ...others] = meanings.map((meaning) => importers.get([meaning, ...path].join('.')));
  return others.every((other) => other === first) ? first : undefined;
}
