import { closest } from '../../core/suggest.ts';
import type { UnreturnedKey } from '../../core/correctness.ts';
import { related, symbolId, type Location, type Span } from '../../core/location.ts';
import type { Call, Expression, FunctionDefinition, Statement } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import { isSameFunction } from '../classes/self-assignments.ts';
import type { FunctionEntity, Module } from '../entity.ts';
import { partsWithScopes } from '../records/expression-scopes.ts';
import { lookUp, type Scope } from '../records/scope.ts';
import { scopesOf } from '../records/scopes.ts';
import type { Callee, Callees } from './callees.ts';
import { codeOf, expects } from './code-walk.ts';
import { dictUses, literalKeys, type KeyRead } from './dict-uses.ts';

interface Result {
  readonly callee: Callee;
  readonly keys: ReadonlySet<string>;
}

/** Reads of keys that the function which made the dict never puts there. */
export class ResultKeys {
  readonly #callees: Callees;
  /** By their code alone. */
  readonly #returned = new WeakMap<FunctionDefinition, ReadonlySet<string> | undefined>();

  constructor(callees: Callees) {
    this.#callees = callees;
  }

  *in(module: Module): Generator<UnreturnedKey> {
    for (const scope of scopesOf(module).all) if (scope.form === 'function') yield* this.#named(scope, module);
    for (const { part, scope } of codeOf(module).subscripts) {
      const [key] = part.indexes;
      if (key?.kind !== 'string') continue;
      const result = this.#result(part.value, scope);
      if (result === undefined || result.keys.has(key.value) || expects('KeyError', scope)) continue;
      yield unreturned({ key: key.value, read: 'item' }, module.locate(key), result);
    }
  }

  /** `result = make()` and what is read of `result` in the same function. */
  *#named(scope: Scope, module: Module): Generator<UnreturnedKey> {
    for (const name of namesWithKeys(scope)) {
      const bindings = scope.bindings.get(name) ?? [];
      const [binding, ...others] = bindings;
      if (binding?.kind !== 'value' || others.length > 0 || scope.captures) continue;
      const { value } = binding;
      if (value.kind !== 'call' && value.kind !== 'await') continue;
      const result = this.#result(value, scope);
      if (result === undefined || expects('KeyError', scope)) continue;
      const { added, reads, tested, escapes } = dictUses(name, withNested(scope.statements));
      if (escapes) continue;
      for (const read of reads) {
        if (result.keys.has(read.key) || added.has(read.key) || tested.has(read.key)) continue;
        // Who says what to take instead may mean it, unless a key by nearly the same name is there.
        if (read.fallback === true && !isNear(read.key, result.keys)) continue;
        if (isOf(name, read, scope)) yield unreturned(read, module.locate(read), result);
      }
    }
  }

  #result(value: Expression, scope: Scope): Result | undefined {
    const call = value.kind === 'await' ? value.value : value;
    if (call.kind !== 'call') return undefined;
    return this.#ofCall(call, scope, value.kind === 'await');
  }

  #ofCall(call: Call, scope: Scope, awaited: boolean): Result | undefined {
    const keys = new Set<string>();
    let first: Callee | undefined;
    for (const callee of this.#callees.of(call.callee, scope)) {
      const definition = callee?.function.definition;
      if (callee === undefined || definition === undefined || definition.async !== awaited) return undefined;
      const returned = definition.name === '__init__' ? undefined : this.#returnedBy(callee.function);
      if (returned === undefined) return undefined;
      for (const key of returned) keys.add(key);
      first ??= callee;
    }
    return first === undefined || keys.size === 0 ? undefined : { callee: first, keys };
  }

  #returnedBy(entity: FunctionEntity): ReadonlySet<string> | undefined {
    const { definition } = entity;
    if (!this.#returned.has(definition)) this.#returned.set(definition, returnedKeys(entity));
    return this.#returned.get(definition);
  }
}

/** `created` and `records_created`, `error` and `errors`. */
function isNear(key: string, keys: ReadonlySet<string>): boolean {
  const holds = (long: string, short: string): boolean => long.startsWith(`${short}_`) || long.endsWith(`_${short}`);
  return closest(key, keys) !== undefined || [...keys].some((other) => holds(key, other) || holds(other, key));
}

function unreturned(
  { key, read }: Pick<KeyRead, 'key' | 'read'>,
  at: Location,
  { callee, keys }: Result,
): UnreturnedKey {
  const { definition, module } = callee.function;
  const path = callee.owner === undefined ? definition.name : `${callee.owner.qualifiedName}.${definition.name}`;
  return {
    key,
    read,
    at,
    callee: symbolId(`${module.name}.${path}`),
    returned: [...keys].sort(),
    definition: related(module.locate(definition.nameSpan), `\`${path}\` is defined here`),
  };
}

/** All keys that the dicts may have which a function returns; undefined where one cannot be seen through. */
function returnedKeys({ definition, module }: FunctionEntity): ReadonlySet<string> | undefined {
  const { body, decorators } = definition;
  const scope = scopesOf(module).all.find(({ form, statements }) => form === 'function' && statements[0] === body[0]);
  const isWrapped = decorators.some((item) => item.kind !== 'name' || !/^(static|class)method$/.test(item.id));
  if (isWrapped || scope === undefined) return undefined;
  const own = [...walkStatements(body, isSameFunction)];
  const keys = new Set<string>();
  const values = own.flatMap((statement) => (statement.kind === 'return' ? (statement.value ?? []) : []));
  // A method that only raises is there to be overridden.
  if (values.length === 0) return own.some(({ kind }) => kind === 'raise') ? keys : undefined;
  for (const value of values) {
    if (value.kind === 'constant' && value.value === null) continue;
    const known = value.kind === 'name' ? keysOfLocal(value.id, scope, body) : literalKeys(value);
    if (known === undefined) return undefined;
    for (const key of known) keys.add(key);
  }
  return keys;
}

function keysOfLocal(name: string, scope: Scope, body: readonly Statement[]): readonly string[] | undefined {
  const keys: string[] = [];
  const bindings = scope.bindings.get(name) ?? [];
  for (const binding of bindings) {
    if (binding.kind === 'none') continue;
    const known = binding.kind === 'value' ? literalKeys(binding.value) : undefined;
    if (known === undefined) return undefined;
    keys.push(...known);
  }
  const { added, escapes } = dictUses(name, walkStatements(body));
  return escapes || bindings.length === 0 ? undefined : [...keys, ...added];
}

/** Names of which a key is read: one walk over the function, before any callee is searched. */
function namesWithKeys(scope: Scope): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of scope.statements) {
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) {
        const read =
          part.kind === 'subscript' || (part.kind === 'attribute' && part.name === 'get') ? part.value : undefined;
        if (read?.kind === 'name') names.add(read.id);
      }
    }
  }
  return names;
}

/** Comprehensions have names of their own. */
function isOf(name: string, read: Span, scope: Scope): boolean {
  for (const statement of scope.statements) {
    if (read.start < statement.start || read.end > statement.end) continue;
    for (const { part, scope: inner } of partsOf(statement, scope)) {
      if (part.kind === 'name' && part.id === name && part.start >= read.start && part.end <= read.end)
        return lookUp(name, inner)?.scope === scope;
    }
  }
  return false;
}

function* partsOf(statement: Statement, scope: Scope) {
  for (const expression of expressionsOf(statement)) yield* partsWithScopes(expression, scope);
}

function* withNested(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    if (statement.kind === 'function' || statement.kind === 'class') yield* walkStatements(statement.body);
  }
}
