import { defineRule } from '#rule-kit';

/**
 * An instance is made of a class that still has abstract methods.
 *
 * @remarks
 * Python refuses with a `TypeError` when the line runs. It happens when a base gets a new abstract method and one of the
 * classes below is forgotten.
 *
 * Implement the methods, or make an instance of a class that does. Only classes whose whole hierarchy is known are judged.
 */
export const rule = defineRule({
  id: 'abstract-instantiation',
  title: 'Instance of an abstract class',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    abstract: '`{class}` is abstract: it does not implement {methods}',
  },

  *check(project) {
    const found = project.correctness('abstract-instantiation').abstractInstantiations();
    for (const { at, class: name, definitions, methods } of found) {
      const listed = methods.map((method) => `\`${method}\``).join(', ');
      yield { messageId: 'abstract', data: { class: name, methods: listed }, at, subject: name, related: definitions };
    }
  },
});
