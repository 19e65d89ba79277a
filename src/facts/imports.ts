import type { ImportFact } from '../core/fact.ts';
import type { Span } from '../core/location.ts';
import type { Block, Call, Statement } from '../core/python.ts';
import { isTypeChecking } from './type-checking.ts';
import { blocksOf, expressionsOf, walkExpression } from './walk.ts';

/** Every import of a file, function-local ones and those by a literal name included. */
export function readImports(body: Block, text: string): readonly ImportFact[] {
  // Few files import by a call, and looking for one means walking every expression.
  const byCall = /import_module|import_string/.test(text);
  return [...importsIn(body, { local: false, typeOnly: false, byCall })];
}

interface Context extends Pick<ImportFact, 'local' | 'typeOnly'> {
  readonly byCall: boolean;
}

function* importsIn(block: Block, context: Context): Generator<ImportFact> {
  for (const statement of block) {
    yield* importsAt(statement, context);
    if (context.byCall) yield* importsByCallAt(statement, context);
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
  const shared = { kind: 'import', via: 'statement', ...placed(statement, context) } as const;
  if (statement.kind === 'import') yield { ...shared, source: { module: statement.module, level: 0 }, name: null };
  if (statement.kind !== 'from-import') return;
  const source = { module: statement.module, level: statement.level };
  if (statement.star) yield { ...shared, source, name: '*' };
  for (const { name } of statement.names) yield { ...shared, source, name };
}

function* importsByCallAt(statement: Statement, context: Context): Generator<ImportFact> {
  for (const expression of expressionsOf(statement)) {
    for (const part of walkExpression(expression)) if (part.kind === 'call') yield* importedByCall(part, context);
  }
}

function* importedByCall(call: Call, context: Context): Generator<ImportFact> {
  const [argument, ...others] = call.args;
  if (argument?.kind !== 'string' || others.length > 0) return;
  const shared = { kind: 'import', via: 'call', ...placed(call, context) } as const;
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

function placed({ start, end }: Span, { local, typeOnly }: Context) {
  return { start, end, local, typeOnly };
}
