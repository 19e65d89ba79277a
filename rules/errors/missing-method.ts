import { defineRule } from '#rule-kit';

/**
 * A call of a method or function that its receiver does not have.
 *
 * @remarks
 * `self.procces_batch()` compiles, imports and starts; it fails with an `AttributeError` when the line is reached, which in
 * a sync is often the branch that handles an error at night.
 *
 * Call what there is, or define what is called. A method counts as missing only where the whole hierarchy is known: every
 * base, every class that derives from it (a mixin may get the method from what it is mixed with), no `__getattr__`, no
 * decorator on a class, and nothing in the project that gives an attribute of that name to anything.
 */
export const rule = defineRule({
  id: 'missing-method',
  title: 'Call of a method that does not exist',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    method: '`{receiver}` has no method `{name}`',
    function: 'the module `{receiver}` has no `{name}`',
  },

  *check(project) {
    for (const { at, name, receiver, receiverKind } of project.correctness('missing-method').missingMethods()) {
      const messageId = receiverKind === 'class' ? 'method' : 'function';
      yield { messageId, data: { name, receiver }, at, subject: receiver };
    }
  },
});
