import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { ProbeRun } from '../../core/probe-run.ts';
import { exampleCommand, exampleProbeRun } from '../testing/example-probe-run.ts';
import { exampleContext } from '../testing/example-run.ts';
import { reporter as junit } from './junit.ts';

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

/** What each element may have, as the schema of Jenkins' xUnit plug-in says (junit-10.xsd). */
const allowed: Readonly<Record<string, { readonly attributes: string; readonly children: string }>> = {
  testsuites: { attributes: 'name time tests failures errors disabled', children: 'testsuite' },
  testsuite: {
    attributes: 'name tests failures errors skipped time timestamp hostname id package file group log url version',
    children: 'testcase',
  },
  testcase: { attributes: 'classname name time status class file line assertions', children: 'failure error skipped' },
  failure: { attributes: 'message type', children: '' },
  error: { attributes: 'message type', children: '' },
  skipped: { attributes: 'message type', children: '' },
};

describe('the junit format', () => {
  const root = parse(junit(exampleProbeRun(), exampleContext()));

  test('has the elements and attributes that CI servers know', () => {
    expect(strange(root)).toEqual([]);
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
    const [suite] = parse(junit(run, exampleContext())).children;
    expect(suite?.attributes['name']).toBe('sync_<&">');
    expect(suite?.children[1]?.children[0]?.attributes['message']).toContain(`"]]>&<!--\ufffd\ufffd[31m\ufffd`);
  });
});

function strange(element: Element, parent?: string): readonly string[] {
  const rules = allowed[element.tag];
  if (rules === undefined) return [`<${element.tag}>`];
  const misplaced = parent === undefined || allowed[parent]?.children.split(' ').includes(element.tag);
  return [
    ...(misplaced ? [] : [`<${element.tag}> in <${parent}>`]),
    ...Object.keys(element.attributes)
      .filter((name) => !rules.attributes.split(' ').includes(name))
      .map((name) => `${element.tag}.${name}`),
    ...element.children.flatMap((child) => strange(child, element.tag)),
  ];
}

/** As a strict parser reads it. */
function parse(xml: string): Element {
  const script = `
import json, sys, xml.etree.ElementTree as tree
def plain(e):
    return {"tag": e.tag, "attributes": e.attrib, "text": e.text or "", "children": [plain(c) for c in e]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`;
  const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: xml, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Element;
}
