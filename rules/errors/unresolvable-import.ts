import { defineRule } from '#rule-kit';

/**
 * An import from the project itself that leads nowhere.
 *
 * @remarks
 * A module was moved or a class renamed, and one import stayed behind. At the top of a file it takes the whole command down; within
 * a function it waits until somebody gets there.
 *
 * Import what there is. Nothing is said where the import may be meant to fail or the name may be made when the program runs: under
 * `try` or `if`, for modules that git ignores, that are compiled or generated (`_version`, `*_pb2`), that a deployment puts there (`local_settings`, `secrets`), where a module
 * has a `__getattr__` or takes names from a star import that cannot be followed, and for packages without `__init__.py`.
 */
export const rule = defineRule({
  id: 'unresolvable-import',
  title: 'Import that leads nowhere',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    module: 'the project has no module `{module}`',
    name: 'the module `{module}` has no `{name}`',
  },

  *check(project) {
    for (const { at, module, name } of project.correctness('unresolvable-import').unresolvableImports()) {
      if (name === undefined) yield { messageId: 'module', data: { module }, at };
      else yield { messageId: 'name', data: { module, name }, at };
    }
  },
});
