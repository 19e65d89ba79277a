import { describe, expect, test } from 'vitest';
import { reporter as checkstyle } from './checkstyle.ts';
import { reporter as junit } from './junit.ts';
import { at, cleanRun, exampleContext, exampleRun, missingFlag } from './testing/example-run.ts';
import { junitGrammar, parseXml, strangeParts, type XmlGrammar } from './testing/xml-document.ts';

const inBackend = exampleContext({ repositoryPrefix: 'backend/' });
const unreadable = { level: 'error', kind: 'unreadable-file', message: 'cannot be decoded' } as const;
const hostile = `"]]>&<!--\u0000\u001b[31m\ud800 \ufffe'\n</failure></error>`;
const hostileRun = exampleRun({ findings: [{ ...missingFlag, message: hostile, at: at(`x${hostile}.py`, 1, 1) }] });

describe('the junit format', () => {
  test('has the elements and attributes that CI servers know', () => {
    for (const run of [exampleRun(), cleanRun(), exampleRun({ notifications: [unreadable] })]) {
      expect(strangeParts(parseXml(junit(run, exampleContext({ showSuppressed: true }))), junitGrammar)).toEqual([]);
    }
  });

  test('has a suite for each file and a failed test for each finding', () => {
    const { attributes, children } = parseXml(junit(exampleRun(), inBackend));
    expect(attributes).toEqual({ name: 'synclint check', tests: '2', failures: '2', errors: '0' });
    const [first] = children;
    expect(first?.attributes).toEqual({
      name: 'backend/ingestion/management/commands/sync_arrivy_tasks.py',
      tests: '1',
      failures: '1',
      errors: '0',
      skipped: '0',
    });
    expect(first?.children[0]).toMatchObject({
      attributes: { name: 'missing-required-flag at 4:7', line: '4' },
      children: [{ tag: 'failure', attributes: { message: missingFlag.message, type: 'error' } }],
    });
  });

  test('says the steps that lead to a finding', () => {
    const [, second] = parseXml(junit(exampleRun(), exampleContext())).children;
    expect(second?.children[0]?.children[0]?.text.split('\n')).toEqual([
      'ingestion/models/arrivy.py:2:2 `synced_at` tracks a sync outside of the history',
      '    ingestion/management/commands/sync_arrivy_tasks.py:4:7 the command starts here',
      '    ingestion/models/arrivy.py:2:2 the field is written here',
    ]);
  });

  test('has a test that passed when there is nothing to say, and no such test when something could not be looked at', () => {
    expect(parseXml(junit(cleanRun(), exampleContext()))).toMatchObject({
      attributes: { tests: '1', failures: '0', errors: '0' },
      children: [{ children: [{ attributes: { name: 'check' }, children: [] }] }],
    });
    expect(parseXml(junit({ ...cleanRun(), notifications: [unreadable] }, exampleContext()))).toMatchObject({
      attributes: { tests: '1', failures: '0', errors: '1' },
      children: [{ children: [{ children: [{ tag: 'error', attributes: { message: 'cannot be decoded' } }] }] }],
    });
  });

  test('counts suppressed findings as skipped', () => {
    const root = parseXml(junit(exampleRun(), exampleContext({ showSuppressed: true })));
    expect(root.attributes).toMatchObject({ tests: '3', failures: '2' });
    expect(root.children[1]?.attributes).toMatchObject({ tests: '2', failures: '1', skipped: '1' });
  });

  test('is well-formed whatever the texts hold', () => {
    const [suite] = parseXml(junit(hostileRun, exampleContext())).children;
    expect(suite?.children[0]?.children[0]?.attributes['message']).toBe(
      `"]]>&<!--\ufffd\ufffd[31m\ufffd \ufffd'\n</failure></error>`,
    );
  });
});

describe('the checkstyle format', () => {
  const grammar: XmlGrammar = {
    checkstyle: { attributes: 'version', children: 'file' },
    file: { attributes: 'name', children: 'error' },
    error: { attributes: 'line column severity message source', children: '' },
  };

  test('has files with errors in them', () => {
    const root = parseXml(checkstyle(exampleRun(), inBackend));
    expect(strangeParts(root, grammar)).toEqual([]);
    expect(root.children.map(({ attributes, children }) => [attributes['name'], children.length])).toEqual([
      ['backend/ingestion/management/commands/sync_arrivy_tasks.py', 1],
      ['backend/ingestion/models/arrivy.py', 1],
      ['backend/ingestion/broken.py', 1],
    ]);
    expect(root.children[0]?.children[0]?.attributes).toEqual({
      line: '4',
      column: '7',
      severity: 'error',
      message: missingFlag.message,
      source: 'synclint.missing-required-flag',
    });
  });

  test('is empty for a clean run, and never when something could not be looked at', () => {
    expect(parseXml(checkstyle(cleanRun(), exampleContext())).children).toEqual([]);
    const root = parseXml(checkstyle({ ...cleanRun(), notifications: [unreadable] }, exampleContext()));
    expect(root.children[0]).toMatchObject({ attributes: { name: '.' }, children: [{ attributes: { line: '1' } }] });
  });

  test('is well-formed whatever the texts hold', () => {
    expect(parseXml(checkstyle(hostileRun, exampleContext())).children[0]?.children).toHaveLength(1);
  });
});
