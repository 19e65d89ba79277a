import { defineRule } from '#rule-kit';

/**
 * A call with arguments that its callee does not take.
 *
 * @remarks
 * Python binds arguments when a call runs, so a keyword that was renamed in the callee is found by whoever runs the branch first:
 * a `TypeError` in the middle of a sync.
 *
 * Bring the call in line with the definition. Looked at are functions of the project, methods on `self`, `cls`, `super()`
 * and classes, and constructors, those that `@dataclass` makes included. Where subclasses override a method, every
 * definition must refuse the call; where something stands between the call and the definition (a decorator, a metaclass,
 * `__new__`), nothing is said.
 */
export const rule = defineRule({
  id: 'bad-signature',
  title: 'Arguments that the callee does not take',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    unexpected: '`{callee}` has no parameter `{keyword}`',
    missing: '`{callee}` is called without its parameter `{parameter}`',
    repeated: '`{callee}` gets its parameter `{parameter}` twice, by position and by name',
    excess: '`{callee}` takes {taken} positional arguments and gets {given}',
  },

  *check(project) {
    for (const { at, callee, definition, mismatch } of project.correctness('bad-signature').unboundCalls()) {
      const shared = { at, subject: callee, related: [definition] };
      switch (mismatch.kind) {
        case 'unexpected':
          yield { messageId: 'unexpected', data: { callee, keyword: mismatch.keyword }, ...shared };
          break;
        case 'missing':
          yield { messageId: 'missing', data: { callee, parameter: mismatch.parameter }, ...shared };
          break;
        case 'repeated':
          yield { messageId: 'repeated', data: { callee, parameter: mismatch.parameter }, ...shared };
          break;
        case 'excess': {
          const { given, taken } = mismatch;
          yield { messageId: 'excess', data: { callee, given: String(given), taken: String(taken) }, ...shared };
        }
      }
    }
  },
});
