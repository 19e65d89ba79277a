import { synclintVersion } from './synclint-version.ts';

const args = process.argv.slice(2);

// Asked by every editor and hook before anything else: answered without loading the command line.
if (args.length === 1 && (args[0] === 'version' || args[0] === '--version')) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has gone away is no failure; a full disk is one.
    if (error.code !== 'EPIPE') process.exitCode = 2;
  });
  process.stdout.write(`synclint ${synclintVersion()}\n`);
} else {
  const { main } = await import('./main.ts');
  await main(args);
}
