import { synclintVersion } from './synclint-version.ts';

const args = process.argv.slice(2);

// Asked by every editor and hook before anything else: answered without loading the command line.
if (args.length === 1 && (args[0] === 'version' || args[0] === '--version')) {
  process.stdout.on('error', () => undefined).write(`synclint ${synclintVersion()}\n`);
} else {
  const { main } = await import('./main.ts');
  await main(args);
}
