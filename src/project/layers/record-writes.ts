import type { RecordWrite } from '../../core/outside-use.ts';
import type { FilePath } from '../../core/location.ts';
import type { Expression } from '../../core/python.ts';
import { expressionsOf } from '../../facts/walk.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import type { Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { partsWithScopes } from '../records/expression-scopes.ts';
import { calleeOf, type RecordKinds } from '../records/record-kinds.ts';
import type { Scope } from '../records/scope.ts';
import { scopesOf } from '../records/scopes.ts';

const writesOfManager = /^a?(create|bulk_create|update|bulk_update|delete|get_or_create|update_or_create)$/;
const writesOfRecord = /^a?(save|delete)$/;
const writesOfRelation = /^a?(add|set|remove|clear|create)$/;

interface Parts {
  readonly modules: ModuleIndex;
  readonly kinds: RecordKinds;
  readonly models: ModelCatalogue;
}

/** Every change of the database by a Django model in some files. */
export function recordWritesIn(files: readonly FilePath[], parts: Parts): readonly RecordWrite[] {
  return files.flatMap((file) => {
    const module = file.endsWith('.py') ? parts.modules.moduleOf(file) : undefined;
    return module === undefined ? [] : writesOf(module, parts);
  });
}

function writesOf(module: Module, { kinds, models }: Parts): readonly RecordWrite[] {
  return scopesOf(module).all.flatMap((scope) =>
    scope.statements.flatMap((statement) =>
      expressionsOf(statement).flatMap((expression) =>
        [...partsWithScopes(expression, scope)].flatMap(({ part, scope: inner }) => {
          const callee = part.kind === 'call' ? calleeOf(part) : undefined;
          const model = callee === undefined ? undefined : writtenBy(callee, inner, kinds, models);
          if (callee?.kind !== 'attribute' || model === undefined) return [];
          return [{ model, method: callee.name, at: module.locate(callee), module: module.name }];
        }),
      ),
    ),
  );
}

/** Name of the model that a call of this changes. */
function writtenBy(callee: Expression, scope: Scope, kinds: RecordKinds, models: ModelCatalogue): string | undefined {
  if (callee.kind !== 'attribute') return undefined;
  const use = kinds.modelOf(callee.value, scope);
  if (use?.form === 'manager') return writesOfManager.test(callee.name) ? use.model.definition.name : undefined;
  if (use?.form === 'record') return writesOfRecord.test(callee.name) ? use.model.definition.name : undefined;
  if (callee.value.kind !== 'attribute' || !writesOfRelation.test(callee.name)) return undefined;
  // `order.tags.add(tag)`
  const { value, name } = callee.value;
  const owner = kinds.modelOf(value, scope);
  if (owner?.form !== 'record') return undefined;
  const field = models.model(owner.model).fields.find((one) => one.name === name);
  return field?.type.endsWith('ManyToManyField') === true ? owner.model.definition.name : undefined;
}
