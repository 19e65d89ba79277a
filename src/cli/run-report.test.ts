import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reporter as checkJson } from '../reporting/json.ts';
import { reporter as json } from '../reporting/probe/json.ts';
import { exampleProbeRun } from '../reporting/testing/example-probe-run.ts';
import { exampleContext, exampleRun } from '../reporting/testing/example-run.ts';
import { recordRun } from './record-run.ts';
import type { ReportOptions } from './report-options.ts';
import { runReport } from './run-report.ts';
import type { Session } from './session.ts';

let root = '';
let printed = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synclint-report-'));
  printed = '';
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function report(files: readonly string[], options: ReportOptions = {}, cwd = root) {
  const session: Session = {
    cwd,
    print: (text) => {
      printed += String(text);
      return Promise.resolve();
    },
    log: () => Promise.resolve(),
    terminals: { output: false, log: false },
    environment: {},
    interruption: new AbortController().signal,
    beforeLeaving: () => () => undefined,
  };
  return runReport(files, options, session);
}

function put(name: string, text: string): string {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  return name;
}

const read = (name: string): string => readFileSync(join(root, name), 'utf8');

function store() {
  return recordRun(exampleProbeRun(), {
    root,
    selection: { names: [], only: [], skip: [] },
    at: new Date('2026-11-30T20:00:00Z'),
    tool: '0.1.0',
    json: (run) => json(run, exampleContext({ durationMs: 1 })),
  });
}

describe('a report', () => {
  test('is made of the last run, from anywhere in the project', async () => {
    await store();
    await store();
    mkdirSync(join(root, 'ingestion/sync'), { recursive: true });
    expect(await report([], {}, join(root, 'ingestion/sync'))).toBe(0);
    expect(printed).toBe(`${root}/.synclint/report.html\n`);
    expect(read('.synclint/report.html')).toContain('Verdicts of the last 2 runs');
    expect(read('.synclint/report.html')).not.toContain(root);
  });

  test('is made of the files that are named', async () => {
    const files = [
      put('probe.json', json(exampleProbeRun(), exampleContext())),
      put('check.json', checkJson(exampleRun(), exampleContext())),
    ];
    await report(files, { outputFile: 'page.html' });
    expect(printed).toBe('page.html\n');
    expect(read('page.html')).toContain('Static check');
    expect(read('page.html')).toContain('from probe.json, check.json.');
    expect(readdirSync(root).sort()).toEqual(['check.json', 'page.html', 'probe.json']);
  });

  test.each([
    ['{', /^`run\.json`: no JSON: /],
    ['{"runs": []}', /^`run\.json`: SARIF; /],
    ['{"version": 1, "commands": [{"name": 7}]}', /^`run\.json`: `[\w.[\]]+`: expected /],
  ])('is refused for a file that holds %s, with what is wrong and where', async (text, expected) => {
    await expect(report([put('run.json', text)])).rejects.toThrow(expected);
    expect(readdirSync(root)).toEqual(['run.json']);
  });

  test('is refused where there is nothing to read, or what is read would be overwritten', async () => {
    await expect(report([])).rejects.toThrow('there is no `.synclint/probe-commands.json` here or above');
    await expect(report(['gone.json'])).rejects.toThrow('cannot read `gone.json` (ENOENT)');
    await expect(report(['gone/run.json'])).rejects.toThrow('there is no folder');
    const file = put('run.json', json(exampleProbeRun(), exampleContext()));
    await expect(report([file], { outputFile: 'run.json' })).rejects.toThrow('is one of the files that are read');
  });
});
