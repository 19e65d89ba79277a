import type { FromImportStatement, ImportStatement } from '../../core/python.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import type { Frame } from '../constants/value.ts';
import type { Resolver } from '../imports/resolver.ts';

/** An import within a function binds names of its frame. */
export function bindImport(
  statement: ImportStatement | FromImportStatement,
  { module, names }: Frame,
  resolver: Resolver,
  evaluator: Evaluator,
): void {
  if (statement.kind === 'import') {
    const [first = ''] = statement.module.split('.');
    const entity = resolver.dotted(statement.alias === null ? first : statement.module, module);
    names.set(statement.alias ?? first, evaluator.entity(entity));
    return;
  }
  const source = { module: statement.module, level: statement.level };
  for (const { name, alias } of statement.names) {
    names.set(alias ?? name, evaluator.entity(resolver.imported(source, name, module)));
  }
}
