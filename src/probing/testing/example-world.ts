import type { Command } from '../../core/commands.ts';
import type { Probe } from '../../core/probe.ts';
import type { ProjectModel } from '../../core/project-model.ts';
import { projectOf } from '../../testing/in-memory.ts';
import type { RequestRecord } from '../../core/trial.ts';
import type { Ready, RunRequest, RunResult } from '../protocol.ts';
import type { World } from '../world.ts';

export const project: ProjectModel = projectOf({
  'shop/management/commands/load.py': [
    'from django.core.management.base import BaseCommand',
    'class Command(BaseCommand):',
    '    def add_arguments(self, parser):',
    '        parser.add_argument("--dry-run", action="store_true")',
    '    def handle(self, *args, **options):',
    '        pass',
  ],
  'shop/management/commands/send.py': [
    'from django.core.management.base import BaseCommand',
    'class Command(BaseCommand):',
    '    def handle(self, *args, **options):',
    '        pass',
  ],
});

export const [load, send] = project.commands() as readonly [Command, Command];

export function exampleProbe(parts: Partial<Probe>): Probe {
  return {
    id: 'writes-nothing',
    title: 'Writes nothing',
    property: 'nothing is written',
    group: 'Dry run',
    corroborates: [],
    severity: 'error',
    since: '0.1.0',
    observation: { parse: (value) => value },
    plan: () => ({ trials: { plain: { runs: [{ arguments: [] }] } } }),
    judge: () => ({ outcome: 'holds', trials: 1 }),
    ...parts,
  };
}

const exampleResult: RunResult = {
  kind: 'result',
  id: 1,
  exit: { kind: 'returned' },
  stdout: { text: '', bytes: 0 },
  stderr: { text: '', bytes: 0 },
  observations: {},
  reached: [],
  seams: {},
  contacts: 0,
  trouble: null,
  milliseconds: 10,
  cpuMilliseconds: 5,
};

export interface ExampleWorld extends World {
  readonly asked: Omit<RunRequest, 'kind' | 'id'>[];
  /** Exchanges of the simulator that are not closed. */
  open(): number;
}

/** Answers every run with a result; nothing is executed. */
export function exampleWorld(
  result: (request: Omit<RunRequest, 'kind' | 'id'>) => Partial<RunResult>,
  commands: Ready['commands'] = {},
  requests: readonly RequestRecord[] = [],
): ExampleWorld {
  const asked: Omit<RunRequest, 'kind' | 'id'>[] = [];
  let open = 0;
  return {
    asked,
    open: () => open,
    sandbox: {
      ready: {
        kind: 'ready',
        python: '3.12.1',
        django: '5.2',
        engine: 'SQLite',
        fence: 'redirect, audit hook, landlock',
        notes: [],
        secrets: [],
        commands,
        loaded: [],
      },
      run: (request) => {
        asked.push(request);
        return Promise.resolve({ ...exampleResult, ...result(request) });
      },
      close: () => Promise.resolve(),
    },
    api: {
      open: () => {
        open += 1;
        const close = () => Promise.resolve(void (open -= 1));
        return Promise.resolve({ port: 8000 + open, requests: () => requests, close });
      },
      close: () => Promise.resolve(),
    },
    shapeFor: () => undefined,
    unusedAnswers: () => ({ own: [], shipped: new Map() }),
    sourcesUnder: () => ({ tables: null, seams: null }),
    deadline: 30,
    jobs: 2,
    interruption: new AbortController().signal,
  };
}
