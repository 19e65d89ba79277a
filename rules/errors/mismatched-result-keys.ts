import { defineRule } from '#rule-kit';

/**
 * A key is read of a result that the called function never puts there.
 *
 * @remarks
 * Engines hand their counts to commands in dicts. When one side says `created` and the other `records_created`, the read
 * raises a `KeyError` after the work is done, or with `get` shows a zero for ever.
 *
 * Use one name on both sides. A function is understood where all it returns are dicts with literal keys, built in place or
 * step by step; where a dict is handed to somebody who may add to it, nothing is said. A read with `get` is a note: it may be
 * meant. With a default (`result.get("created", 0)`) it is reported only where the function returns a key by nearly the same name, such as
 * `records_created`.
 */
export const rule = defineRule({
  id: 'mismatched-result-keys',
  title: 'Key that the called function never returns',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: {
    item: '`{callee}` never returns the key `{key}`, which is read here',
    get: { text: '`{callee}` never returns the key `{key}`, which `get` asks for here', severity: 'note' },
  },

  *check(project) {
    for (const { at, callee, definition, key, read } of project
      .correctness('mismatched-result-keys')
      .unreturnedKeys()) {
      yield { messageId: read, data: { callee, key }, at, subject: callee, related: [definition] };
    }
  },
});
