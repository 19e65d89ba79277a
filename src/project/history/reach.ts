import type { UnresolvedCall } from '../../core/command-run.ts';
import type { Block, Expression } from '../../core/python.ts';
import type { FunctionFact } from '../../core/fact.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';

type Use = (part: Expression, name: string) => boolean;

/**
 * Names of functions that may come to use the history, whoever they belong to.
 *
 * Those that mention it, and whoever calls something of such a name, or hands it on: too many rather than too few.
 */
export class HistoryReach {
  readonly #sources: Sources;
  readonly #modules: ModuleIndex;
  readonly #mentions: readonly string[];
  #names: ReadonlySet<string> | undefined;

  constructor(sources: Sources, modules: ModuleIndex, mentions: readonly string[]) {
    this.#sources = sources;
    this.#modules = modules;
    this.#mentions = mentions.map((mention) => mention.replace(/^.*\./, '')).filter((mention) => mention !== '');
  }

  /** A call of which not even the name is known may lead anywhere. */
  has({ name }: UnresolvedCall): boolean {
    if (name === undefined) return true;
    this.#names ??= this.#close();
    return this.#names.has(name);
  }

  #close(): ReadonlySet<string> {
    const names = new Set<string>();
    const queue = this.#mentions.flatMap((mention) => this.#users(mention, isMention));
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (names.has(next.name)) continue;
      names.add(next.name);
      queue.push(...this.#users(next.name, next.isRead ? isMention : isCall));
    }
    return names;
  }

  #users(name: string, use: Use): readonly { readonly name: string; readonly isRead: boolean }[] {
    const files = this.#sources.mentioning(new RegExp(`\\b${name}\\b`)).filter((file) => !isOutsideProgram(file));
    return files.flatMap((file) => {
      const { functions = [], classes = [] } = this.#modules.moduleOf(file)?.facts ?? {};
      const called = functions.flatMap((fact) => (uses(fact.definition.body, name, use) ? namesOf(fact) : []));
      // `history_model = SyncHistory`
      const aliases = classes.flatMap(({ definition }) =>
        definition.body.flatMap((statement) =>
          statement.kind === 'assign' && uses([statement], name, use) ? statement.targets : [],
        ),
      );
      return [
        ...called,
        ...aliases.flatMap((alias) => (alias.kind === 'name' ? [{ name: alias.id, isRead: true }] : [])),
      ];
    });
  }
}

/** A property is called by reading it, and `__init__` by calling the class. */
function namesOf({
  definition,
  qualifiedName,
}: FunctionFact): readonly { readonly name: string; readonly isRead: boolean }[] {
  const isRead = definition.decorators.some((decorator) => decorator.kind === 'name' && /property$/.test(decorator.id));
  const owner = qualifiedName.split('.').at(-2);
  const called = { name: definition.name, isRead };
  const isOfClass = /^__(init|enter|aenter|call|new|post_init)__$/.test(definition.name);
  return owner !== undefined && isOfClass ? [called, { name: owner, isRead: false }] : [called];
}

function uses(body: Block, name: string, use: Use): boolean {
  for (const statement of walkStatements(body)) {
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) {
        if (use(part, name)) return true;
      }
    }
  }
  return false;
}

/** `name`, `x.name`, `"app.name"` */
function isMention(part: Expression, name: string): boolean {
  if (part.kind === 'string') return part.value === name || part.value.endsWith(`.${name}`);
  return isNamed(part, name);
}

/** `name()`, `x.name()`, `call(x.name)` */
function isCall(part: Expression, name: string): boolean {
  if (part.kind !== 'call') return false;
  return (
    isNamed(part.callee, name) || part.args.some((argument) => argument.kind === 'attribute' && argument.name === name)
  );
}

function isNamed(part: Expression, name: string): boolean {
  return part.kind === 'name' ? part.id === name : part.kind === 'attribute' && part.name === name;
}
