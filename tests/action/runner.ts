import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { repository } from '../cli/compiled.ts';

const texts = z.record(z.string(), z.string());

const stepSchema = z.object({
  name: z.string(),
  id: z.optional(z.string()),
  if: z.optional(z.string()),
  shell: z.optional(z.literal('bash')),
  'working-directory': z.optional(z.string()),
  env: z.optional(texts),
  run: z.optional(z.string()),
  uses: z.optional(z.string()),
  with: z.optional(texts),
});

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(stepSchema) }),
});

export const action = actionSchema.parse(parse(readFileSync('action.yml', 'utf8')));

/** What a workflow and an event make of the variables and contexts that the action reads. */
export interface Surroundings {
  readonly workspace: string;
  /** An empty folder. */
  readonly temporary: string;
  readonly event?: string;
  /** Of a pull request: the repository that it comes from. */
  readonly headRepository?: string;
}

export interface Outcome {
  /** Of the first step that failed, else 0. */
  readonly status: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Inputs of the actions that would be started, by their name without the version. */
  readonly started: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Carries out the steps of `action.yml` one after the other, as a runner would; other actions are only noted. */
export function runAction(inputs: Readonly<Record<string, string>>, surroundings: Surroundings): Outcome {
  const files = { output: join(surroundings.temporary, 'output'), summary: join(surroundings.temporary, 'summary') };
  const outputs: Record<string, string> = {};
  const started: Record<string, Record<string, string>> = {};
  const fill = (text: string) => text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => lookUp(expression));
  let log = '';

  function lookUp(expression: string): string {
    const [, kind, name = ''] = /^(inputs|steps\.check\.outputs)\.([\w-]+)$/.exec(expression) ?? [];
    if (kind === 'inputs' && name in action.inputs) return inputs[name] ?? action.inputs[name]?.default ?? '';
    if (kind !== undefined) return outputs[name] ?? '';
    if (expression === 'github.event.pull_request.head.repo.full_name') return surroundings.headRepository ?? '';
    throw new Error(`unknown expression: ${expression}`);
  }

  const ended = (status: number | null): Outcome => ({ status, log, summary: read(files.summary), outputs, started });
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !holds(step.if, outputs)) continue;
    if (step.uses !== undefined) started[step.uses.replace(/@.*/, '')] = mapValues(step.with ?? {}, fill);
    if (step.run === undefined) continue;
    const script = join(surroundings.temporary, 'step.sh');
    writeFileSync(script, step.run);
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: join(surroundings.workspace, fill(step['working-directory'] ?? '.')),
      env: { ...runnerEnvironment(surroundings, files), ...mapValues(step.env ?? {}, fill) },
      encoding: 'utf8',
    });
    log += stdout + stderr;
    for (const [, name = '', value = ''] of read(files.output).matchAll(/^([\w-]+)=(.*)$/gm)) outputs[name] = value;
    if (status !== 0) return ended(status);
  }
  return ended(0);
}

function holds(condition: string, outputs: Readonly<Record<string, string>>): boolean {
  const [, name = '', value] = /^\$\{\{ steps\.check\.outputs\.(\w+) == '(\w+)' \}\}$/.exec(condition) ?? [];
  if (value === undefined) throw new Error(`unknown condition: ${condition}`);
  return outputs[name] === value;
}

function runnerEnvironment(
  { workspace, temporary, event = 'push' }: Surroundings,
  files: { readonly output: string; readonly summary: string },
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: repository,
    GITHUB_EVENT_NAME: event,
    GITHUB_OUTPUT: files.output,
    GITHUB_REPOSITORY: 'crm/warehouse',
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
  };
}

function mapValues(values: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
