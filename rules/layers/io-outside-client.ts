import { defineRule } from '#rule-kit';

/**
 * A network, a database driver or raw SQL that is used outside the client layer.
 *
 * @remarks
 * Clients are the only place that talks to the outside: there are the time limits, the retries, the credentials and the paging, and
 * there a test puts something else in their place. A request from an engine, a processor or a model has none of that,
 * and goes out in a test, or in a dry run, where nobody expects it.
 *
 * Move the call into a client of the system. What counts is a call that does something: `requests.get`, a method of a session, a
 * socket or a database cursor, `connection.cursor()`, `Model.objects.raw(…)`. Exceptions, types, constants and annotations
 * of such packages may be used everywhere.
 *
 * `layers.outside` names the layers that may; nothing is said about files that belong to no layer. Of several uses of one
 * package within a function the first is told.
 */
export const rule = defineRule({
  id: 'io-outside-client',
  title: 'Input or output outside the client layer',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    command: { text: '`{module}` is a {layer} and does {kind} by `{name}`', severity: 'error' },
    outside: '`{module}` belongs to the {layer} layer and does {kind} by `{name}`',
  },

  *check(project) {
    const { order, outside } = project.policy.layers;
    if (outside === undefined) return;
    for (const { kind, name, at, module, layer } of project.outsideUses()) {
      if (outside.includes(layer)) continue;
      yield {
        messageId: layer === order[0] ? 'command' : 'outside',
        data: { module, layer, kind: kinds[kind], name },
        at,
        subject: module,
      };
    }
  },
});

const kinds = { http: 'HTTP', socket: 'network traffic', driver: 'database access', 'raw-sql': 'raw SQL' } as const;
