import type { OptionPlace } from '../../core/commands.ts';
import type { FilePath } from '../../core/location.ts';
import type { FunctionDefinition } from '../../core/python.ts';
import type { Ancestor, Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import { intoMethod, withMethod } from './declaring-edits.ts';

/**
 * One look-up of `add_arguments` while a parser was built: from this position of the method resolution order to the one
 * where it was found.
 */
export interface MethodVisit {
  readonly from: number;
  readonly to: number;
  /** It happens whatever the circumstances, with the parser of the command itself. */
  readonly certain: boolean;
}

/** Nobody knows which methods are called. */
export const anywhere: MethodVisit = { from: 0, to: Infinity, certain: false };

interface Building {
  readonly order: readonly Ancestor[];
  readonly visits: readonly MethodVisit[];
  readonly hierarchy: Hierarchy;
  readonly textOf: (file: FilePath) => string | undefined;
}

/** The classes of an order that have a say in the parser, or would have with an `add_arguments` of their own. */
export function optionPlaces({ order, visits, hierarchy, textOf }: Building): readonly OptionPlace[] {
  return order.flatMap((ancestor, index): readonly OptionPlace[] => {
    if (ancestor.kind !== 'class') return [];
    const passing = visits.filter(({ from, to }) => from <= index && index <= to);
    if (passing.length === 0) return [];
    const entity = ancestor.class;
    const method = methodOf(entity);
    // A method that is there was called only where the look-up ended; one that is not would have ended it.
    const certain = passing.some((visit) => visit.certain && (method === 'none' || visit.to === index));
    const isCommand = hierarchy.derivesFrom(entity, (name) => name.startsWith('django.core.management.'));
    return [
      {
        symbol: entity.symbol,
        name: entity.qualifiedName,
        certain,
        declare: (argument) => {
          const text = textOf(entity.module.file);
          if (text === undefined || method === 'unclear') return undefined;
          if (method !== 'none') return intoMethod(entity, method, argument, text);
          return isCommand ? withMethod(entity, argument, text) : undefined;
        },
      },
    ];
  });
}

/** `unclear`: the name stands for something that is no plain method. */
function methodOf({ scope }: ClassEntity): FunctionDefinition | 'none' | 'unclear' {
  const bindings = scope.bindings.get('add_arguments') ?? [];
  const last = bindings.at(-1);
  if (last === undefined) return 'none';
  const plain = bindings.every(({ kind, conditional }) => kind === 'function' && !conditional);
  return plain && last.kind === 'function' && last.definition.decorators.length === 0 ? last.definition : 'unclear';
}
