import type { ImportFact, ImportSource } from '../../core/fact.ts';
import { related, type RelatedLocation, type Span } from '../../core/location.ts';
import type { Entity, Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

/** A module that an import leads to, with the statements on the way. */
export interface Destination {
  readonly module: Module;
  readonly entity?: Entity;
  readonly chain: readonly RelatedLocation[];
}

/** The module that defines what is imported, over the packages that re-export it. */
export function destinationOf(fact: ImportFact, importer: Module, resolver: Resolver): Destination | undefined {
  const origin = originOf(fact.source, importer, resolver);
  if (fact.name === null || fact.name === '*') {
    return origin === undefined ? undefined : { module: origin, chain: [step(importer, fact, origin)] };
  }
  const entity = resolver.imported(fact.source, fact.name, importer);
  const definer = entity.kind === 'external' || entity.kind === 'unknown' ? origin : entity.module;
  if (definer === undefined) return undefined;
  const chain: RelatedLocation[] = [];
  let current: {
    readonly module: Module;
    readonly source: ImportSource;
    readonly name: string;
    readonly span: Span;
  } = { module: importer, source: fact.source, name: fact.name, span: fact };
  for (;;) {
    const next = originOf(current.source, current.module, resolver);
    const { name } = current;
    const through = next === undefined || next === definer ? undefined : next.facts.scope.bindings.get(name)?.at(-1);
    chain.push(step(current.module, current.span, next ?? definer));
    // `NAME = Other` is the module's own name, not a re-export.
    if (next !== undefined && through?.kind === 'value') return { module: next, entity, chain };
    if (next === undefined || through?.kind !== 'imported' || chain.length > maximumChain) break;
    current = { module: next, source: through.source, name: through.name, span: through };
  }
  return { module: definer, entity, chain };
}

/** The import names something of the project that is not there, or whose place cannot be told. */
export function isLost({ source, name }: ImportFact, importer: Module, { modules }: Resolver): boolean {
  const dotted = modules.absolute(source, importer);
  if (dotted === undefined) return true;
  const [top = ''] = dotted.split('.');
  // A folder without `__init__.py` is a package, too, and nothing is taken from it by its own name.
  const isFolder = (name === null || name === '*') && modules.isFirstParty(dotted);
  return modules.isFirstParty(top) && !isFolder;
}

function originOf(source: ImportSource, importer: Module, { modules }: Resolver): Module | undefined {
  const name = modules.absolute(source, importer);
  return name === undefined ? undefined : modules.module(name, importer.file);
}

function step(module: Module, span: Span, target: Module): RelatedLocation {
  return related(module.locate(span), `\`${module.name}\` imports \`${target.name}\``);
}

/** Re-exports of re-exports; more is a cycle. */
const maximumChain = 20;
