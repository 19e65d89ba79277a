import { defineRule } from '#rule-kit';

/**
 * A suppression of a finding that does not occur.
 *
 * @remarks
 * A suppression that outlived its finding hides the next one: when the flaw comes back, nobody is told, and the reason
 * beside it defends code that is long gone. It also misleads whoever reads the code into looking for a flaw there.
 *
 * Remove the id, or the comment when nothing else is left of it; `synclint check --fix` does. An `enable` that ends no
 * `disable` is as useless. Only suppressions of rules that ran are looked at, and none that expired, since
 * `expired-suppression` speaks of those.
 */
export const rule = defineRule({
  id: 'unused-suppression',
  title: 'Suppression of nothing',
  scope: 'suppressions',
  severity: 'warning',
  confidence: 'certain',
  default: 'always',
  fixable: true,
  since: '0.1.0',
  messages: {
    unused: 'no finding of `{id}` is suppressed here',
    unopened: '`enable[{id}]` ends no `disable[{id}]`',
  },

  *check(comments) {
    for (const { directive, entries, expiry } of comments) {
      if (expiry.state === 'expired' || expiry.state === 'malformed') continue;
      for (const { id, at, known, enabled, used, removal } of entries) {
        if (!known || !enabled || used) continue;
        yield {
          messageId: directive === 'enable' ? 'unopened' : 'unused',
          data: { id },
          at,
          fix: { title: `Remove the suppression of \`${id}\``, applicability: 'safe', edits: [removal] },
        };
      }
    }
  },
});
