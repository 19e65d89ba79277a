import type { Call, Expression, Statement } from '../../core/python.ts';
import { expressionsOf } from '../../facts/walk.ts';
import type { Module } from '../entity.ts';
import { partsWithScopes } from '../records/expression-scopes.ts';
import type { Scope } from '../records/scope.ts';
import { scopesOf } from '../records/scopes.ts';

export interface PlacedCall {
  readonly call: Call;
  readonly scope: Scope;
}

interface Code {
  readonly calls: readonly PlacedCall[];
  readonly subscripts: readonly { readonly part: Extract<Expression, { kind: 'subscript' }>; readonly scope: Scope }[];
}

const codeOfModules = new WeakMap<Module, Code>();

/** Every call and subscript of a module, with the scope that its names belong to; walked once for all who ask. */
export function codeOf(module: Module): Code {
  let code = codeOfModules.get(module);
  if (code === undefined) {
    code = readCode(module);
    codeOfModules.set(module, code);
  }
  return code;
}

export function callsIn(module: Module): readonly PlacedCall[] {
  return codeOf(module).calls;
}

function readCode(module: Module): Code {
  const calls: PlacedCall[] = [];
  const subscripts: Code['subscripts'][number][] = [];
  for (const around of scopesOf(module).all) {
    for (const statement of around.statements) {
      for (const expression of expressionsOf(statement)) {
        for (const { part, scope } of partsWithScopes(expression, around)) {
          if (part.kind === 'call') calls.push({ call: part, scope });
          else if (part.kind === 'subscript') subscripts.push({ part, scope });
        }
      }
    }
  }
  return { calls, subscripts };
}

/** Some `try` of the functions around has a handler for an exception: whoever wrote it expects the failure. */
export function expects(exception: string, from: Scope): boolean {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    if (scope.statements.some((statement) => handles(statement, exception))) return true;
  }
  return false;
}

function handles(statement: Statement, exception: string): boolean {
  const names = (type: Expression | undefined): readonly string[] => {
    if (type?.kind === 'sequence') return type.items.flatMap(names);
    return type?.kind === 'name' ? [type.id] : type?.kind === 'attribute' ? [type.name] : [];
  };
  return statement.kind === 'try' && statement.handlers.some(({ type }) => names(type).includes(exception));
}
