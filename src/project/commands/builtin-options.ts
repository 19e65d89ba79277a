import { known, notKnown } from '../../core/known.ts';
import type { OptionShape, OptionValue } from '../../core/commands.ts';

interface Builtin {
  readonly dest: string;
  readonly action?: string;
  readonly type?: string;
  readonly default?: OptionValue;
  readonly choices?: readonly OptionValue[];
}

/** `-h`, which argparse gives to every parser. */
export const helpOption: OptionShape = builtin(['-h', '--help'], {
  dest: 'help',
  action: 'help',
  default: '==SUPPRESS==',
});

export const skipChecks: OptionShape = builtin(['--skip-checks'], { dest: 'skip_checks', action: 'store_true' });

/** What `BaseCommand.create_parser` registers on every command, the two above left out. */
export const djangoOptions: readonly OptionShape[] = [
  builtin(['--version'], { dest: 'version', action: 'version', default: '==SUPPRESS==' }),
  builtin(['-v', '--verbosity'], { dest: 'verbosity', type: 'builtins.int', default: 1, choices: [0, 1, 2, 3] }),
  builtin(['--settings'], { dest: 'settings' }),
  builtin(['--pythonpath'], { dest: 'pythonpath' }),
  builtin(['--traceback'], { dest: 'traceback', action: 'store_true' }),
  builtin(['--no-color'], { dest: 'no_color', action: 'store_true' }),
  builtin(['--force-color'], { dest: 'force_color', action: 'store_true' }),
];

function builtin(strings: readonly string[], given: Builtin): OptionShape {
  const { dest, action = 'store', type = null, choices = null } = given;
  return {
    strings,
    dest: known(dest),
    action: known(action),
    type: known(type),
    default: known(given.default ?? (action === 'store_true' ? false : null)),
    choices: known(choices),
    nargs: known(action === 'store' ? null : 0),
    required: known(false),
    help: notKnown,
  };
}
