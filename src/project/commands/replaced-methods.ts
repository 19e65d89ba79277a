import type { FilePath } from '../../core/location.ts';
import type { Ancestor } from '../classes/hierarchy.ts';
import { once } from '../once.ts';
import type { Sources } from '../sources.ts';

/** Classes whose parser methods some other module replaces: `Base.add_arguments = …`, `setattr(Base, "add_arguments", …)`. */
export class ReplacedMethods {
  readonly #sources: Sources;
  readonly #files: () => readonly FilePath[];

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#files = once(() => sources.mentioning(replacing));
  }

  /** A file that replaces such a method names a class of the hierarchy, or the module of one. */
  mayConcern(order: readonly Ancestor[]): boolean {
    const files = this.#files();
    if (files.length === 0) return false;
    const names = order.flatMap((ancestor) => {
      if (ancestor.kind !== 'class') return [];
      const { definition, module } = ancestor.class;
      const own = definition.name === 'Command' ? [] : [definition.name];
      return [...own, module.name.slice(module.name.lastIndexOf('.') + 1)];
    });
    if (names.length === 0) return false;
    const mention = new Set(this.#sources.mentioning(new RegExp(String.raw`(?<!\w)(?:${names.join('|')})(?!\w)`)));
    return files.some((file) => mention.has(file));
  }
}

const methods = '(?:add_arguments|create_parser)';
const replacing = new RegExp(String.raw`(?<!\bself)\.${methods}\s*=(?!=)|\bsetattr\([^)\n]*["']${methods}["']`);
