import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../src/config/temporary-folder.ts';
import type { Finding } from '../src/core/finding.ts';
import type { Location } from '../src/core/location.ts';
import { messageText } from '../src/core/rule.ts';
import { loadRules } from '../src/engine/load-rules.ts';
import { applyFixes, isFixable } from '../src/fixing/apply-fixes.ts';
import { checkAndFix } from '../src/pipeline/fixing/fix.ts';
import { createPythonParser } from '../src/syntax/python/parse.ts';
import { checkFixture, fixtureRequest, type CheckedFixture } from '../src/testing/fixture.ts';
import { runInOrder, textOf } from '../src/testing/run-in-order.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rules = await loadRules();
const parser = await createPythonParser();

describe.each(rules.map(({ rule, family }) => ({ id: rule.id, rule, family })))('$id', ({ id, rule, family }) => {
  const folder = join(root, 'fixtures/rules', id);
  const source = readFileSync(join(root, 'rules', family, `${id}.ts`), 'utf8');
  let fixture: CheckedFixture;
  let findings: readonly Finding[];

  beforeAll(async () => {
    fixture = await checkFixture(folder, [id]);
    findings = fixture.outcome.run.findings;
  });

  test('has an id that is its file name, in a folder of kebab case', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(id).not.toMatch(/^no-/);
    expect(family).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('explains itself in a comment with remarks', () => {
    const [, comment = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const rule = defineRule/.exec(source) ?? [];
    const [summary = '', remarks = ''] = comment.replace(/^\s*\* ?/gm, '').split('@remarks');
    expect(summary.trim()).toMatch(/^[A-Z][\s\S]+\.$/);
    expect(remarks.trim().length).toBeGreaterThan(80);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('has messages of one sentence that start small', () => {
    for (const text of Object.values(rule.messages).map(messageText)) {
      expect(text).toMatch(/^[`a-z]/);
      expect(text).not.toMatch(/[.!?]$|[.!?] [A-Z]|\n/);
    }
  });

  test('finds in its fixture what is announced there, and nothing else', () => {
    expect(fixture.problems).toEqual([]);
    expect(active(findings).filter(({ ruleId }) => ruleId !== id)).toEqual([]);
  });

  test('gives every message once at least', () => {
    const given = new Set(active(findings).map(({ messageId }) => messageId));
    expect([...given].sort()).toEqual(Object.keys(rule.messages).sort());
  });

  test('has a look-alike that was reviewed', () => {
    const negatives = fixture.expectations.filter((expectation) => expectation.kind === 'expect-none');
    expect(negatives.length).toBeGreaterThan(0);
    expect(fixture.expectations.filter((expectation) => expectation.rule !== id)).toEqual([]);
  });

  test('speaks of places that exist', () => {
    const places = findings.flatMap(({ at, related, flow }) => [at, ...related, ...flow]);
    expect(places.filter((place) => !exists(place, textOf(fixture.outcome, place.file)))).toEqual([]);
  });

  test('puts names between backticks', () => {
    for (const { message, data } of active(findings)) {
      const plain = message.replaceAll(/`[^`]*`/g, '').split(/[\s,;:()]+/);
      const names = Object.values(data).filter((value) => /^--?\w[\w-]*$|^\w+([._]\w+)+$/.test(value));
      expect(names.filter((name) => plain.includes(name))).toEqual([]);
    }
  });

  test('finds the same whatever the order of the files', async () => {
    const { discovery } = fixture.outcome;
    expect(await runInOrder(fixture.outcome, discovery.files.toReversed())).toEqual(findings);
    expect(await runInOrder(fixture.outcome, shuffled(discovery.files))).toEqual(findings);
  });

  test('recognises its findings after lines were added above', async () => {
    const moved = copyOf(folder);
    const scripts = fixture.outcome.discovery.scripts.map((file) => join(moved, file));
    for (const file of [...pythonFiles(moved), ...scripts])
      writeFileSync(file, `${'\n'.repeat(5)}${readFileSync(file, 'utf8')}`);
    const { outcome } = await checkFixture(moved, [id]);
    const identity = ({ ruleId, messageId, data, fingerprint, at }: Finding) => {
      return { ruleId, messageId, data, fingerprint, file: at.file };
    };
    expect(outcome.run.findings.map(identity)).toEqual(findings.map(identity));
    expect(outcome.run.findings.map(({ at }) => at.region.startLine)).toEqual(
      findings.map(({ at }) => at.region.startLine + (isStartOfFile(at) ? 0 : 5)),
    );
  });

  test('has safe fixes that remove their findings, still parse and need no second turn', async () => {
    if (safelyFixable(findings).length === 0) return;
    const repaired = copyOf(folder);
    let open: readonly Finding[] = findings;
    // Edits that overlap are applied one after the other.
    for (let turn = 0; turn < 5 && safelyFixable(open).length > 0; turn += 1) {
      const { texts } = applyFixes(safelyFixable(open), (file) => readFileSync(join(repaired, file), 'utf8'));
      for (const [file, text] of texts) {
        expect(parser.parse(text).firstError).toBe(parser.parse(textOf(fixture.outcome, file)).firstError);
        writeFileSync(join(repaired, file), text);
      }
      open = (await checkFixture(repaired, [id])).outcome.run.findings;
    }
    expect(safelyFixable(open)).toEqual([]);
    const others = ({ ruleId, fix }: Finding) => ruleId !== id || fix?.applicability !== 'safe';
    expect(open.map(keyOf)).toEqual(findings.filter(others).map(keyOf));
  });

  test('has fixes, the unsafe ones too, that remove their findings and come to rest', async () => {
    const request = fixtureRequest(copyOf(folder), [id]);
    const { outcome, fixed, changes } = await checkAndFix(request, true);
    const fixable = active(findings).filter(({ fix }) => fix !== undefined && fix.applicability !== 'display-only');
    expect(fixed.length).toBeGreaterThanOrEqual(fixable.length);
    expect(rule.fixable === true).toBe(active(findings).some(({ fix }) => fix !== undefined));
    expect(outcome.run.notifications.filter(({ kind }) => kind === 'rule-crash')).toEqual([]);
    const left = new Set(outcome.run.findings.map(keyOf));
    expect(fixable.filter((finding) => left.has(keyOf(finding)))).toEqual([]);
    for (const { path, after } of changes) writeFileSync(path, after);
    expect((await checkAndFix(request, true)).changes).toEqual([]);
  });
});

test('every fixture of a rule belongs to a rule', () => {
  const ids = rules.map(({ rule }) => rule.id);
  expect(readdirSync(join(root, 'fixtures/rules')).filter((name) => !ids.includes(name))).toEqual([]);
});

test('every rule has an id that no other has', () => {
  const ids = rules.map(({ rule }) => rule.id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

describe.each(readdirSync(join(root, 'fixtures/projects')))('the project %s', (name) => {
  const folder = join(root, 'fixtures/projects', name);

  test('has the findings that are announced in it, whatever the order of the files', async () => {
    const { problems, outcome } = await checkFixture(folder);
    expect(problems).toEqual([]);
    expect(outcome.run.notifications.filter(({ kind }) => kind === 'rule-crash')).toEqual([]);
    expect(await runInOrder(outcome, outcome.discovery.files.toReversed())).toEqual(outcome.run.findings);
  });
});

function active(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ suppression }) => suppression === undefined);
}

function safelyFixable(findings: readonly Finding[]) {
  return active(findings)
    .filter(isFixable)
    .filter(({ fix }) => fix.applicability === 'safe');
}

function keyOf({ ruleId, fingerprint }: Finding): string {
  return `${ruleId} ${fingerprint}`;
}

function isStartOfFile({ region }: Location): boolean {
  return region.startLine === 1 && region.endLine === 1 && region.endColumn === 1;
}

function exists({ region }: Location, text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  const within = (line: number, column: number): boolean =>
    line >= 1 && column >= 1 && column <= (lines[line - 1] ?? '').length + 1 && line <= lines.length;
  const { startLine, startColumn, endLine, endColumn } = region;
  const ordered = startLine < endLine || (startLine === endLine && startColumn <= endColumn);
  return ordered && within(startLine, startColumn) && within(endLine, endColumn);
}

/** Always the same shuffle: every seventh file, and so on round the list. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const step = [7, 11, 13, 17].find((candidate) => items.length % candidate !== 0) ?? 1;
  return items.map((_, index) => items[(index * step) % items.length] ?? items[0]).filter((item) => item !== undefined);
}

function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), basename(folder));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function pythonFiles(folder: string): readonly string[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return found.filter((file) => file.endsWith('.py') && existsSync(dirname(file)));
}
