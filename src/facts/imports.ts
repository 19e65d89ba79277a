import { altered } from '../core/altered.ts';
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
  const found: ImportFact[] = [];
  collectImports(body, context, found);
  return found;
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

/** Collects into an array: this runs over every statement of a project. */
function collectImports(block: Block, context: Context, found: ImportFact[]): void {
  for (const statement of block) {
    importsAt(statement, context, found);
    if (context.called !== undefined) importsByCallAt(statement, context, context.called, found);
    if (statement.kind === 'if') importsOfBranches(statement, context, found);
    else if (statement.kind === 'function') {
      const inner = context.local && !context.guarded ? context : { ...context, local: true, guarded: false };
      if (context.called !== undefined || statement.holds.imports) collectImports(statement.body, inner, found);
    } else {
      const inner = statement.kind === 'try' && expectsFailure(statement) ? { ...context, guarded: true } : context;
      for (const nested of blocksOf(statement)) collectImports(nested, inner, found);
    }
  }
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

function importsOfBranches({ test, body, otherwise }: If, context: Context, found: ImportFact[]): void {
  const dead = neverRuns(test, context.typeNames);
  const { typeOnly, asScript } = context;
  const within = { ...context, guarded: true };
  collectImports(body, { ...within, typeOnly: typeOnly || dead === 'body', asScript: asScript || isMain(test) }, found);
  collectImports(otherwise, { ...within, typeOnly: typeOnly || dead === 'otherwise' }, found);
}

/** `__name__ == "__main__"`, perhaps with other conditions. */
export function isMain(test: Expression): boolean {
  if (test.kind !== 'operation' || test.operators.length > 1) return false;
  const [operator] = test.operators;
  if (operator === 'and') return test.operands.some(isMain);
  const names = test.operands.some((operand) => operand.kind === 'name' && operand.id === '__name__');
  return operator === '==' && names && test.operands.some(({ kind }) => kind === 'string');
}

function importsAt(statement: Statement, context: Context, found: ImportFact[]): void {
  if (statement.kind === 'import') {
    const source = { module: statement.module, level: 0 };
    found.push({ kind: 'import', via: 'statement', ...placed(statement, context), source, name: null });
  }
  if (statement.kind !== 'from-import') return;
  const source = { module: statement.module, level: statement.level };
  const shared = { kind: 'import', via: 'statement', ...placed(statement, context), source } as const;
  if (statement.star) found.push(altered(shared, { name: '*' }));
  for (const { name } of statement.names) found.push(altered(shared, { name }));
}

function importsByCallAt(statement: Statement, context: Context, names: ImportedNames, found: ImportFact[]): void {
  for (const expression of expressionsOf(statement)) {
    for (const part of walkExpression(expression)) {
      const imported = part.kind === 'call' ? importOfCall(part, names) : undefined;
      if (imported !== undefined) found.push({ kind: 'import', via: 'call', ...placed(part, context), ...imported });
    }
  }
}

function placed({ start, end }: Span, { local, typeOnly, asScript, guarded }: Context) {
  return { start, end, local, typeOnly, ...(asScript ? { asScript } : {}), ...(guarded ? { guarded } : {}) };
}
