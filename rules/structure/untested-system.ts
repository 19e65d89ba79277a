import { defineRule } from '#rule-kit';

/**
 * A system with commands whose planned tests do not exist.
 *
 * @remarks
 * The tests of a system run its commands against a source that answers from memory: flags, dry run, history, bad answers. A system
 * without them is first tried in production, against somebody else's data.
 *
 * Write the tests where `systems.*.tests` expects them: a file, a folder or a glob. A file that was split (`test_arrivy_tasks.py`
 * beside `test_arrivy.py`) or has become a folder is found; in a folder that several systems share, files have to be
 * named after the system. A file without a single test, its own or inherited, tests nothing.
 */
export const rule = defineRule({
  id: 'untested-system',
  title: 'System without tests',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    absent: '`{system}` has commands and no tests at `{path}`',
    empty: 'there is no test for `{system}` in `{path}`',
  },

  *check(project) {
    for (const { name, commands, tests, at } of project.systems()) {
      if (commands.length === 0) continue;
      const found = tests();
      if (found.state === 'absent') yield { messageId: 'absent', data: { system: name, path: found.path }, at };
      if (found.state === 'empty') yield { messageId: 'empty', data: { system: name, path: found.path }, at: found.at };
    }
  },
});
