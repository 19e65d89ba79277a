import { defineRule } from '#rule-kit';

/**
 * A suppression that does not say why.
 *
 * @remarks
 * Whoever meets the suppression later has to decide whether it still holds, and without the reason can only trust it
 * or break it. The reason also goes into the output of `--show-suppressed` and into SARIF as the justification.
 *
 * Write the reason behind the list: `# synclint: ignore[custom-sync-field] the source system sends this column`. An
 * `until=YYYY-MM-DD` alone is no reason. `enable` needs none.
 */
export const rule = defineRule({
  id: 'suppression-without-reason',
  title: 'Suppression without a reason',
  scope: 'suppressions',
  severity: 'note',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: { unexplained: 'the suppression of {ids} gives no reason' },

  *check(comments) {
    for (const { directive, entries, reason, at } of comments) {
      if (directive === 'enable' || entries.length === 0 || reason !== '') continue;
      const ids = entries.map(({ id }) => `\`${id}\``).join(', ');
      yield { messageId: 'unexplained', data: { ids }, at };
    }
  },
});
