import type { FilePath, Location, Span } from '../../core/location.ts';
import type { Expression, FunctionDefinition } from '../../core/python.ts';
import { regionOf } from '../../core/line-index.ts';
import type { Module } from '../entity.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
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

const changesOnce =
  /^_*(?:migrate|backfill|convert|transfer|copy|move|rename|split)(?![a-z])|(?:^|_)(?:old|legacy|deprecated)(?![a-z])/;

/** One that is not being defined. */
const word = /(?<!\bdef[ \t]+)\b\w+\b/g;

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
  readonly #named: Memo<string, boolean>;
  readonly #calledWithin: Memo<Module, ReadonlySet<string>>;

  constructor(sources: Sources, recorder?: Recorder) {
    this.#named = new Memo(recorder);
    this.#calledWithin = new Memo(recorder);
    this.#sources = sources;
  }

  isAlive(at: Location, module: Module): boolean {
    if (isLeftOut(at, module)) return false;
    const { startLine } = at.region;
    const outermost = outermostAround(startLine, module);
    if (outermost === undefined) return true;
    return !this.#isOfPython2(outermost, module.file) && this.#isCalled(outermost, module);
  }

  /** In a command, code for one change of the data, and what it names has been taken away since: its work is done. */
  isOutlived(name: string | undefined, { region: { startLine } }: Location, module: Module): boolean {
    if (name === undefined || !this.#isForOneChange(startLine, module)) return false;
    const gone = new RegExp(
      String.raw`\b(?:Remove|Rename)Field\([^)]*["']${name}["']|\b(?:Delete|Rename)Model\([^)]*["']${name}["']`,
    );
    const migrations = this.#sources.holding(name).filter((other) => /(^|\/)migrations\//.test(other));
    return this.#sources.mentioning(gone, migrations).length > 0;
  }

  #isForOneChange(line: number, module: Module): boolean {
    const [, command] = /(?:^|\/)management\/commands\/(\w+)\.py$/.exec(module.file) ?? [];
    if (command === undefined) return false;
    return changesOnce.test(command) || changesOnce.test(outermostAround(line, module)?.name ?? '');
  }

  #isCalled({ name, decorators }: FunctionDefinition, module: Module): boolean {
    if (isEntry({ name, decorators })) return true;
    return this.#isOfCommand(module.file)
      ? this.#calledWithin.get(module, () => this.#readCalled(module)).has(name)
      : this.#named.get(name, () => this.#isNamed(name));
  }

  /**
   * Names of what runs in a module: those in its statements, and in functions that are called. Functions that only call each
   * other are dead as well.
   */
  #readCalled(module: Module): ReadonlySet<string> {
    const lines = withoutScript(this.#sources.text(module.file) ?? '').split(/\r\n|\n|\r/);
    const waiting = lines.flatMap((line, index) => {
      const names = /^[ \t]*#/.test(line) ? [] : [...line.matchAll(word)].map(([name]) => name);
      return names.length === 0 ? [] : [{ names, around: outermostAround(index + 1, module) }];
    });
    const called = new Set<string>();
    for (let before = -1; before < called.size;) {
      before = called.size;
      for (const { names, around } of waiting) {
        if (around !== undefined && !isEntry(around) && !called.has(around.name)) continue;
        for (const name of names) if (name !== around?.name) called.add(name);
      }
    }
    return called;
  }

  /** Django loads a command by itself; where nobody else does, what is in its module is called there. */
  #isOfCommand(file: FilePath): boolean {
    const [, stem] = /(?:^|\/)management\/commands\/(\w+)\.py$/.exec(file) ?? [];
    if (stem === undefined || stem.startsWith('_')) return false;
    const imports = new RegExp(String.raw`\bcommands(?:\.|[ \t]+import\b[^\n]*\b)${stem}\b|from[ \t]+\.${stem}\b`);
    return this.#sources.mentioning(imports, this.#sources.holding(stem)).length === 0;
  }

  #isNamed(name: string): boolean {
    const elsewhere = new RegExp(String.raw`^(?![ \t]*#).*?(?<!\bdef[ \t]+)\b${name}\b`, 'm');
    const files = this.#sources.holding(name).filter((file) => !ofTests.test(file));
    return this.#sources
      .mentioning(elsewhere, files)
      .some((file) => elsewhere.test(withoutScript(this.#sources.text(file) ?? '')));
  }

  /** It fails anyway, and whoever ports it finds the rest. */
  #isOfPython2({ start, end }: Span, file: FilePath): boolean {
    return ofPython2.test(this.#sources.text(file)?.slice(start, end) ?? '');
  }
}

function outermostAround(line: number, { facts }: Module): FunctionDefinition | undefined {
  const around = facts.functions.filter(({ definition }) => {
    const outer = regionOf(definition, facts.lines);
    return line > outer.startLine && line <= outer.endLine;
  });
  return around.toSorted((a, b) => a.qualifiedName.length - b.qualifiedName.length)[0]?.definition;
}

/** Others call it, whoever names it. */
function isEntry({ name, decorators }: Pick<FunctionDefinition, 'name' | 'decorators'>): boolean {
  return /^__\w+__$/.test(name) || hooks.has(name) || !decorators.every(isPassive);
}

function isPassive(decorator: Expression): boolean {
  return passive.has(dotted(decorator));
}

function dotted(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? `${dotted(expression.value)}.${expression.name}` : '';
}
