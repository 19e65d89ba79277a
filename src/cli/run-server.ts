import { serve } from '../lsp/server.ts';
import { checkRequest, today } from './check-options.ts';
import type { ExitCode } from './exit-codes.ts';
import type { ProjectOptions } from './project-options.ts';
import { rulePage } from './rule-pages.ts';
import type { Session } from './session.ts';
import { synclintVersion } from './synclint-version.ts';

/** Never comes back: the server ends the process when the editor does not need it any more. */
export function runServer(options: ProjectOptions, session: Session): Promise<ExitCode> {
  serve(
    {
      version: synclintVersion(),
      today,
      requestFor: (root, day) => ({
        ...checkRequest(session.cwd, [root], { ...options, respectGitignore: true }, undefined),
        today: day,
      }),
      pageOf: rulePage,
    },
    { input: process.stdin, output: process.stdout },
  );
  return new Promise(() => undefined);
}
