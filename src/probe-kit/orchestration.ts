import type { Command, SyncCommand } from '../core/commands.ts';
import { entityOf } from '../core/entity-name.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Unplanned } from './unplanned.ts';
import type { Child } from './seen.ts';

/** Names of the commands that the run on paper starts, each once. */
export function childrenOnPaper(command: Command, project: ProjectModel): readonly string[] {
  const run = project.run(command, 'real');
  const calls = run === undefined ? [] : project.childrenOf(run);
  return [...new Set(calls.flatMap(({ children }) => children.map(({ name }) => name)))].filter(
    (name) => name !== command.name,
  );
}

/** Some are called like an orchestrator and do all the work themselves. */
function worksByItself(command: Command, project: ProjectModel): boolean {
  const run = project.run(command, 'real');
  return run?.complete === true && run.events.some((event) => event.kind === 'history' && event.action === 'create');
}

export function startsChildren(command: Command, project: ProjectModel): boolean {
  if (childrenOnPaper(command, project).length > 0) return true;
  return syncCommandOf(command, project)?.kind === 'orchestrator' && !worksByItself(command, project);
}

/** Why there is nothing to orchestrate; undefined where the command starts others. */
export function withoutChildren(command: Command, project: ProjectModel): Unplanned | undefined {
  return startsChildren(command, project) ? undefined : { notApplicable: 'it starts no other command' };
}

export function syncCommandOf({ module }: Command, project: ProjectModel): SyncCommand | undefined {
  return project.syncCommands().find((command) => command.module === module);
}

/** Why requests cannot fail; undefined where they may. */
export function withoutRequests(command: Command, project: ProjectModel): Unplanned | undefined {
  const system = databaseSystemOf(command, project);
  return system === undefined
    ? undefined
    : { notApplicable: `\`${system}\` is read from its database: there is no API to ask` };
}

/** The system of a command that reads it from its database; undefined for all other commands. */
export function databaseSystemOf(command: Command, project: ProjectModel): string | undefined {
  const system = syncCommandOf(command, project)?.system;
  return system !== undefined && project.policy.systems[system]?.source === 'database' ? system : undefined;
}

/** What a child copies, as `orchestration.depends` and `--entities` call it. */
export function entityOfChild(child: string, project: ProjectModel): string | undefined {
  const patterns = Object.values(project.policy.systems).flatMap(({ commands }) => commands);
  return entityOf(child, patterns);
}

/** Children that the command itself started: not those that these started in turn. */
export function ownChildren(children: readonly Child[]): readonly Child[] {
  return children.filter((child) => !children.some((other) => other !== child && isWithin(child, other)));
}

/** Started in the thread of another one, before that one ended. */
function isWithin(child: Child, other: Child): boolean {
  return (
    child.thread === other.thread &&
    child.at > other.at &&
    (other.ended_at === null || child.at < other.ended_at) &&
    child.stack.length > other.stack.length
  );
}

export interface Misorder {
  readonly child: Child;
  readonly dependency: Child;
}

/** Children that began before one that they depend on had ended. */
export function misordered(children: readonly Child[], project: ProjectModel): readonly Misorder[] {
  const { depends } = project.policy.orchestration;
  return children.flatMap((child) => {
    const entity = entityOfChild(child.name, project);
    const parents = entity === undefined || !Object.hasOwn(depends, entity) ? [] : (depends[entity] ?? []);
    const early = children.filter((other) => {
      const name = entityOfChild(other.name, project);
      return name !== undefined && parents.includes(name) && isSameSystem(child, other, project);
    });
    return early
      .filter((dependency) => dependency.ended_at === null || dependency.ended_at > child.at)
      .map((dependency) => ({ child, dependency }));
  });
}

/** Entities of two systems may have one name. */
function isSameSystem(a: Child, b: Child, project: ProjectModel): boolean {
  const system = (name: string) => project.syncCommands().find((command) => command.name === name)?.system;
  return system(a.name) === system(b.name);
}

/**
 * Texts by which the requests of children are told from those of others, whose API is made to fail: of one child, or of two where
 * there are more, since the URLs of one may be called otherwise. None where the code does not say what they copy.
 */
export function failingTexts(command: Command, project: ProjectModel): readonly string[] {
  const texts = childrenOnPaper(command, project).flatMap((child) => {
    // `text_messages` is `text-messages` or `textMessages` in a URL.
    const text = entityOfChild(child, project)?.split('_')[0];
    return text !== undefined && text.length > 2 && text !== 'all' ? [text] : [];
  });
  const different = [...new Set(texts)];
  return different.slice(0, different.length > 2 ? 2 : 1);
}
