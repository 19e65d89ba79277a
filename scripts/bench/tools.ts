import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from './interleave.ts';

interface Tool {
  readonly name: string;
  readonly command: string;
  /** What its `--version` begins with: other programs have the name as well. */
  readonly saysOfItself: RegExp;
  /** Rules that somebody would have to write first, beside the project. */
  readonly args: (own: string, folder: string) => readonly string[];
}

/**
 * What people lint Python with. None of them knows what a management command accepts or does, so that these are comparisons of
 * how long one waits, not of what one learns.
 */
const tools: readonly Tool[] = [
  { name: 'ruff', command: 'ruff', saysOfItself: /^ruff \d/, args: () => ['check', '--no-cache', '--quiet', '.'] },
  { name: 'flake8', command: 'flake8', saysOfItself: /^\d+\.\d+/, args: () => ['-q', '.'] },
  {
    name: 'pylint (errors only)',
    command: 'pylint',
    saysOfItself: /^pylint \d/,
    args: () => ['--errors-only', '--recursive=y', '--jobs=0', '.'],
  },
  {
    name: 'semgrep (one rule)',
    command: 'semgrep',
    saysOfItself: /^\d+\.\d+/,
    args: (own) => [
      ...['scan', '--metrics=off', '--disable-version-check', '--quiet'],
      ...['--config', join(own, 'semgrep.yml'), '.'],
    ],
  },
  {
    name: 'import-linter (one contract)',
    command: 'lint-imports',
    saysOfItself: /./,
    args: (own) => ['--no-cache', '--config', join(own, 'importlinter.ini')],
  },
  {
    name: 'ast-grep (one pattern)',
    command: 'ast-grep',
    saysOfItself: /^ast-grep \d/,
    args: () => ['run', '--lang', 'python', '--pattern', 'raise CommandError($$$)', '.'],
  },
];

/** The tools that are installed, each with its version in its name. */
export function toolCases(folder: string): readonly Case[] {
  const own = mkdtempSync(join(tmpdir(), 'synclint-rules-'));
  process.once('exit', () => {
    rmSync(own, { recursive: true, force: true });
  });
  writeFileSync(join(own, 'semgrep.yml'), semgrepRule);
  writeFileSync(join(own, 'importlinter.ini'), importContract(packagesIn(folder)));
  return tools.flatMap(({ name, command, saysOfItself, args }): readonly Case[] => {
    const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    const usable = command === 'lint-imports' ? status !== null && packagesIn(folder).length > 1 : status === 0;
    if (!usable || !saysOfItself.test(stdout)) return [];
    const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? '';
    // Each has its own way to say that it found something.
    const exitCodes = Array.from({ length: 64 }, (_, code) => code);
    return [{ name: `${name} ${version}`.trim(), command, args: args(own, folder), cwd: folder, exitCodes, enough: 3 }];
  });
}

function packagesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  return names.filter((name) => existsSync(join(folder, name, '__init__.py')));
}

const semgrepRule = `rules:
  - id: command-error
    languages: [python]
    severity: WARNING
    message: raises
    pattern: raise CommandError(...)
`;

/** Every package of the project, one of which is not to import another. */
function importContract([first = '', second = '', ...others]: readonly string[]): string {
  return [
    '[importlinter]',
    'root_packages =',
    ...[first, second, ...others].map((name) => `    ${name}`),
    '[importlinter:contract:one]',
    'name = one',
    'type = forbidden',
    `source_modules = ${first}`,
    `forbidden_modules = ${second}`,
    '',
  ].join('\n');
}
