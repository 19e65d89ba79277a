import { defineRule, startOfFile } from '#rule-kit';

/**
 * A module, class, function or method that something of the same name takes the place of.
 *
 * @remarks
 * Beside a package `x/`, the module `x.py` is never imported. Of two definitions of one name in a block only the last one counts.
 * Either way the first is dead, and looks alive: people read it, repair it, and wonder why nothing changes. A pasted
 * method loses the one that it was pasted over.
 *
 * Delete the dead one, or give it the name that it was meant to have.
 *
 * Nothing is said where the first definition may have been used: it is named by code that runs before the second, a decorator
 * may have kept it (`@overload`, `@receiver(…)`, `@x.setter`), or one of the two stands under a condition. Nor about tests and
 * migrations, and about modules that are started as scripts.
 */
export const rule = defineRule({
  id: 'shadowed-module',
  title: 'Dead code behind a name that is taken',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    module: '`{module}` is never imported from `{file}`, because the package `{package}` stands beside it',
    definition: 'the {form} `{name}` is dead, because it is defined again below',
  },

  *check(project) {
    for (const shadowed of project.shadowed()) {
      if (shadowed.kind === 'module') {
        const { module, file } = shadowed;
        const data = { module, file, package: shadowed.package };
        yield { messageId: 'module', data, at: startOfFile(file), subject: module };
      } else {
        const { form, name, at, by, symbol } = shadowed;
        const related = [{ ...by, message: `this \`${name}\` takes its place` }];
        yield { messageId: 'definition', data: { form, name }, at, subject: symbol, related };
      }
    }
  },
});
