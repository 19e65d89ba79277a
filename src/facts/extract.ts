import type { FileFacts } from '../core/fact.ts';
import type { FilePath } from '../core/location.ts';
import { indexLines } from '../core/line-index.ts';
import type { PythonModule } from '../core/python.ts';
import { readDefinitions } from './definitions.ts';
import { isMain, readImports } from './imports.ts';
import { readRedefinitions } from './redefinitions.ts';
import { readScope } from './scope.ts';

/** All fact families of one parsed file. */
export function extractFacts(file: FilePath, text: string, module: PythonModule): FileFacts {
  return {
    file,
    lines: indexLines(text),
    scope: readScope(module.body),
    imports: readImports(module.body, text),
    ...readDefinitions(module.body),
    redefinitions: readRedefinitions(module.body),
    startsAsScript: module.body.some((statement) => statement.kind === 'if' && isMain(statement.test)),
    body: module.body,
    comments: module.comments,
    ...(module.firstError === undefined ? {} : { firstError: module.firstError }),
  };
}
