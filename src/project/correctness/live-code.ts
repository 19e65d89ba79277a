import type { FilePath, Location, Span } from '../../core/location.ts';
import type { Expression } from '../../core/python.ts';
import { regionOf } from '../../core/line-index.ts';
import type { Module } from '../entity.ts';
import type { Sources } from '../sources.ts';
import { isLeftOut, withoutScript } from './left-out.ts';

/** Methods that Django and its neighbours call by their names. */
const hooks = new Set(
  (
    'handle add_arguments execute create_parser run_from_argv ready save delete clean clean_fields full_clean validate_unique ' +
    'get_absolute_url natural_key get_by_natural_key from_db refresh_from_db get_queryset create_user create_superuser ' +
    'get post put patch dispatch get_context_data form_valid validate to_representation to_internal_value create update ' +
    'setup setUp run'
  ).split(' '),
);

/** Decorators that leave it to others to call what they stand on. */
const passive = new Set(['property', 'cached_property', 'staticmethod', 'classmethod', 'transaction.atomic', 'atomic']);

const ofTests = /(^|\/)(tests?\/|(test_[^/]*|[^/]*_tests?|tests|conftest)\.py$)/;

/** Methods of dictionaries that Python 3 has taken away; `six` has functions of these names. */
const ofPython2 = /(?<!\bsix)\.(iteritems|itervalues|iterkeys|has_key)\(/;

/**
 * Whether anything may call the code around a place.
 *
 * @remarks A function whose name stands nowhere else in the project but in tests is dead, or is called in a way that nobody sees: what is wrong in it
 * breaks nothing, and whoever cleans up removes it. So is one that only the part under `if __name__ == "__main__":` calls, an example or a trial. A name
 * in a template is not looked for.
 */
export class LiveCode {
  readonly #sources: Sources;
  readonly #named = new Map<string, boolean>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  isAlive(at: Location, module: Module): boolean {
    if (isLeftOut(at, module)) return false;
    const { startLine } = at.region;
    const around = module.facts.functions.filter(({ definition }) => {
      const outer = regionOf(definition, module.facts.lines);
      return startLine > outer.startLine && startLine <= outer.endLine;
    });
    const [outermost] = around.toSorted((a, b) => a.qualifiedName.length - b.qualifiedName.length);
    if (outermost === undefined) return true;
    const { name, decorators } = outermost.definition;
    if (this.#isOfPython2(outermost.definition, module.file)) return false;
    if (/^__\w+__$/.test(name) || hooks.has(name) || !decorators.every(isPassive)) return true;
    const among = this.#isOfCommand(module.file) ? module.file : undefined;
    const key = `${among ?? ''}:${name}`;
    let named = this.#named.get(key);
    if (named === undefined) this.#named.set(key, (named = this.#isNamed(name, among)));
    return named;
  }

  /** Django loads a command by itself; where nobody else does, what is in its module is called there. */
  #isOfCommand(file: FilePath): boolean {
    const [, stem] = /(?:^|\/)management\/commands\/(\w+)\.py$/.exec(file) ?? [];
    if (stem === undefined || stem.startsWith('_')) return false;
    const imports = new RegExp(String.raw`\bcommands(?:\.|[ \t]+import\b[^\n]*\b)${stem}\b|from[ \t]+\.${stem}\b`);
    return this.#sources.mentioning(imports, this.#sources.holding(stem)).length === 0;
  }

  #isNamed(name: string, among: FilePath | undefined): boolean {
    const elsewhere = new RegExp(String.raw`^(?![ \t]*#).*?(?<!\bdef[ \t]+)\b${name}\b`, 'm');
    const files = among === undefined ? this.#sources.holding(name).filter((file) => !ofTests.test(file)) : [among];
    return this.#sources
      .mentioning(elsewhere, files)
      .some((file) => elsewhere.test(withoutScript(this.#sources.text(file) ?? '')));
  }

  /** It fails anyway, and whoever ports it finds the rest. */
  #isOfPython2({ start, end }: Span, file: FilePath): boolean {
    return ofPython2.test(this.#sources.text(file)?.slice(start, end) ?? '');
  }
}

function isPassive(decorator: Expression): boolean {
  return passive.has(dotted(decorator));
}

function dotted(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? `${dotted(expression.value)}.${expression.name}` : '';
}
