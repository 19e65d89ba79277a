import type { RedefinitionFact } from '../core/fact.ts';
import type { Block, ClassDefinition, Expression, FunctionDefinition, Statement } from '../core/python.ts';
import { boundNames } from './bound-names.ts';
import { blocksOf, expressionsOf, walkExpression, walkStatements } from './walk.ts';

type Definition = FunctionDefinition | ClassDefinition;

/**
 * Classes, functions and methods that are defined again in the same block, before anything that runs could have used the
 * first one. What stands under a condition is left out, and so is whatever a decorator may have kept.
 */
export function readRedefinitions(body: Block): readonly RedefinitionFact[] {
  return [...inBlock(body, '', new Map(definitionsOf(body)))];
}

/** `callable`: definitions of the module by name, whose bodies may run while it is imported. */
function* inBlock(
  block: Block,
  owner: string,
  callable: ReadonlyMap<string, readonly Definition[]>,
): Generator<RedefinitionFact> {
  const last = new Map<string, number>();
  for (const [index, statement] of block.entries()) {
    if (statement.kind !== 'function' && statement.kind !== 'class') continue;
    const { name } = statement;
    const before = last.get(name);
    last.set(name, index);
    const earlier = before === undefined ? undefined : block[before];
    if (before !== undefined && (earlier?.kind === 'function' || earlier?.kind === 'class')) {
      const between = block.slice(before + 1, index);
      if (isPlain(earlier) && !isUsed(name, between, statement, callable)) {
        const form = earlier.kind === 'class' ? 'class' : owner === '' ? 'function' : 'method';
        yield {
          kind: 'redefinition',
          form,
          name: `${owner}${name}`,
          earlier: earlier.nameSpan,
          later: statement.nameSpan,
        };
      }
    }
    // A metaclass may keep what is bound twice.
    if (statement.kind === 'class' && statement.keywords.every(({ name: keyword }) => keyword !== 'metaclass'))
      yield* inBlock(statement.body, `${owner}${name}.`, new Map());
  }
}

/** Decorators that hand back what they get, or wrap it, and keep it nowhere. */
const keepNothing =
  /^(staticmethod|classmethod|property|(functools\.)?(cached_property|total_ordering)|(abc\.)?abstractmethod|(dataclasses\.)?dataclass|(typing\.)?override)$/;

function isPlain({ name, decorators }: Definition): boolean {
  return !/^_+$/.test(name) && decorators.every((decorator) => keepNothing.test(dotted(decorator)));
}

function isUsed(
  name: string,
  between: Block,
  later: Definition,
  callable: ReadonlyMap<string, readonly Definition[]>,
): boolean {
  if (boundNames(between).has(name)) return true;
  const names = new Set([...between, later].flatMap((statement) => [...namesIn(executedBy(statement))]));
  // What runs may call functions that stand further up, and these others: the set grows while it is walked.
  for (const one of names) {
    if (one === name || readsAllNames.has(one)) return true;
    for (const { body } of callable.get(one) ?? [])
      for (const used of namesIn([...walkStatements(body)].flatMap(expressionsOf))) names.add(used);
  }
  return false;
}

const readsAllNames = new Set(['globals', 'locals', 'vars', 'dir', 'exec', 'eval']);

/** The expressions that are evaluated when a statement is executed: bodies of functions are not, bodies of classes are. */
function* executedBy(statement: Statement): Generator<Expression> {
  yield* expressionsOf(statement);
  if (statement.kind === 'function') {
    for (const { annotation } of statement.parameters) if (annotation !== undefined) yield annotation;
    return;
  }
  for (const block of blocksOf(statement)) for (const inner of block) yield* executedBy(inner);
}

function* namesIn(expressions: Iterable<Expression>): Generator<string> {
  for (const expression of expressions)
    for (const part of walkExpression(expression)) if (part.kind === 'name') yield part.id;
}

function* definitionsOf(body: Block): Generator<readonly [string, readonly Definition[]]> {
  const found = new Map<string, Definition[]>();
  for (const statement of walkStatements(body, ({ kind }) => kind !== 'function' && kind !== 'class')) {
    if (statement.kind !== 'function' && statement.kind !== 'class') continue;
    found.set(statement.name, [...(found.get(statement.name) ?? []), statement]);
  }
  yield* found;
}

function dotted(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  if (expression.kind === 'attribute') return `${dotted(expression.value)}.${expression.name}`;
  // `@dataclass(frozen=True)`
  return expression.kind === 'call' ? dotted(expression.callee) : '?';
}
