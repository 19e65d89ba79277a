import type { FunctionFact } from '../../core/fact.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { namesUsedBy, namesUsedIn, type NameUses } from './name-uses.ts';

/** Something that leads to the history when it is called, or read. */
export interface Leader {
  readonly name: string;
  /** A property, or another name for the history: reading it is enough. */
  readonly isRead: boolean;
  /** The class that it is a member of. */
  readonly owner?: ClassEntity;
}

/** A piece of code, and what leads on to whatever it comes to. */
export interface LeadingCode {
  readonly uses: NameUses;
  /** Only by its plain name is it meant here, and reading that is enough. */
  readonly isName: boolean;
  /** The class of `self` in it. */
  readonly within: ClassEntity | undefined;
  readonly leads: readonly Leader[];
}

const codeOfModules = new WeakMap<Module, readonly LeadingCode[]>();

/** Functions, and names that a class or module gives to something: `history_model = SyncHistory`. */
export function leadingCodeOf(module: Module): readonly LeadingCode[] {
  let code = codeOfModules.get(module);
  if (code === undefined) codeOfModules.set(module, (code = readCode(module)));
  return code;
}

function readCode(module: Module): readonly LeadingCode[] {
  const { functions, classes, scope } = module.facts;
  return [
    ...functions.map((fact): LeadingCode => {
      const within = ownerOf(fact, module);
      return { uses: namesUsedIn(fact.definition.body), isName: false, within, leads: leadersOf(fact, within) };
    }),
    ...classes.flatMap(({ definition, qualifiedName }) =>
      definition.body.flatMap((statement): readonly LeadingCode[] => {
        if (statement.kind !== 'assign') return [];
        const owner = module.class(definition, qualifiedName);
        const leads = statement.targets.flatMap((target) =>
          target.kind === 'name' ? [{ name: target.id, isRead: true, owner }] : [],
        );
        return [{ uses: namesUsedIn([statement]), isName: false, within: undefined, leads }];
      }),
    ),
    ...[...scope.bindings].flatMap(([name, bindings]) =>
      bindings.flatMap((binding): readonly LeadingCode[] =>
        binding.kind === 'value'
          ? [{ uses: namesUsedBy(binding.value), isName: true, within: undefined, leads: [{ name, isRead: true }] }]
          : [],
      ),
    ),
  ];
}

/** `from shop.models import SyncHistory as Runs` */
export function aliasesOf({ facts }: Module, { name, isRead, owner }: Leader): readonly Leader[] {
  if (owner !== undefined) return [];
  return [...facts.scope.bindings].flatMap(([alias, bindings]) =>
    alias !== name && bindings.some((binding) => binding.kind === 'imported' && binding.name === name)
      ? [{ name: alias, isRead }]
      : [],
  );
}

function ownerOf({ owner, qualifiedName }: FunctionFact, module: Module): ClassEntity | undefined {
  return owner && module.class(owner, qualifiedName.replace(/\.[^.]*$/, ''));
}

/** A property is called by reading it, and `__init__` by calling the class. */
function leadersOf({ definition }: FunctionFact, owner: ClassEntity | undefined): readonly Leader[] {
  const isRead = definition.decorators.some((decorator) => decorator.kind === 'name' && /property$/.test(decorator.id));
  const called = { name: definition.name, isRead, ...(owner && { owner }) };
  const isOfClass = /^__(init|enter|aenter|call|new|post_init)__$/.test(definition.name);
  return owner !== undefined && isOfClass ? [called, { name: owner.definition.name, isRead: false }] : [called];
}
