import { defineRule } from '#rule-kit';

/**
 * A command that changes the database itself.
 *
 * @remarks
 * A command parses flags, calls one engine and prints. What it writes past the engine appears in no history record, takes no part in
 * batches and retries, and happens in a dry run, too, unless somebody remembered to ask for it once more.
 *
 * Move the write into the engine of the system, or into its processor. The history model is no exception: engines keep the
 * history, and a command that writes a record of its own will one day disagree with them.
 *
 * Writes are `create`, `bulk_create`, `get_or_create`, `update_or_create`, `update`, `bulk_update` and `delete` of managers and
 * query sets, `save` and `delete` of records, their asynchronous twins, and changes of many-to-many relations, all of models of
 * the project. A `dict.update` or `list.remove` is none.
 */
export const rule = defineRule({
  id: 'write-in-command',
  title: 'Database write in a command',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    write: '`{module}` is a command and writes `{model}` by `{method}`',
  },

  *check(project) {
    for (const { model, method, at, module } of project.writesInCommands()) {
      yield { messageId: 'write', data: { module, model, method }, at, subject: module };
    }
  },
});
