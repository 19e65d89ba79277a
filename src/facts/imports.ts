import type { ImportFact } from '../core/fact.ts';
import type { Block, Call, Statement } from '../core/python.ts';
import { isTypeChecking } from './type-checking.ts';
import { blocksOf, expressionsOf, walkExpression } from './walk.ts';

/** Every import of a file, function-local ones and those by a literal name included. */
export function readImports(body: Block): readonly ImportFact[] {
  return [...importsIn(body, { local: false, typeOnly: false })];
}

type Context = Pick<ImportFact, 'local' | 'typeOnly'>;

function* importsIn(block: Block, context: Context): Generator<ImportFact> {
  for (const statement of block) {
    yield* importsAt(statement, context);
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) if (part.kind === 'call') yield* importedByCall(part, context);
    }
    if (statement.kind === 'if' && isTypeChecking(statement.test)) {
      yield* importsIn(statement.body, { ...context, typeOnly: true });
      yield* importsIn(statement.otherwise, context);
      continue;
    }
    const inner = statement.kind === 'function' ? { ...context, local: true } : context;
    for (const nested of blocksOf(statement)) yield* importsIn(nested, inner);
  }
}

function* importsAt(statement: Statement, context: Context): Generator<ImportFact> {
  const shared = { kind: 'import', via: 'statement', start: statement.start, end: statement.end, ...context } as const;
  if (statement.kind === 'import') yield { ...shared, source: { module: statement.module, level: 0 }, name: null };
  if (statement.kind !== 'from-import') return;
  const source = { module: statement.module, level: statement.level };
  if (statement.star) yield { ...shared, source, name: '*' };
  for (const { name } of statement.names) yield { ...shared, source, name };
}

function* importedByCall(call: Call, context: Context): Generator<ImportFact> {
  const [argument, ...others] = call.args;
  if (argument?.kind !== 'string' || others.length > 0) return;
  const shared = { kind: 'import', via: 'call', start: call.start, end: call.end, ...context } as const;
  const callee =
    call.callee.kind === 'name' ? call.callee.id : call.callee.kind === 'attribute' ? call.callee.name : '';
  const dotted = argument.value;
  if (!/^[\w.]+$/.test(dotted) || dotted.startsWith('.')) return;
  if (callee === 'import_module') yield { ...shared, source: { module: dotted, level: 0 }, name: null };
  if (callee === 'import_string' && dotted.includes('.')) {
    const cut = dotted.lastIndexOf('.');
    yield { ...shared, source: { module: dotted.slice(0, cut), level: 0 }, name: dotted.slice(cut + 1) };
  }
}
