import type { ConfigurationSource } from './configuration.ts';

/** Names of folders that hold no code of the project; patterns as in `exclude`. */
const exclude = [
  ...['.bzr', '.direnv', '.eggs', '.git', '.hg', '.idea', '.ipynb_checkpoints', '.mypy_cache', '.nox', '.pytest_cache'],
  ...['.ruff_cache', '.svn', '.synclint', '.tox', '.venv', '.vscode', '__pycache__', '__pypackages__', '_build'],
  ...['build', 'dist', 'node_modules', 'site-packages', 'venv', '*.bak', '*.egg-info'],
];

/** What holds where nothing is configured. */
export const defaults: ConfigurationSource = {
  kind: 'default',
  name: 'default',
  settings: {
    'extend-select': [],
    ignore: [],
    exclude,
    'extend-exclude': [],
    'respect-gitignore': true,
    'per-file': [],
    commands: { scope: ['**/management/commands/*.py'] },
    flags: {
      required: [],
      'required-with': { '--end-date': '--start-date' },
      orchestrator: ['--entities', '--parallel'],
      // In any project these flags say what they say; the rules about dry runs need no preset.
      'dry-run': { names: ['--dry-run', '--dry', '--simulate'], inverted: ['--commit', '--wet-run'] },
    },
    history: { statuses: [] },
    state: { fields: [], tables: [], allow: [] },
    layers: { order: [], shared: [] },
  },
};
