import { describe, expect, test } from 'vitest';
import type { ProbeRun } from '../../core/probe-run.ts';
import { exampleCommand, exampleProbeRun } from '../testing/example-probe-run.ts';
import { exampleContext } from '../testing/example-run.ts';
import { junitGrammar, parseXml, strangeParts } from '../testing/xml-document.ts';
import { reporter as junit } from './junit.ts';

describe('the junit format', () => {
  const root = parseXml(junit(exampleProbeRun(), exampleContext()));

  test('has the elements and attributes that CI servers know', () => {
    expect(strangeParts(root, junitGrammar)).toEqual([]);
    expect(root.tag).toBe('testsuites');
  });

  test('counts what it holds', () => {
    const cases = root.children.flatMap(({ children }) => children);
    const number = (tag: string): string => String(cases.filter(({ children }) => children[0]?.tag === tag).length);
    expect(root.attributes).toMatchObject({
      tests: String(cases.length),
      failures: number('failure'),
      errors: number('error'),
    });
    expect(number('skipped')).toBe('3');
    expect(root.children.map(({ attributes }) => [attributes['tests'], attributes['skipped']])).toEqual([
      ['3', '2'],
      ['3', '0'],
      ['3', '1'],
    ]);
  });

  test('says where a flaw is, with its stack', () => {
    const [, tasks] = root.children;
    expect(tasks?.children[1]?.attributes).toEqual({
      classname: 'ingestion.management.commands.sync_arrivy_tasks',
      name: 'dry-run-writes-nothing',
      time: '0.058',
    });
    expect(tasks?.children[1]?.children[0]?.text.split('\n')).toEqual([
      'ingestion/sync/arrivy/engines/tasks.py:41: a dry run inserted 3 rows into `ingestion_arrivytask`',
      '    at ingestion/management/commands/sync_arrivy_tasks.py:22 in handle',
      '    at ingestion/sync/arrivy/engines/tasks.py:18 in run',
      '    at ingestion/sync/arrivy/engines/tasks.py:41',
      'the process ended with exit code 0 after status 500',
    ]);
  });

  test('is well-formed whatever the texts hold', () => {
    const hostile = `"]]>&<!--\u0000\u001b[31m\ud800 \ufffe'\n</failure>`;
    const run: ProbeRun = exampleProbeRun({
      commands: [
        {
          command: exampleCommand('sync_<&">'),
          verdicts: [
            {
              probe: 'survives-server-error',
              verdict: { outcome: 'falsified', evidence: [{ summary: hostile }] },
              milliseconds: 1,
            },
            {
              probe: 'command-loads',
              verdict: { outcome: 'inconclusive', reason: hostile },
              milliseconds: 1,
            },
          ],
        },
      ],
    });
    const [suite] = parseXml(junit(run, exampleContext())).children;
    expect(suite?.attributes['name']).toBe('sync_<&">');
    expect(suite?.children[1]?.children[0]?.attributes['message']).toContain(`"]]>&<!--\ufffd\ufffd[31m\ufffd`);
  });
});
