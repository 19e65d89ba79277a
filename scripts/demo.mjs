/** `npm run demo`: installs and compiles if needed, checks both sample projects, and compares with what is expected. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, messageOf, requireTools, root, run } from './bootstrap.mjs';

const samples = [
  { project: 'fixtures/projects/ingestion', about: 'a project that keeps the rules', exitCode: 0 },
  { project: 'fixtures/projects/ingestion-legacy', about: 'its old copy, with planted defects', exitCode: 1 },
];

const reports = mkdtempSync(join(tmpdir(), 'synclint-demo-'));
try {
  requireTools();
  await installPackages();
  await compile();
  for (const { project, about, exitCode } of samples) {
    const report = join(reports, 'report.json');
    const args = ['check', project, '--output-format', 'concise'];
    process.stdout.write(`\n$ synclint ${args.join(' ')}    # ${about}\n`);
    const launcher = join(root, 'bin/synclint.js');
    await run(process.execPath, [launcher, ...args, '--report', `json=${report}`], { exitCode });
    if (!existsSync(report)) throw new Error('no report was written');
    await run(process.execPath, [
      join(root, 'node_modules/tsx/dist/cli.mjs'),
      join(root, 'scripts/demo/verify.ts'),
      project,
      report,
    ]);
    rmSync(report);
  }
} catch (error) {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true });
}

/** Says nothing unless it fails. */
async function compile() {
  let output = '';
  try {
    await run('npm', ['run', '--silent', 'compile'], { log: (text) => (output += text) });
  } catch (error) {
    process.stderr.write(output);
    throw error;
  }
}
