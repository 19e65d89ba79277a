import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** File → what stands in it → the walls that it breaks. All of them stand in one tree, which is looked at once. */
const files: readonly (readonly [file: string, text: string, broken: readonly string[]])[] = [
  ['src/core/place.ts', `import '../facts/scope.ts';`, ['stage-core']],
  ['src/config/place.ts', `import '../discovery/place.ts';`, ['stage-config']],
  ['src/git/place.ts', `import '../config/place.ts';`, ['stage-git']],
  ['src/discovery/place.ts', `import '../syntax/place.ts';`, ['stage-discovery']],
  ['src/syntax/place.ts', `import '../facts/scope.ts';`, ['stage-syntax']],
  ['src/facts/place.ts', `import '../syntax/place.ts';`, ['stage-facts']],
  ['src/project/place.ts', `import '../syntax/place.ts';`, ['stage-project']],
  ['src/engine/place.ts', `import '../project/place.ts';`, ['stage-engine']],
  ['src/rule-kit/place.ts', `import '../project/place.ts';`, ['stage-rule-kit']],
  ['src/probe-kit/place.ts', `import '../probing/place.ts';`, ['stage-probe-kit']],
  ['src/probing/place.ts', `import '../project/place.ts';`, ['stage-probing']],
  ['src/triage/place.ts', `import '../engine/place.ts';`, ['stage-triage']],
  ['src/fixing/place.ts', `import '../pipeline/place.ts';`, ['stage-fixing']],
  ['src/caching/place.ts', `import '../discovery/place.ts';`, ['stage-caching']],
  ['src/records/place.ts', `import '../reporting/place.ts';`, ['stage-records']],
  ['src/starting/place.ts', `import '../config/place.ts';`, ['stage-starting']],
  ['src/reporting/place.ts', `import '../engine/place.ts';`, ['stage-reporting']],
  ['src/pipeline/place.ts', `import '../reporting/place.ts';`, ['stage-pipeline']],
  ['src/cli/place.ts', `import '../discovery/place.ts';`, ['stage-cli']],
  ['src/lsp/place.ts', `import '../discovery/place.ts';`, ['stage-lsp']],
  ['src/lsp/leaf.ts', `import 'vscode-languageserver/node';`, []],
  ['src/cli/run-server.ts', `import '../lsp/leaf.ts';`, []],
  ['src/cli/peeks.ts', `import '../lsp/leaf.ts';`, ['server-is-an-edge']],
  ['src/pipeline/serves.ts', `import '../lsp/leaf.ts';`, ['server-is-an-edge', 'stage-pipeline']],
  ['src/cli/speaks.ts', `import 'vscode-jsonrpc';`, ['protocol-in-lsp']],
  ['src/facts/type-of.ts', `import type { Tree } from '../syntax/place.ts';\nexport type X = Tree;`, ['stage-facts']],
  ['src/facts/lazy.ts', `export const later = () => import('../syntax/place.ts');`, ['stage-facts']],
  ['src/facts/up.ts', `import '../../scripts/gen.ts';`, ['stage-facts']],
  ['src/project/effects/values/runs.ts', `import '../machine.ts';`, ['values-of-runs']],
  ['src/project/effects/machine.ts', `import '../../core/leaf.ts';`, []],
  ['rules/flags/reaches-in.ts', `import '../../src/core/place.ts';`, ['rule-sees-rule-kit']],
  ['rules/flags/reads-files.ts', `import 'node:fs';`, ['files-at-the-edges', 'rule-sees-rule-kit']],
  ['rules/flags/well-behaved.ts', `import '#rule-kit';`, []],
  ['rules/flags/well-behaved.test.ts', `import 'node:fs';\nimport '../../src/testing/fixture.ts';`, []],
  ['probes/reaches-in.ts', `import '../src/core/place.ts';`, ['probe-sees-probe-kit']],
  ['probes/reads-files.ts', `import 'node:fs';`, ['files-at-the-edges', 'probe-sees-probe-kit']],
  ['probes/well-behaved.ts', `import '#probe-kit';`, []],
  ['probes/well-behaved.test.ts', `import 'node:fs';\nimport '../src/testing/fixture.ts';`, []],
  ['src/probing/names-a-probe.ts', `import '../../probes/well-behaved.ts';`, ['probes-stay-plug-ins', 'stage-probing']],
  ['scripts/names-a-rule.ts', `import '../rules/flags/well-behaved.ts';`, ['rules-stay-plug-ins']],
  ['src/pipeline/uses-tests.ts', `import '../testing/fixture.ts';`, ['program-without-tests', 'stage-pipeline']],
  ['src/project/reads.ts', `import 'node:fs/promises';`, ['files-at-the-edges']],
  ['src/project/reads.test.ts', `import 'node:fs';`, []],
  ['src/discovery/reads.ts', `import 'node:fs';`, []],
  ['src/discovery/starts.ts', `import 'node:child_process';`, ['processes-in-git']],
  ['src/git/starts.ts', `import 'node:child_process';`, []],
  ['src/probing/starts.ts', `import 'node:child_process';`, ['processes-in-git']],
  ['src/probing/harness/starts.ts', `import 'node:child_process';`, []],
  ['src/cli/calls-home.ts', `import 'node:https';`, ['network-nowhere']],
  ['src/probing/calls-home.ts', `import 'node:https';`, ['network-nowhere']],
  ['src/probing/simulator/listens.ts', `import 'node:net';\nimport 'node:fs';`, []],
  ['src/facts/parses.ts', `import 'web-tree-sitter';`, ['parser-in-syntax']],
  ['src/syntax/parses.ts', `import 'web-tree-sitter';`, []],
  // A cycle is told once.
  ['src/core/hen.ts', `import './egg.ts';\nexport type Hen = 1;`, []],
  ['src/core/egg.ts', `import type { Hen } from './hen.ts';\nexport type Egg = Hen;`, ['no-cycles']],
  ['src/core/forgotten.ts', 'export const forgotten = 1;', ['no-orphans']],
  ['src/core/lost.ts', `import './nowhere.ts';`, ['resolvable']],
  ['src/facts/scope.ts', `import '../core/leaf.ts';`, []],
  ['src/core/leaf.ts', 'export const leaf = 1;', []],
  ['src/rule-kit/index.ts', `export { leaf } from '../core/leaf.ts';`, []],
  ['src/probe-kit/index.ts', `export { leaf } from '../core/leaf.ts';`, []],
  ['src/testing/fixture.ts', `import 'node:fs';\nimport '../pipeline/place.ts';`, []],
  ['scripts/gen.ts', `import '../src/core/leaf.ts';`, []],
];

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

