import { releaseCommit, ReleaseRefused } from './release/commit.ts';

/**
 * `npm run release:dry` makes the commit that hooks and actions are installed from, and prints its hash.
 *
 * @remarks It is written beside what is checked out: no file, no branch and no index changes. `refs/release/dry` keeps
 * it, so that it can be fetched from this clone.
 */
try {
  console.log(releaseCommit(process.cwd(), 'refs/release/dry'));
} catch (error) {
  if (!(error instanceof ReleaseRefused)) throw error;
  console.error(`error: ${error.message}\nhelp: ${error.remedy}`);
  process.exitCode = 1;
}
