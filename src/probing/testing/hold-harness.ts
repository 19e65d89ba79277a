import { startPostgres } from '../databases/postgres.ts';
import { bootHarness } from '../harness/harness-client.ts';
import { harnessEnvironment } from '../harness/harness-environment.ts';
import { makeScratch } from '../scratch.ts';
import { bootOf, requestOf } from './run-harness.ts';

/** A program to be killed: `hold-harness.ts ROOT PYTHON sqlite|postgresql`. Says where its scratch folder is once all is under way. */
const [root = '', python = '', engine] = process.argv.slice(2);
const scratch = makeScratch();
const server = engine === 'postgresql' ? await startPostgres(scratch.path, process.env) : undefined;
const client = await bootHarness({
  python: [python],
  through: 'descriptors',
  root,
  environment: harnessEnvironment(process.env, { scratch: scratch.path, userBase: null, seed: 1 }),
  boot: bootOf(root, scratch.path, server === undefined ? {} : { database: server.target }),
  jobs: 2,
  interruption: new AbortController().signal,
});
void client.run(requestOf('outlasts', 'held', { deadline: 600 }));
await client.run(requestOf('counts', 'over'));
process.stdout.write(`${scratch.path}\n`);
