import type { Command } from '../../core/commands.ts';
import type { Reception } from '../../core/invocation.ts';
import { known, notKnown, type Known } from '../../core/known.ts';
import type { Analysis } from '../analysis.ts';
import { lacksCommandMethods } from '../classes/django.ts';
import { classConstant } from '../classes/hierarchy.ts';
import { isString } from '../constants/value.ts';
import type { ClassEntity } from '../entity.ts';
import { receive } from './reception.ts';

/** What commands do with what they are passed. */
export class Receptions {
  readonly #analysis: Analysis;
  readonly #classOf: (command: Command) => ClassEntity | undefined;

  constructor(analysis: Analysis, classOf: (command: Command) => ClassEntity | undefined) {
    this.#analysis = analysis;
    this.#classOf = classOf;
  }

  receive(command: Command, passed: string): Reception {
    const entity = this.#classOf(command);
    if (entity === undefined) return { kind: 'unknown' };
    return receive(command.options, this.#stealthOptions(entity), passed);
  }

  /** `stealth_options`: keywords of `call_command` that have no option; `BaseCommand` has none. */
  #stealthOptions(entity: ClassEntity): Known<readonly string[]> {
    const { hierarchy, evaluator } = this.#analysis;
    const found = hierarchy.lookup(hierarchy.order(entity), 'stealth_options', 0, lacksCommandMethods);
    if (found.kind === 'absent') return known([]);
    const constant = classConstant(hierarchy, entity, 'stealth_options');
    const value = constant === undefined ? undefined : evaluator.entity(constant);
    if (value?.kind !== 'list') return notKnown;
    return value.items.every(isString) ? known(value.items.filter(isString).map((item) => item.value)) : notKnown;
  }
}
