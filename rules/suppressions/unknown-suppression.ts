import { defineRule } from '#rule-kit';

/**
 * A suppression that names no rule of synclint.
 *
 * @remarks
 * It suppresses nothing, though it looks as if it did: a misspelt id, a rule that was removed, or a list that is
 * missing altogether. There is no suppression of everything, and none of a family: name each rule.
 *
 * Correct the id (`synclint rules` lists them), or remove the comment. In a `# noqa` comment ids that are not ours
 * belong to other tools and are left alone.
 */
export const rule = defineRule({
  id: 'unknown-suppression',
  title: 'Suppression of an unknown rule',
  scope: 'suppressions',
  severity: 'warning',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    unknown: 'no rule is called `{id}`',
    similar: 'no rule is called `{id}`; `{nearest}` is',
    nameless: '`{directive}` names no rule',
  },

  *check(comments) {
    for (const { directive, entries, at: comment } of comments) {
      if (entries.length === 0) yield { messageId: 'nameless', data: { directive }, at: comment };
      for (const entry of entries) {
        if (entry.known) continue;
        const { id, at, nearest } = entry;
        if (nearest === undefined) yield { messageId: 'unknown', data: { id }, at };
        else yield { messageId: 'similar', data: { id, nearest }, at };
      }
    }
  },
});
