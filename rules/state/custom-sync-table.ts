import { defineRule, nameMatcher, mentionOf } from '#rule-kit';

/**
 * A model that is a private sync history beside the configured one.
 *
 * @remarks
 * Every system that keeps its own log answers "when did this last run?" differently, and a delta sync that asks the
 * wrong one loses records. One history model for all systems can be monitored, audited and repaired.
 *
 * Write to the configured history model (`history.model`) and remove the table. Which class and table names count is
 * configuration: `state.tables`; exceptions are listed in `state.allow`. A model with `managed = False` that is named after
 * a system whose source is a database is a view of that system's own table.
 */
export const rule = defineRule({
  id: 'custom-sync-table',
  title: 'Model that is a private sync history',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    name: '`{model}` is a private sync history',
    table: '`{model}` is a private sync history: its table is `{table}`',
  },

  *check(project) {
    const { tables, allow } = project.policy.state;
    const isHistoryName = nameMatcher(tables);
    const isAllowed = nameMatcher(allow);
    const databases = Object.entries(project.policy.systems).flatMap(([name, { source }]) =>
      source === 'database' ? name.toLowerCase() : [],
    );
    const isOfSource = (symbol: string): boolean =>
      symbol.split(/[._]/).some((part) => databases.some((name) => part.toLowerCase().startsWith(name)));
    for (const model of project.models(mentionOf(tables))) {
      // The first two have no table of their own, the third one belongs to the source.
      if (
        model.proxy ||
        model.abstract ||
        (!model.managed && isOfSource(model.symbol)) ||
        project.isHistoryModel(model.symbol) ||
        isAllowed(model.symbol) ||
        isAllowed(model.name)
      )
        continue;
      const place = { at: model.at, subject: model.symbol };
      if (isHistoryName(model.name)) yield { messageId: 'name', data: { model: model.name }, ...place };
      else if (model.table !== undefined && isHistoryName(model.table.name)) {
        const related = [{ ...model.table.at, message: 'the table is named here' }];
        yield { messageId: 'table', data: { model: model.name, table: model.table.name }, related, ...place };
      }
    }
  },
});
