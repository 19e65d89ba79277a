import type { OutsideUse } from '../../core/outside-use.ts';
import type { Call, Expression } from '../../core/python.ts';
import { expressionsOf } from '../../facts/walk.ts';
import { ioUseOf, type IoKind } from '../effects/names/io-names.ts';
import type { ExternalNames } from '../effects/names/external-names.ts';
import type { Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { partsWithScopes } from '../records/expression-scopes.ts';
import { calleeOf, type RecordKinds } from '../records/record-kinds.ts';
import { entityOf } from '../records/scope-entities.ts';
import type { Scope } from '../records/scope.ts';
import { scopesOf } from '../records/scopes.ts';
import type { Sources } from '../sources.ts';
import type { LayerAssignment } from './assignment.ts';

interface Parts {
  readonly sources: Sources;
  readonly modules: ModuleIndex;
  readonly layers: LayerAssignment;
  readonly names: ExternalNames;
  readonly kinds: RecordKinds;
}

/** Every use of a network or a driver in a file that belongs to a layer: the first of its kind in each function. */
export function readOutsideUses(parts: Parts): readonly OutsideUse[] {
  const { sources, modules, layers } = parts;
  return sources.files.flatMap((file) => {
    const layer = file.endsWith('.py') ? layers.of(file) : undefined;
    const module = layer === undefined ? undefined : modules.moduleOf(file);
    if (module === undefined || layer === undefined) return [];
    return scopesOf(module).all.flatMap((scope) => {
      const uses = new Map<string, OutsideUse>();
      for (const { kind, name, part } of usesIn(scope, parts)) {
        const key = `${kind} ${name.split('.')[0] ?? ''}`;
        if (!uses.has(key)) uses.set(key, { kind, name, layer, at: placeOf(part, module), module: module.name });
      }
      return [...uses.values()];
    });
  });
}

function* usesIn(scope: Scope, { names, kinds }: Parts) {
  for (const statement of scope.statements) {
    for (const expression of expressionsOf(statement)) {
      for (const { part, scope: inner } of partsWithScopes(expression, scope)) {
        if (part.kind !== 'call') continue;
        const use = useOf(part, inner, names, kinds);
        if (use !== undefined) yield { ...use, part };
      }
    }
  }
}

function useOf(
  call: Call,
  scope: Scope,
  names: ExternalNames,
  kinds: RecordKinds,
): { readonly kind: IoKind; readonly name: string } | undefined {
  const callee = calleeOf(call);
  const own = namedUse(callee, scope, names);
  if (own !== undefined) return own;
  if (callee.kind === 'attribute' && callee.name === 'raw') {
    const use = kinds.modelOf(callee.value, scope);
    if (use?.form === 'manager') return { kind: 'raw-sql', name: `${use.model.definition.name}.objects.raw` };
  }
  // `executor.submit(requests.get, url)`: what is handed on will be called.
  for (const argument of call.args) {
    // A session that is handed on is used by somebody else.
    const entity = entityOf(argument, scope, kinds.resolver);
    const use = entity.kind === 'external' ? ioUseOf(entity.name) : undefined;
    if (entity.kind === 'external' && use?.role === 'talks' && !isTypeCheck(callee))
      return { kind: use.kind, name: entity.name };
  }
  return undefined;
}

function namedUse(expression: Expression, scope: Scope, names: ExternalNames) {
  const name = names.of(expression, scope);
  const use = name === undefined ? undefined : ioUseOf(name);
  return name === undefined || use === undefined ? undefined : { kind: use.kind, name };
}

function isTypeCheck(callee: Expression): boolean {
  return callee.kind === 'name' && /^(isinstance|issubclass|type|cast|repr|str|TypeVar)$/.test(callee.id);
}

/** The callee of a call over many lines says where it is. */
function placeOf({ callee }: Call, module: Module) {
  return module.locate(callee);
}
