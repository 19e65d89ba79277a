import type { FilePath } from '../../core/location.ts';
import type { Ancestor } from '../classes/hierarchy.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';

/** Classes whose parser methods some other module replaces: `Base.add_arguments = …`, `setattr(Base, "add_arguments", …)`. */
export class ReplacedMethods {
  readonly #sources: Sources;
  readonly #files: Memo<'replacing', readonly FilePath[]>;

  constructor(sources: Sources, recorder?: Recorder) {
    this.#sources = sources;
    this.#files = new Memo(recorder);
  }

  /** A file that replaces such a method names a class of the hierarchy, or the module of one. */
  mayConcern(order: readonly Ancestor[]): boolean {
    const files = this.#files.get('replacing', () => this.#sources.mentioning(replacing));
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
