import { defineRule } from '#rule-kit';

/**
 * A suppression whose date has passed, or whose date is none.
 *
 * @remarks
 * Somebody promised to repair the code by that day. From the day after on the suppression has no effect, so that the
 * finding comes back instead of being hidden for ever. A date that cannot be read would never expire, and therefore
 * never suppresses.
 *
 * Repair what the finding says and remove the comment, or agree on a new date: `until=YYYY-MM-DD`, a day that exists.
 */
export const rule = defineRule({
  id: 'expired-suppression',
  title: 'Suppression past its date',
  scope: 'suppressions',
  severity: 'warning',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    expired: 'the suppression of {ids} ended after {until}',
    malformed: '`until={until}` is not a date like 2026-01-31, so {ids} is not suppressed',
  },

  *check(comments) {
    for (const { directive, entries, expiry, at } of comments) {
      if (directive === 'enable' || entries.length === 0) continue;
      if (expiry.state !== 'expired' && expiry.state !== 'malformed') continue;
      const ids = entries.map(({ id }) => `\`${id}\``).join(', ');
      yield { messageId: expiry.state, data: { ids, until: expiry.until }, at };
    }
  },
});
