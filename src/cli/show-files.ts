import { discoverFiles, openProject, type FilesRequest } from '../pipeline/open-project.ts';
import { filesInShard } from '../pipeline/files/shard.ts';
import { printable } from '../reporting/printable.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { Session } from './session.ts';

/** What `check` would look at on standard output, what it would skip and why on standard error. */
export async function showFiles(request: FilesRequest, session: Session): Promise<ExitCode> {
  const discovery = await discoverFiles(request, await openProject(request));
  const { skipped } = discovery;
  const { inScope } = filesInShard(discovery, request.shard);
  await session.log(skipped.map(({ path, reason }) => `skipped ${printable(path)}: ${reason}\n`).join(''));
  await session.print(inScope.map((file) => `${printable(file)}\n`).join(''));
  return exitCodes.clean;
}
