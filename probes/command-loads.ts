import {
  defineProbe,
  evidence,
  inconclusive,
  seen,
  stackOf,
  syncCommandOf,
  verdictOf,
  type Evidence,
} from '#probe-kit';
import { endingOf, isSuccess, type Command, type ProjectModel } from '#probe-kit';

/**
 * Imports the command, makes its parser and asks for help.
 *
 * @remarks
 * A command that cannot be imported, or whose parser cannot be made, fails the night it is needed. Of a command of a
 * configured system every required flag has to be in the help, with a text. A package that is not installed where the
 * probes run says nothing about the command: that is inconclusive.
 */
export const probe = defineProbe({
  id: 'command-loads',
  title: 'The command loads and lists its required flags',
  property: 'the command is imported, and its help explains every required flag',
  group: 'Arguments',
  corroborates: ['missing-required-flag', 'conflicting-flag', 'unresolvable-import', 'undocumented-flag'],
  flaw: 'broken-command',
  severity: 'error',
  since: '0.1.0',
  observation: seen.parser,

  plan: () => ({ trials: { help: { runs: [{ arguments: ['--help'] }] } } }),

  judge({ help: [run] }, command, project) {
    const { exit, observation } = run;
    if (exit.kind === 'exception') {
      if (isMissingPackage(exit.type, exit.message, project)) {
        return inconclusive(`the Python environment is not that of the project: ${exit.message}`);
      }
      const parts = { stack: stackOf(exit), flaw: flawOf(exit.type) };
      return verdictOf([evidence(`\`${command.name}\` cannot be loaded: ${endingOf(exit)}`, parts)], 1);
    }
    if (!isSuccess(exit)) return inconclusive(`its help cannot be asked for: ${endingOf(exit)}`);
    if (observation.parser === null) return inconclusive('its parser could not be seen');
    return verdictOf(missingFlags(observation.parser, command, project), 1);
  },
});

function flawOf(type: string): string {
  if (/ArgumentError$/.test(type)) return 'conflicting-flag';
  return /(ImportError|ModuleNotFoundError)$/.test(type) ? 'unresolvable-import' : 'broken-command';
}

/** `No module named 'requests'` is about the environment, `No module named 'ingestion.clients'` about the project. */
function isMissingPackage(type: string, message: string, project: ProjectModel): boolean {
  const [, top] = /ModuleNotFoundError$/.test(type) ? (/No module named '([^'.]+)/.exec(message) ?? []) : [];
  return top !== undefined && !project.commandModules().some(({ module }) => module.split('.')[0] === top);
}

type Options = NonNullable<seen.Parser['parser']>;

function missingFlags(options: Options, command: Command, project: ProjectModel): readonly Evidence[] {
  const sync = syncCommandOf(command, project);
  if (sync === undefined) return [];
  const { required, requiredWith, orchestrator } = project.policy.flags;
  const present = (flag: string) => options.find(({ flags }) => flags.includes(flag));
  const wanted = Object.entries(requiredWith).flatMap(([flag, other]) => (present(other) === undefined ? [] : [flag]));
  const ofAll = sync.kind === 'orchestrator' ? orchestrator : [];
  return [...required, ...wanted, ...ofAll].flatMap((flag) => {
    const option = present(flag);
    const details = { flag };
    if (option === undefined) {
      const severity = ofAll.includes(flag) ? 'warning' : 'error';
      return [evidence(`the help of \`${command.name}\` does not list \`${flag}\``, { details, severity })];
    }
    if (option.help !== null && option.help.trim() !== '') return [];
    const parts = { details, severity: 'note', flaw: 'undocumented-flag' } as const;
    return [evidence(`the help of \`${command.name}\` does not explain \`${flag}\``, parts)];
  });
}
