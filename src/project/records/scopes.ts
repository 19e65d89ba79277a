import type { Block, ClassDefinition, FunctionDefinition, Statement } from '../../core/python.ts';
import { walkStatements } from '../../facts/walk.ts';
import { isSameFunction } from '../classes/self-assignments.ts';
import type { Module } from '../entity.ts';
import { BindingReader } from './local-bindings.ts';
import type { Scope } from './scope.ts';

/** All scopes of a module. */
interface ModuleScopes {
  readonly module: Scope;
  readonly all: readonly Scope[];
  readonly classes: ReadonlyMap<ClassDefinition, { readonly body: Scope; readonly methods: readonly Scope[] }>;
}

const scopesOfModules = new WeakMap<Module, ModuleScopes>();

export function scopesOf(module: Module): ModuleScopes {
  let scopes = scopesOfModules.get(module);
  if (scopes === undefined) {
    scopes = new ScopeBuilder(module).build();
    scopesOfModules.set(module, scopes);
  }
  return scopes;
}

class ScopeBuilder {
  readonly #module: Module;
  readonly #all: Scope[] = [];
  readonly #classes = new Map<ClassDefinition, { body: Scope; methods: Scope[] }>();
  readonly #reader = new BindingReader();

  constructor(module: Module) {
    this.#module = module;
  }

  build(): ModuleScopes {
    const { facts } = this.#module;
    // Facts keep the values that a module binds, not its other statements.
    const values = [...facts.scope.bindings.values()].flat().flatMap((binding) => {
      return binding.kind === 'value' ? [{ ...binding, kind: 'expression' as const }] : [];
    });
    const definitions = [...facts.functions, ...facts.classes].filter(({ qualifiedName }) => !/\./.test(qualifiedName));
    const module = this.#add('module', {}, values);
    this.#definitions(
      definitions.map(({ definition }) => definition),
      module,
      '',
    );
    this.#reader.finish();
    return { module, all: this.#all, classes: this.#classes };
  }

  #add(form: Scope['form'], around: Around, statements: readonly Statement[]): Scope {
    const captures = statements.some((statement) => statement.kind === 'other' && statement.form === 'match_statement');
    const tables = { bindings: new Map(), attributes: new Map() };
    const scope: Scope = { form, module: this.#module, statements, captures, ...tables, ...around };
    this.#all.push(scope);
    return scope;
  }

  #definitions(statements: readonly Statement[], around: Scope, path: string): void {
    for (const statement of statements) {
      if (statement.kind === 'class') this.#class(statement, around, `${path}${statement.name}`);
      else if (statement.kind === 'function') this.#function(statement, around, `${path}${statement.name}`);
    }
  }

  #class(definition: ClassDefinition, around: Scope, qualifiedName: string): void {
    const owner = this.#module.class(definition, qualifiedName);
    // A class body sees the names around the class, but not those of a class body around it.
    const parent = around.form === 'class' ? around.parent : around;
    const body = this.#add('class', { ...(parent && { parent }), owner }, statementsOf(definition.body));
    this.#classes.set(definition, { body, methods: [] });
    this.#reader.read(body);
    this.#definitions(body.statements, body, `${qualifiedName}.`);
  }

  #function(definition: FunctionDefinition, around: Scope, qualifiedName: string): void {
    const { owner } = around;
    const isMethod = around.form === 'class' && owner !== undefined;
    const parent = around.form === 'class' ? around.parent : around;
    const self = isMethod ? selfOf(definition) : undefined;
    const scope = this.#add(
      'function',
      { ...(parent && { parent }), ...(isMethod && { owner }), ...(self && { self }) },
      statementsOf(definition.body),
    );
    if (isMethod) this.#classes.get(owner.definition)?.methods.push(scope);
    this.#reader.read(scope, definition);
    this.#definitions(scope.statements, scope, `${qualifiedName}.`);
  }
}

type Around = Pick<Scope, 'parent' | 'owner' | 'self'>;

function statementsOf(body: Block): readonly Statement[] {
  return [...walkStatements(body, isSameFunction)];
}

function selfOf({ name, decorators, parameters }: FunctionDefinition): Scope['self'] {
  const [first] = parameters;
  const isDecorated = (by: string): boolean => decorators.some((item) => item.kind === 'name' && item.id === by);
  if (first?.form !== 'plain' || isDecorated('staticmethod')) return undefined;
  const ofClass = isDecorated('classmethod') || /^__(new|init_subclass|class_getitem)__$/.test(name);
  return { name: first.name, form: ofClass ? 'class' : 'instance' };
}
