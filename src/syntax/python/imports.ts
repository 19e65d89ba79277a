import type { FromImportStatement, ImportedName, ImportStatement } from '../../core/python.ts';
import { slice } from './arguments.ts';
import { field, type RawNode } from './raw-tree.ts';

/** `import a, b.c as d` is as many statements as it has names. */
export function convertImport(node: RawNode, text: string): readonly ImportStatement[] {
  return node.children
    .filter((child) => child.field === 'name')
    .map((child) => {
      const { name, alias } = importedName(child, text);
      return { kind: 'import', module: name, alias, start: node.start, end: node.end };
    });
}

/** `from __future__ import …` has no module name in the grammar. */
export function convertFromImport(node: RawNode, text: string): FromImportStatement {
  const source = field(node, 'module_name');
  const name = source === undefined ? '__future__' : dotted(source, text);
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  return {
    kind: 'from-import',
    module: name.slice(level),
    level,
    star: node.children.some((child) => child.type === 'wildcard_import'),
    names: node.children.filter((child) => child.field === 'name').map((child) => importedName(child, text)),
    start: node.start,
    end: node.end,
  };
}

function importedName(node: RawNode, text: string): ImportedName {
  const name = node.type === 'aliased_import' ? (field(node, 'name') ?? node) : node;
  const alias = node.type === 'aliased_import' ? field(node, 'alias') : undefined;
  return {
    name: dotted(name, text),
    alias: alias === undefined ? null : slice(alias, text),
    start: node.start,
    end: node.end,
  };
}

/** Blanks and continued lines may stand around the dots. */
function dotted(node: RawNode, text: string): string {
  return slice(node, text).replace(/\s|\\/g, '');
}
