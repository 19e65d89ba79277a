import type { FunctionFact } from '../../core/fact.ts';
import type { Span } from '../../core/location.ts';
import type { Call, Expression, Statement } from '../../core/python.ts';
import { mutators } from '../../facts/changed-names.ts';
import { walkStatements } from '../../facts/walk.ts';
import type { ClassEntity } from '../entity.ts';

export interface SelfAssignment {
  readonly name: string;
  readonly value: Expression;
  /** The method that assigns. */
  readonly method: FunctionFact;
}

const namesOfClasses = new WeakMap<ClassEntity, ReadonlySet<string>>();

/** The attributes of `self` that the methods of a class assign or change. */
export function namesAssignedToSelf(entity: ClassEntity): ReadonlySet<string> {
  let names = namesOfClasses.get(entity);
  if (names === undefined) {
    names = new Set([...selfAssignments(entity)].map(({ name }) => name));
    namesOfClasses.set(entity, names);
  }
  return names;
}

/** What the methods of a class assign to attributes of `self`, or change in them; the bodies of functions within them are left out. */
export function* selfAssignments({ definition, module }: ClassEntity): Generator<SelfAssignment> {
  for (const method of module.facts.functions) {
    const self = method.definition.parameters[0]?.name;
    if (method.owner !== definition || self === undefined || !method.definition.holds.changes) continue;
    for (const statement of walkStatements(method.definition.body, isSameFunction)) {
      for (const { target, value } of changesIn(statement)) {
        const name = attributeOf(self, target);
        if (name !== undefined) yield { name, value, method };
      }
    }
  }
}

interface Change {
  readonly target: Expression;
  readonly value: Expression;
}

function changesIn(statement: Statement): readonly Change[] {
  switch (statement.kind) {
    case 'assign': {
      const { value } = statement;
      return value === undefined ? [] : statement.targets.flatMap((target) => spread(target, value));
    }
    case 'loop':
      return statement.target === undefined ? [] : spread(statement.target, opaque(statement));
    case 'with':
      return statement.items.flatMap(({ target }) => (target === undefined ? [] : spread(target, opaque(statement))));
    case 'expression': {
      const call = statement.value;
      if (call.kind !== 'call') return [];
      if (call.callee.kind === 'attribute' && mutators.has(call.callee.name))
        return [{ target: call.callee.value, value: call }];
      return call.callee.kind === 'name' && call.callee.id === 'setattr' ? setAttribute(call) : [];
    }
    default:
      return [];
  }
}

/** The parts of a tuple are each somebody's, of a value that nobody knows. */
function spread(target: Expression, value: Expression): readonly Change[] {
  if (target.kind === 'sequence') return target.items.flatMap((item) => spread(item, opaque(target)));
  if (target.kind === 'starred') return spread(target.value, opaque(target));
  return [{ target: target.kind === 'subscript' ? target.value : target, value }];
}

/** `setattr(self, 'name', value)` */
function setAttribute({ args, start, end }: Call): readonly Change[] {
  const [object, name, value] = args;
  if (object === undefined || name?.kind !== 'string' || value === undefined) return [];
  return [{ target: { kind: 'attribute', value: object, name: name.value, nameSpan: name, start, end }, value }];
}

function opaque({ start, end }: Span): Expression {
  return { kind: 'opaque', parts: [], start, end };
}

/** The attribute of the instance that an expression leads into: `a` of `self.a` and of `self.a.b`. */
function attributeOf(self: string, expression: Expression): string | undefined {
  if (expression.kind === 'subscript') return attributeOf(self, expression.value);
  if (expression.kind !== 'attribute') return undefined;
  const { value, name } = expression;
  return value.kind === 'name' && value.id === self ? name : attributeOf(self, value);
}

/** Stays within one function: the bodies of definitions inside it are somebody else's. */
export function isSameFunction(statement: { readonly kind: string }): boolean {
  return statement.kind !== 'function' && statement.kind !== 'class';
}
