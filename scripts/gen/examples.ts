import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/core/finding.ts';
import { compareText, filePath } from '../../src/core/location.ts';
import { headline } from '../../src/reporting/headline.ts';
import { styleFor } from '../../src/reporting/style.ts';
import { checkFixture } from '../../src/testing/fixture.ts';
import { readRegions, type DocsRegion } from './regions.ts';

/** Examples of a rule, cut from its fixture and run. */
export interface RuleExamples {
  readonly flagged: readonly ExecutedExample[];
  readonly clean: readonly DocsRegion[];
}

export interface ExecutedExample extends DocsRegion {
  /** As `--output-format concise` prints them, with the lines of the example. */
  readonly findings: readonly string[];
}

/** Throws where the fixture shows nothing, or where an example does not do what it is there for. */
export async function readExamples(id: string, fixtures = 'fixtures/rules'): Promise<RuleExamples> {
  const folder = join(fixtures, id);
  if (!existsSync(folder)) throw new Error(`${folder}: the rule has no fixture`);
  const { outcome } = await checkFixture(folder, [id]);
  const files = outcome.discovery.files.toSorted(compareText);
  const regions = files.flatMap((file) => readRegions(file, readFileSync(join(folder, file), 'utf8')));
  const findings = outcome.run.findings.filter(({ ruleId, suppression }) => ruleId === id && suppression === undefined);

  for (const label of ['flagged', 'clean'] as const) {
    if (regions.some((region) => region.label === label)) continue;
    const [only, ...others] = files;
    const place = only === undefined || others.length > 0 ? folder : join(folder, only);
    throw new Error(`${place}: \`# region docs: ${label}\` … \`# endregion\` is missing`);
  }
  const flagged = regions.filter(({ label }) => label === 'flagged').map((region) => execute(region, findings));
  const clean = regions.filter(({ label }) => label === 'clean');
  const silent = flagged.every((example) => example.findings.length === 0);
  if (silent) throw new Error(`${folder}: \`${id}\` finds nothing in the regions \`docs: flagged\``);
  const noisy = clean.find((region) => findings.some((finding) => isWithin(finding, region)));
  if (noisy !== undefined) throw new Error(`${join(folder, noisy.file)}: \`${id}\` finds something in \`docs: clean\``);
  return { flagged, clean };
}

function execute(region: DocsRegion, findings: readonly Finding[]): ExecutedExample {
  const found = findings.filter((finding) => isWithin(finding, region));
  return {
    ...region,
    findings: found.map((finding) => headline(relocated(finding, region), { unsafeFixes: false }, styleFor(false))),
  };
}

/** A finding about a whole module stands on 1:1, before any region. */
function isAboutFile({ at: { region } }: Finding): boolean {
  return region.startLine === 1 && region.endLine === 1 && region.endColumn === 1;
}

function isWithin(finding: Finding, { file, lines }: DocsRegion): boolean {
  if (finding.at.file !== file) return false;
  return isAboutFile(finding) || lines.has(finding.at.region.startLine);
}

/** At the line and column of the example instead of those of the file. */
function relocated(finding: Finding, { file, lines, indent }: DocsRegion): Finding {
  if (isAboutFile(finding)) return finding;
  const { region } = finding.at;
  const startLine = lines.get(region.startLine) ?? region.startLine;
  const startColumn = region.startColumn - indent;
  return { ...finding, at: { file: filePath(file), region: { ...region, startLine, startColumn } } };
}