describe('the walls of the dependency graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-walls-'));
  let violations: Report['summary']['violations'] = [];

  beforeAll(() => {
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) cpSync(file, join(folder, file));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    violations = cruise(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(files)('stand where %s is', (file, _text, broken) => {
    const names = violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect([...new Set(names)].sort()).toEqual(broken);
  });

  test('are each tried by a file that breaks them', async () => {
    const tried = files.flatMap(([, , broken]) => broken);
    expect([...new Set(tried)].sort()).toEqual([...(await wallNames())].sort());
  });

  test('know every folder of src', async () => {
    const stages = readdirSync('src').filter((folder) => folder !== 'testing');
    expect(await wallNames()).toEqual(expect.arrayContaining(stages.map((stage) => `stage-${stage}`)));
  });
});

test('console is for nobody in src', async () => {
  const eslint = new ESLint();
  const [result] = await eslint.lintText(`console.log('found');\n`, { filePath: resolve('src/core/brand.ts') });
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['no-console']);
});

function cruise(folder: string): Report['summary']['violations'] {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['src', 'rules', 'probes', 'scripts', '--output-type', 'json'];
  const output = execFileSync(process.execPath, [program, ...options], {
    cwd: folder,
    maxBuffer: 1 << 26,
    encoding: 'utf8',
  });
  return (JSON.parse(output) as Report).summary.violations;
}

async function wallNames(): Promise<readonly string[]> {
  const configuration: unknown = await import(resolve('.dependency-cruiser.mjs'));
  const { forbidden } = (configuration as { default: { forbidden: readonly { name: string }[] } }).default;
  return forbidden.map(({ name }) => name);
}
