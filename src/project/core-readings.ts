import type { FilePath } from '../core/location.ts';
import type { ModelField } from '../core/django-model.ts';
import type { Policy } from '../core/policy.ts';

import { Hierarchy } from './classes/hierarchy.ts';
import { commandFilesAmong } from './commands/command-files.ts';
import { CommandParsers } from './commands/parsers.ts';
import { Evaluator } from './constants/evaluator.ts';
import { Stability } from './constants/stability.ts';
import { PaperRuns } from './effects/paper-runs.ts';
import type { ClassEntity } from './entity.ts';
import { Flaws } from './correctness/flaws.ts';
import { historyFields } from './history/history-fields.ts';
import { HistoryModel } from './history/history-model.ts';
import { historyKnowledge } from './history/knowledge.ts';
import { ModuleIndex } from './imports/module-index.ts';
import { Resolver } from './imports/resolver.ts';
import { ModelCatalogue } from './models/catalogue.ts';
import { once } from './once.ts';
import { Reach } from './reach/reach.ts';
import { NamedFiles } from './records/named-files.ts';
import { Subclasses } from './records/subclasses.ts';
import { Memo } from './remembering/memo.ts';
import { RecordedSources } from './remembering/recorded.ts';
import { Recorder } from './remembering/recorder.ts';
import { filesRepeatingNames } from './structure/shadowed.ts';
import type { Sources } from './sources.ts';

export type CoreReadings = ReturnType<typeof coreReadingsOf>;

/**
 * What all else is built on, and what takes the time: names, classes, constants, models and the runs of commands.
 *
 * @remarks Whatever these keep, they keep in a `Memo`, so that it may outlive edits.
 */
export function coreReadingsOf(sources: Sources, sourceRoots: readonly string[], policy: Policy, recorder?: Recorder) {
  const modules = new ModuleIndex(sources, sourceRoots, recorder);
  const resolver = new Resolver(modules, recorder);
  const hierarchy = new Hierarchy(resolver, recorder);
  const evaluator = new Evaluator(resolver, hierarchy, new Stability(sources, recorder), recorder);
  const language = { resolver, hierarchy, evaluator };
  const named = new NamedFiles(sources, recorder);
  const subclasses = new Subclasses(named, modules, hierarchy, recorder);
  const commandFiles = once(() => commandFilesAmong(sources.files, policy));
  const models = new ModelCatalogue(resolver, hierarchy, evaluator, sources, recorder);
  const history = new HistoryModel(policy.history, resolver, hierarchy, models, recorder);
  const fields = new Memo<'history', readonly ModelField[]>(recorder);
  const fieldsOfHistory = () => fields.get('history', () => historyFields(history, hierarchy, models));
  const repeating = new Memo<'names', readonly FilePath[]>(recorder);
  const knowledge = {
    isModel: (entity: ClassEntity) => models.isModel(entity),
    isHistory: (entity: ClassEntity) => history.is(entity.symbol),
    ...historyKnowledge(fieldsOfHistory, hierarchy, policy.history),
  };
  return {
    sources,
    modules,
    language,
    named,
    subclasses,
    models,
    repeatingNames: () => repeating.getForLater('names', () => filesRepeatingNames(sources)),
    commandFiles,
    reach: new Reach(sources, modules, commandFiles, recorder),
    flaws: new Flaws({ resolver, hierarchy, subclasses, models }, sources, recorder),
    parsers: new CommandParsers(language, sources, recorder),
    history,
    historyFields: fieldsOfHistory,
    paper: new PaperRuns(language, knowledge, policy, recorder),
  };
}

/** Core readings that outlive edits of files; a project with other files, or another policy, needs others. */
export class LastingReadings {
  readonly core: CoreReadings;
  readonly #sources: RecordedSources;

  constructor(sources: Sources, sourceRoots: readonly string[], policy: Policy) {
    const recorder = new Recorder();
    this.#sources = new RecordedSources(sources, recorder);
    this.core = coreReadingsOf(this.#sources, sourceRoots, policy, recorder);
  }

  /** The same files, of which these have another text. */
  update(sources: Sources, changed: readonly FilePath[]): void {
    this.#sources.replace(sources, changed);
  }

  /** Whatever is no file of the project may be there now, or gone. */
  diskChanged(): void {
    this.#sources.diskChanged();
  }
}
