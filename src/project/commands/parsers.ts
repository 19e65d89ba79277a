import { startOfFile, type Location } from '../../core/location.ts';
import type { OptionSet } from '../../core/commands.ts';
import { notKnown, type Known } from '../../core/known.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';
import { commandHelp } from './command-help.ts';
import { optionSet } from './option-set.ts';
import { ParserBuilding } from './parser-building.ts';
import { ReplacedMethods } from './replaced-methods.ts';

export interface BuiltOptions {
  readonly options: OptionSet;
  /** How they came to be; undefined where nothing could be built. */
  readonly building: ParserBuilding | undefined;
}

/** The parsers that command modules build, each once until its code changes. */
export class CommandParsers {
  readonly #analysis: Analysis;
  readonly #replaced: ReplacedMethods;
  readonly #built: Memo<Module, BuiltOptions>;
  readonly #help: Memo<ClassEntity, Known<string>>;

  constructor(analysis: Analysis, sources: Sources, recorder?: Recorder) {
    this.#analysis = analysis;
    this.#replaced = new ReplacedMethods(sources, recorder);
    this.#built = new Memo(recorder);
    this.#help = new Memo(recorder);
  }

  /** What `Command` of a module is; undefined where it certainly has none. */
  commandOf(module: Module): Entity | undefined {
    // django-click gives a module its `Command` when it decorates a function.
    const clicks = module.facts.imports.some(({ source }) => source.module === 'djclick');
    return clicks ? { kind: 'external', name: 'djclick.Command' } : this.#analysis.resolver.member(module, 'Command');
  }

  /** The class-name token; where the class comes from elsewhere, the place that binds `Command`. */
  place(module: Module, entity: Entity): Location {
    const binding = module.facts.scope.bindings.get('Command')?.at(-1);
    if (entity.kind === 'class' && entity.module === module) return entity.at;
    return binding === undefined ? startOfFile(module.file) : module.locate(binding);
  }

  /** The `help` of such an entity. */
  helpOf(entity: Entity): Known<string> {
    if (entity.kind !== 'class') return notKnown;
    return this.#help.getForLater(entity, () => commandHelp(this.#analysis, entity));
  }

  /** The options of the `Command` of a module. */
  of(module: Module): BuiltOptions {
    return this.#built.get(module, () => {
      const started = this.#start(module);
      return started instanceof ParserBuilding
        ? { options: started.run(), building: started }
        : { options: started, building: undefined };
    });
  }

  /** The building of a command's parser, or an open set where it cannot be started. */
  #start(module: Module): ParserBuilding | OptionSet {
    // Asked for again here, so that it is known that the options depend on it.
    const entity = this.commandOf(this.#analysis.resolver.modules.moduleOf(module.file) ?? module);
    const open = (reason: string): OptionSet => {
      const at = entity === undefined ? startOfFile(module.file) : this.place(module, entity);
      return optionSet([], [{ ...at, reason, subject: module.name }]);
    };
    if (entity?.kind === 'external') return open(`\`Command\` is \`${entity.name}\`, which is outside the project`);
    if (entity?.kind !== 'class') return open('`Command` is not a class that could be resolved');
    const { hierarchy } = this.#analysis;
    const resolved = hierarchy.order(entity).every((ancestor) => ancestor.kind === 'class');
    if (resolved) return open('`Command` does not derive from `BaseCommand`');
    if (this.#replaced.mayConcern(hierarchy.order(entity)))
      return open('another module replaces `add_arguments` of a base');
    return new ParserBuilding(this.#analysis, entity, module.name);
  }
}
