import type { ImportFact } from '../core/fact.ts';
import type { Span } from '../core/location.ts';
import type { Block, Expression, If, Statement } from '../core/python.ts';
import { importedNames, importOfCall, type ImportedNames } from './import-calls.ts';
import { neverRuns, typeCheckingNames } from './type-checking.ts';
import { blocksOf, expressionsOf, walkExpression } from './walk.ts';

/** Every import of a file, function-local ones and those by a literal name included. */
export function readImports(body: Block, text: string): readonly ImportFact[] {
  // Few files import by a call, and looking for one means walking every expression.
  const called = /import_module|import_string/.test(text) ? importedNames(body) : undefined;
  const context = {
    local: false,
    typeOnly: false,
    asScript: false,
    guarded: false,
    called,
    typeNames: typeCheckingNames(body),
  };
  return [...importsIn(body, context)];
}

interface Context {
  readonly local: boolean;
  readonly typeOnly: boolean;
  readonly asScript: boolean;
  readonly guarded: boolean;
  /** Undefined: nothing is imported by a call. */
  readonly called: ImportedNames | undefined;
  readonly typeNames: ReadonlySet<string>;
}

function* importsIn(block: Block, context: Context): Generator<ImportFact> {
  for (const statement of block) {
    yield* importsAt(statement, context);
    if (context.called !== undefined) yield* importsByCallAt(statement, context, context.called);
    if (statement.kind === 'if') yield* importsOfBranches(statement, context);
    else {
      const inner = innerContext(statement, context);
      for (const nested of blocksOf(statement)) yield* importsIn(nested, inner);
    }
  }
}

function innerContext(statement: Statement, context: Context): Context {
  if (statement.kind === 'function') return { ...context, local: true, guarded: false };
  return statement.kind === 'try' && expectsFailure(statement) ? { ...context, guarded: true } : context;
}

/** A handler takes what a failing import raises. */
function expectsFailure({ handlers }: Extract<Statement, { kind: 'try' }>): boolean {
  const takes = (type: Expression | undefined): boolean => {
    if (type?.kind === 'sequence') return type.items.some(takes);
    const name = type?.kind === 'name' ? type.id : type?.kind === 'attribute' ? type.name : undefined;
    return name === undefined || /^(ImportError|ModuleNotFoundError|AttributeError|(Base)?Exception)$/.test(name);
  };
  return handlers.some(({ type }) => takes(type));
}

function* importsOfBranches({ test, body, otherwise }: If, context: Context): Generator<ImportFact> {
  const dead = neverRuns(test, context.typeNames);
  const { typeOnly, asScript } = context;
  yield* importsIn(body, {
    ...context,
    guarded: true,
    typeOnly: typeOnly || dead === 'body',
    asScript: asScript || isMain(test),
  });
  yield* importsIn(otherwise, { ...context, guarded: true, typeOnly: typeOnly || dead === 'otherwise' });
}

/** `__name__ == "__main__"`, perhaps with other conditions. */
export function isMain(test: Expression): boolean {
  if (test.kind !== 'operation' || test.operators.length > 1) return false;
  const [operator] = test.operators;
  if (operator === 'and') return test.operands.some(isMain);
  const names = test.operands.some((operand) => operand.kind === 'name' && operand.id === '__name__');
  return operator === '==' && names && test.operands.some(({ kind }) => kind === 'string');
}

function* importsAt(statement: Statement, context: Context): Generator<ImportFact> {
  const shared = { kind: 'import', via: 'statement', ...placed(statement, context) } as const;
  if (statement.kind === 'import') yield { ...shared, source: { module: statement.module, level: 0 }, name: null };
  if (statement.kind !== 'from-import') return;
  const source = { module: statement.module, level: statement.level };
  if (statement.star) yield { ...shared, source, name: '*' };
  for (const { name } of statement.names) yield { ...shared, source, name };
}

function* importsByCallAt(statement: Statement, context: Context, names: ImportedNames): Generator<ImportFact> {
  for (const expression of expressionsOf(statement)) {
    for (const part of walkExpression(expression)) {
      const imported = part.kind === 'call' ? importOfCall(part, names) : undefined;
      if (imported !== undefined) yield { kind: 'import', via: 'call', ...placed(part, context), ...imported };
    }
  }
}

function placed({ start, end }: Span, { local, typeOnly, asScript, guarded }: Context) {
  return { start, end, local, typeOnly, ...(asScript ? { asScript } : {}), ...(guarded ? { guarded } : {}) };
}
