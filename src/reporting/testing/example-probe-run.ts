import type { Command, OptionSet } from '../../core/commands.ts';
import { fingerprint, ruleId, type Finding } from '../../core/finding.ts';
import { resultOf } from '../../core/evidence-record.ts';
import { known } from '../../core/known.ts';
import { filePath, symbolId } from '../../core/location.ts';
import type { ProbedCommand, ProbedProperty, ProbeRun, ProbeVerdict } from '../../core/probe-run.ts';
import type { Corroboration, Evidence } from '../../core/verdict.ts';
import { at, commandFile, exampleRun, missingFlag, syncField } from './example-run.ts';

const none: OptionSet = {
  options: [],
  builtin: [],
  subcommands: [],
  defaults: [],
  clashes: [],
  unresolved: [],
  accepts: () => 'no',
};

export function exampleCommand(name: string): Command {
  const file = filePath(`ingestion/management/commands/${name}.py`);
  return {
    name,
    module: symbolId(`ingestion.management.commands.${name}`),
    file,
    at: at(file, 4, 7, 4, 14),
    help: known(''),
    options: none,
    omittedBases: [],
    bases: [],
    optionPlaces: [],
  };
}

export const writeInDryRun: Evidence = {
  summary: 'a dry run inserted 3 rows into `ingestion_arrivytask`',
  at: { file: filePath('ingestion/sync/arrivy/engines/tasks.py'), line: 41, function: 'store' },
  stack: [
    { file: commandFile, line: 22, function: 'handle' },
    { file: filePath('ingestion/sync/arrivy/engines/tasks.py'), line: 18, function: 'run' },
    { file: filePath('ingestion/sync/arrivy/engines/tasks.py'), line: 41 },
  ],
  details: {
    statements: ['INSERT INTO "ingestion_arrivytask" ("id", "title") VALUES (%s, %s)', 'COMMIT'],
    rows: 3,
    requests: [
      { method: 'GET', url: 'https://api.arrivy.example/v1/tasks?page=1', status: 200, served: 3 },
      { method: 'GET', url: 'https://api.arrivy.example/v1/tasks?page=2', status: 404, served: null },
    ],
    output: 'Syncing tasks\n3 tasks stored\n',
    arguments: ['--dry-run', '--batch-size', '50'],
  },
};

const withoutPlace: Evidence = { summary: 'the process ended with exit code 0 after status 500', severity: 'warning' };

const probes: readonly ProbedProperty[] = [
  {
    id: 'command-loads',
    title: 'Command loads',
    property: 'the command can be imported and prints its help',
    group: 'Arguments',
    corroborates: ['missing-required-flag'],
    severity: 'error',
  },
  {
    id: 'dry-run-writes-nothing',
    title: 'Dry run that writes',
    property: 'a dry run leaves nothing behind',
    group: 'Dry run',
    corroborates: ['effect-in-dry-run'],
    severity: 'error',
  },
  {
    id: 'survives-server-error',
    title: 'Server error that is no failure',
    property: 'an error of the server ends the command with a message and a non-zero exit code',
    group: 'Faults',
    corroborates: [],
    severity: 'warning',
  },
];

/** All five outcomes, all four trends, evidence with and without a place. */
const commands: readonly ProbedCommand[] = [
  {
    command: exampleCommand('sync_arrivy_groups'),
    verdicts: [
      { probe: 'command-loads', verdict: { outcome: 'holds', trials: 1 }, milliseconds: 12.4, trend: 'still-passing' },
      verdict('dry-run-writes-nothing', 'not-applicable', 'it has no dry run'),
      verdict('survives-server-error', 'bypassed', 'the source is retired'),
    ],
  },
  {
    command: exampleCommand('sync_arrivy_tasks'),
    verdicts: [
      { probe: 'command-loads', verdict: { outcome: 'holds', trials: 1 }, milliseconds: 11, trend: 'fixed' },
      {
        probe: 'dry-run-writes-nothing',
        verdict: { outcome: 'falsified', evidence: [writeInDryRun, withoutPlace] },
        milliseconds: 57.6,
        trend: 'regressed',
      },
      verdict('survives-server-error', 'inconclusive', 'no fixture for `https://api.arrivy.example/v1/tasks`'),
    ],
  },
  {
    command: exampleCommand('sync_arrivy_visits'),
    verdicts: [
      { probe: 'command-loads', verdict: { outcome: 'holds', trials: 1 }, milliseconds: 10 },
      verdict('dry-run-writes-nothing', 'not-applicable', 'it has no dry run'),
      {
        probe: 'survives-server-error',
        verdict: { outcome: 'falsified', evidence: [withoutPlace] },
        milliseconds: 31,
        trend: 'still-failing',
      },
    ],
  },
];

