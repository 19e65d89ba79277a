import type { Command } from '../core/commands.ts';
import type { Finding } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Probe } from '../core/probe.ts';
import type { RunPlan } from '../core/trial.ts';

/** A run of a probe, and which lines of findings it came to. */
export interface WatchedRun {
  /** The probe's name of the trial that it is one of. */
  readonly trial: string;
  readonly plan: RunPlan;
  /** It was stopped: how it would have ended, nobody knows. */
  readonly isKilled: boolean;
  readonly cameTo: (place: Location) => boolean;
}

/** Everything that a probe ran for a command. */
export interface Exercise {
  readonly command: Command;
  readonly probe: Probe;
  readonly runs: readonly WatchedRun[];
  /** Whether importing the project came to a line: no run does so again. */
  readonly isLoaded: (place: Location) => boolean;
}

/** The runs that came to all lines of a finding; without any, why not. */
export type Exercised =
  { readonly by: readonly [WatchedRun, ...WatchedRun[]] } | { readonly missed: string } | { readonly unclear: string };

/** Which runs exercised what a finding says: its line, and the lines that lead to it, under the circumstances that it is about. */
export function exercisedBy(finding: Finding, exercise: Exercise): Exercised {
  const { probe, runs } = exercise;
  const lines = linesOf(finding, exercise);
  const controls = runs.filter(({ trial }) => probe.controls?.includes(trial) === true);
  const compared = new Set(controls.map(({ plan }) => JSON.stringify(plan)));
  const trials = runs.filter(({ plan }) => !compared.has(JSON.stringify(plan)));
  const isThrough = ({ cameTo }: WatchedRun): boolean => lines.every(cameTo);
  const [first, ...rest] = trials.filter(isThrough);
  if (first === undefined) return { missed: reasonOf(lines, trials, controls) };
  const [line] = lines;
  if (probe.apart === true && line !== undefined && controls.some(isThrough)) {
    return { unclear: `runs without the fault come to ${nameOf(line)} as well` };
  }
  return { by: [first, ...rest] };
}

function reasonOf(lines: readonly Location[], trials: readonly WatchedRun[], controls: readonly WatchedRun[]): string {
  const missed = lines.find((line) => !trials.some(({ cameTo }) => cameTo(line)));
  if (missed === undefined) return 'no run came to all lines that lead to it';
  if (controls.some(({ cameTo }) => cameTo(missed))) {
    return `the line ${nameOf(missed)} was not reached, but by the run to compare with`;
  }
  return `the line ${nameOf(missed)} was not reached`;
}

/** The lines that runs come to if they do what the finding says, its own first. */
function linesOf({ at, flow }: Finding, { command, isLoaded }: Exercise): readonly Location[] {
  const places = [at, ...flow];
  return places.filter((place, index) => {
    if (isSame(place, command.at) || places.findIndex((other) => isSame(other, place)) < index) return false;
    // Steps at module level, and declarations, were gone through when the project was imported.
    return !isLoaded(place) || (index === 0 && !isDeclaration(place, command));
  });
}

/** It stands on the name of the command's class, or on the declaration of an option: no line of a run would be its own. */
export function isAboutCommand({ at }: Finding, command: Command): boolean {
  return isSame(command.at, at) || isDeclaration(at, command);
}

function isDeclaration(place: Location, { options }: Command): boolean {
  return options.options.some((option) => option.declaredAt.some((at) => isSame(at, place)));
}

function isSame(a: Location, b: Location): boolean {
  return a.file === b.file && a.region.startLine === b.region.startLine;
}

function nameOf({ file, region }: Location): string {
  return `${file}:${region.startLine}`;
}
