import { defineRule } from '#rule-kit';

/**
 * A system whose package lacks a part that every system has.
 *
 * @remarks
 * Whoever knows one system knows all of them: clients talk to the source, engines run the sync, processors transform records,
 * validators check them, and what the modules of a system share stands in a `base.py`. Where a part is missing its
 * work is done by some other module, where nobody looks for it and no rule of layers protects it.
 *
 * Add the part, if only with what the commands of the system need today. What a package has is read from `layers.paths`:
 * the globs that reach into `systems.*.package` name its folders. Besides, it has an `__init__.py`, and a
 * `base.py` of its own or in one of its parts. A system without any command and without any module is absent, and
 * nothing is said about it.
 */
export const rule = defineRule({
  id: 'incomplete-system-package',
  title: 'Part of a system missing',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    part: 'the package `{package}` of `{system}` has no `{part}`',
    package: '`{system}` has commands and no package `{package}`',
  },

  *check(project) {
    for (const { name, policy, at, missingParts } of project.systems()) {
      if (policy.package === undefined) continue;
      const missing = missingParts();
      const data = { system: name, package: policy.package };
      if (missing === undefined) yield { messageId: 'package', data, at };
      for (const part of missing ?? []) yield { messageId: 'part', data: { ...data, part }, at };
    }
  },
});