function verdict(probe: string, outcome: 'not-applicable' | 'bypassed' | 'inconclusive', reason: string): ProbeVerdict {
  return { probe, verdict: { outcome, reason }, milliseconds: outcome === 'inconclusive' ? 40 : 0 };
}

const corroborations: readonly Corroboration[] = [
  { state: 'confirmed', probe: 'dry-run-writes-nothing', reason: writeInDryRun.summary, evidence: writeInDryRun },
  { state: 'refuted', probe: 'command-loads', reason: 'the runs came to it, and it held', evidence: null },
  { state: 'not-exercised', probe: 'dry-run-writes-nothing', reason: 'it has no dry run', evidence: null },
  { state: 'inconclusive', probe: 'survives-server-error', reason: 'it was not run', evidence: null },
  { state: 'not-exercised', probe: null, reason: 'no probe executes this', evidence: null },
];

/** One for each state of a corroboration, and one that no probe has looked at. */
const findings = corroborations.map((corroboration, index): Finding => ({
  ...(index % 2 === 0 ? missingFlag : syncField),
  severity: corroboration.state === 'confirmed' ? 'error' : corroboration.state === 'refuted' ? 'note' : 'warning',
  fingerprint: fingerprint(`${corroboration.state}-${corroboration.probe === null ? '4e5f6a7b' : '0a1b2c3d'}`),
  corroboration,
}));

const metrics = { executed: 6, passed: 3, failed: 2, inconclusive: 1, runs: 7, commands: 3 };

export function exampleProbeRun(parts: Partial<ProbeRun> = {}): ProbeRun {
  const flaw = exampleRun().rules.map(({ family, rule }) => ({ family, rule: { ...rule, id: ruleId(rule.id) } }));
  return {
    ...exampleRun({ findings }),
    rules: flaw,
    surroundings: {
      id: 'r-7f3a91',
      engine: 'SQLite 3.40.1',
      fence: 'redirect, audit hook, landlock',
      python: '3.12.4',
      django: '5.2.3',
      seed: 1,
      notes: ['`ARRIVY_API_KEY` was not set and got a value that is nobody’s'],
    },
    probes,
    commands,
    record: {
      attempted: 9,
      executed: 6,
      passed: 3,
      failed: 2,
      inconclusive: 1,
      skipped: [
        { reason: 'it has no dry run', count: 2 },
        { reason: 'the source is retired', count: 1 },
      ],
      assertions: 6,
      durationMs: 1834.2,
      metrics,
      gates: [
        resultOf({ metric: 'executed', operator: '>=', threshold: 1, severity: 'error' }, metrics),
        resultOf({ metric: 'failed', operator: '==', threshold: 0, severity: 'error' }, metrics),
        resultOf({ metric: 'escapes', operator: '==', threshold: 0, severity: 'warning' }, metrics),
      ],
    },
    ...parts,
  };
}

/** So many commands, of which all verdicts are like those of the three of the example. */
export function manyCommands(count: number): ProbeRun {
  const run = exampleProbeRun();
  const many = Array.from({ length: count }, (_, index): ProbedCommand => {
    const model = commands[index % commands.length];
    const command = exampleCommand(`sync_arrivy_entity_${String(index).padStart(2, '0')}`);
    return { command, verdicts: model?.verdicts ?? [] };
  });
  return { ...run, commands: many };
}
