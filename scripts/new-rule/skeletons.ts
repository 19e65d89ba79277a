/** Stands for what the new rule is about; nobody's model is called that. */
const placeholder = 'PlaceholderRecord';

interface NewRule {
  readonly id: string;
  readonly title: string;
  readonly since: string;
}

/** A rule that compiles and passes its tests, and finds nothing but its own placeholder. */
export function ruleSkeleton({ id, title, since }: NewRule): string {
  return `import { defineRule } from '#rule-kit';

/**
 * A model that is called \`${placeholder}\`: replace this sentence by what the rule finds.
 *
 * @remarks
 * Say here why it is bad, for whom and when.
 *
 * Say here what to do instead, and which configuration matters.
 */
export const rule = defineRule({
  id: ${JSON.stringify(id)},
  title: ${JSON.stringify(title)},
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: ${JSON.stringify(since)},
  messages: {
    found: '\`{model}\` is a placeholder',
  },

  *check(project) {
    for (const { name, at, symbol } of project.models(/${placeholder}/)) {
      if (name !== '${placeholder}') continue;
      yield { messageId: 'found', data: { model: name }, at, subject: symbol };
    }
  },
});
`;
}

/**
 * A project in one file: \`manage.py\` makes its folder a project root. It grows into modules, and gets a
 * \`synclint.toml\`, when the rule needs them.
 */
export function fixtureSkeleton(id: string): string {
  return `"""A project in one file; give it modules and a synclint.toml when the rule needs them."""

from django.db import models


# region docs: flagged
class ${placeholder}(models.Model):  # expect: ${id}/found "\`${placeholder}\` is a placeholder"
    name = models.CharField(max_length=200)
# endregion


# region docs: clean
class Customer(models.Model):  # expect-none: ${id}
    name = models.CharField(max_length=200)
# endregion
`;
}
