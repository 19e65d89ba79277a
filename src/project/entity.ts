import type { FileFacts, ScopeFact } from '../core/fact.ts';
import { positionOf, regionOf } from '../core/line-index.ts';
import { symbolId, type FilePath, type Location, type Region, type Span, type SymbolId } from '../core/location.ts';
import type { ClassDefinition, Expression, FunctionDefinition } from '../core/python.ts';
import { changedNames } from '../facts/changed-names.ts';
import { readScope } from '../facts/scope.ts';

/** In UTF-16 units; with a start it makes one number that is exact. */
const largestSpan = 2 ** 26;

/** A first-party module. */
export class Module {
  readonly name: SymbolId;
  readonly facts: FileFacts;
  /** `__init__.py`: relative imports start one level lower. */
  readonly isPackage: boolean;
  #changedNames: ReadonlySet<string> | undefined;
  readonly #classes = new Map<ClassDefinition, ClassEntity>();
  readonly #locations = new Map<number, Location>();

  constructor(name: SymbolId, facts: FileFacts) {
    this.name = name;
    this.facts = facts;
    this.isPackage = /(^|\/)__init__\.pyi?$/.test(facts.file);
  }

  get file(): FilePath {
    return this.facts.file;
  }

  /** Line of the first syntax error: what stands around it may be missing. */
  get errorLine(): number | undefined {
    const { firstError, lines } = this.facts;
    return firstError === undefined ? undefined : positionOf(firstError, lines).line;
  }

  /** Names whose value at import time need not be the value later. */
  get changedNames(): ReadonlySet<string> {
    return (this.#changedNames ??= changedNames(this.facts.functions));
  }

  /** One for each place: runs of many commands come to the same code, and keep where they were. */
  locate({ start, end }: Span): Location {
    const key = start * largestSpan + (end - start);
    let location = this.#locations.get(key);
    if (location === undefined) {
      location = { file: this.file, region: regionOf({ start, end }, this.facts.lines) };
      this.#locations.set(key, location);
    }
    return location;
  }

  /** Qualified name of the innermost class or function around a place; empty at module level. */
  scopeAt({ startLine, startColumn }: Region): string {
    const around = [...this.facts.functions, ...this.facts.classes].filter(({ definition }) => {
      const outer = regionOf(definition, this.facts.lines);
      const after = startLine > outer.startLine || (startLine === outer.startLine && startColumn >= outer.startColumn);
      return after && startLine <= outer.endLine;
    });
    return around.reduce(
      (inner, { qualifiedName }) => (qualifiedName.length > inner.length ? qualifiedName : inner),
      '',
    );
  }

  /** One entity for each definition, so that identity means sameness. */
  class(definition: ClassDefinition, qualifiedName = definition.name): ClassEntity {
    let entity = this.#classes.get(definition);
    if (entity === undefined) {
      entity = new ClassEntity(this, definition, qualifiedName);
      this.#classes.set(definition, entity);
    }
    return entity;
  }
}

export class ClassEntity {
  readonly kind = 'class';
  readonly module: Module;
  readonly definition: ClassDefinition;
  readonly qualifiedName: string;
  readonly symbol: SymbolId;
  #scope: ScopeFact | undefined;

  constructor(module: Module, definition: ClassDefinition, qualifiedName: string) {
    this.module = module;
    this.definition = definition;
    this.qualifiedName = qualifiedName;
    this.symbol = symbolId(`${module.name}.${qualifiedName}`);
  }

  get at(): Location {
    return this.module.locate(this.definition.nameSpan);
  }

  get scope(): ScopeFact {
    return (this.#scope ??= readScope(this.definition.body));
  }
}

export interface FunctionEntity {
  readonly kind: 'function';
  readonly module: Module;
  readonly definition: FunctionDefinition;
}

/** What a name stands for. */
export type Entity =
  | ClassEntity
  | FunctionEntity
  | { readonly kind: 'module'; readonly module: Module }
  /** An assigned expression, to be evaluated in its module, or in the class body that it stands in. */
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly module: Module;
      readonly value: Expression;
      readonly owner?: ClassEntity;
    }
  /** Defined outside the project; the name is dotted. */
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export const unknown = (reason: string): Entity => ({ kind: 'unknown', reason });

export function sameEntity(a: Entity, b: Entity): boolean {
  if (a === b) return true;
  if (a.kind === 'function' && b.kind === 'function') return a.definition === b.definition;
  if (a.kind === 'module' && b.kind === 'module') return a.module === b.module;
  if (a.kind === 'value' && b.kind === 'value') return a.value === b.value;
  return a.kind === 'external' && b.kind === 'external' && a.name === b.name;
}
