import { allOptions, defineRule } from '#rule-kit';

/**
 * A flag without a help text.
 *
 * @remarks
 * `manage.py help` is where operators look at three in the morning; a flag that it lists without a word is used by
 * nobody, or wrongly.
 *
 * Say in one line what the flag changes. `help=argparse.SUPPRESS` hides a flag on purpose and is not reported, neither is
 * a text that is computed or translated. An option that a shared base registers is reported once.
 *
 * @see {@link https://docs.python.org/3/library/argparse.html#help}
 */
export const rule = defineRule({
  id: 'undocumented-flag',
  title: 'Flag without help',
  scope: 'project',
  severity: 'note',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: { undocumented: '`{flag}` has no help text' },

  *check(project) {
    const seen = new Set<string>();
    for (const { options, file, module } of project.commands()) {
      for (const { strings, help, at } of allOptions(options)) {
        const flag = strings.find((text) => text.startsWith('--')) ?? strings[0];
        const key = JSON.stringify([at, flag]);
        if (flag === undefined || !help.known || (help.value ?? '').trim() !== '' || seen.has(key)) continue;
        seen.add(key);
        const place = { at, ...(at.file === file ? { subject: module } : {}) };
        yield { messageId: 'undocumented', data: { flag }, ...place };
      }
    }
  },
});
