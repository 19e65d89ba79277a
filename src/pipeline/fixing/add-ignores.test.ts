import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../config/temporary-folder.ts';
import type { Finding } from '../../core/finding.ts';
import { fixtureRequest } from '../../testing/fixture.ts';
import { checkAndIgnore } from './add-ignores.ts';
import { check } from '../check.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/rules');
const about = /suppression/;

/** Prints whether Python reads both texts of each pair alike. */
const compare = `
import ast, sys
for before, after in zip(sys.argv[1::2], sys.argv[2::2]):
    trees = [ast.dump(ast.parse(open(path, "rb").read())) for path in (before, after)]
    if trees[0] != trees[1]: print(after)
`;

test.each(readdirSync(fixtures).filter((name) => !about.test(name)))(
  'after comments were added to the fixture of %s, a check finds what none can suppress, and nothing else',
  async (id) => {
    const folder = temporaryFolder();
    cpSync(join(fixtures, id), folder, { recursive: true });
    const request = fixtureRequest(folder, [id, 'suppressions']);
    const before = await check(request);
    const { suppressed, left, changes } = await checkAndIgnore(request, 'kept for now');
    expect(suppressed.length + left.length).toBe(active(before.run.findings).length);
    for (const { path, after } of changes) writeFileSync(path, after);
    const after = await check(request);
    expect(keys(active(after.run.findings))).toEqual(keys(left.map(({ finding }) => finding)));
    const pairs = changes
      .filter(({ file }) => file.endsWith('.py'))
      .flatMap(({ file, path }) => [join(fixtures, id, file), String(path)]);
    expect(execFileSync('python3', ['-B', '-c', compare, ...pairs], { encoding: 'utf8' })).toBe('');
    const again = await checkAndIgnore(request, 'kept for now');
    expect([again.suppressed, again.changes]).toEqual([[], []]);
    for (const { finding, reason } of left)
      expect(reason, JSON.stringify(finding.at)).toMatch(/not written in Python|about a suppression|does not parse/);
  },
);

function active(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ suppression }) => suppression === undefined);
}

/** Places move; what was found does not. */
function keys(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ at, ruleId, fingerprint }) => `${at.file} ${ruleId} ${fingerprint}`).sort();
}
