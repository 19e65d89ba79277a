import type { Finding, Fix } from '../core/finding.ts';
import type { FilePath, Region } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { informationUri, rulePage } from './sarif/home.ts';
import { shownFindings } from './shown.ts';
import { sourceLines } from './source-lines.ts';
import { toJson } from './to-json.ts';

/** Reviewdog's `DiagnosticResult`. Its columns count bytes of UTF-8, ours count UTF-16 units. */
export const reporter: Reporter = (run, context) => {
  const places = bytePlaces(context);
  const output = {
    source: { name: 'synclint', url: informationUri },
    diagnostics: [
      ...shownFindings(run, context).map((finding) => ofFinding(finding, context, places)),
      ...run.notifications.flatMap((notification) => ofNotification(notification, context)),
    ],
  };
  return `${toJson(output, 2)}\n`;
};

interface Position {
  readonly line: number;
  readonly column: number;
}

type BytePlaces = (file: FilePath, region: Region) => { readonly start: Position; readonly end: Position };

const severities = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;

function ofFinding(finding: Finding, context: ReportContext, places: BytePlaces): object {
  const { at, fix, suppression } = finding;
  return {
    message: finding.message + (suppression === undefined ? '' : ` (suppressed: ${suppression.reason})`),
    location: { path: context.repositoryPrefix + at.file, range: places(at.file, at.region) },
    severity: suppression === undefined ? severities[finding.severity] : 'INFO',
    code: { value: finding.ruleId, url: rulePage(finding.ruleId, context.version) },
    ...(fix === undefined ? {} : { suggestions: suggestions(fix, at.file, places) }),
  };
}

/** A suggestion has no file of its own: only a fix within the file of the finding can be made one. */
function suggestions({ edits, applicability }: Fix, file: FilePath, places: BytePlaces): readonly object[] {
  if (applicability === 'display-only' || edits.some((edit) => edit.at.file !== file)) return [];
  return edits.map(({ at, replacement }) => ({ range: places(file, at.region), text: replacement }));
}

/** A diagnostic belongs to a file; what is said of none stands on standard error and in the exit code. */
function ofNotification({ level, kind, message, file, line }: Notification, context: ReportContext): readonly object[] {
  if (file === undefined) return [];
  const range = line === undefined ? {} : { range: { start: { line } } };
  const path = context.repositoryPrefix + file;
  return [{ message, location: { path, ...range }, severity: severities[level], code: { value: kind } }];
}

function bytePlaces(context: ReportContext): BytePlaces {
  const known = new Map<FilePath, readonly string[]>();
  const linesOf = (file: FilePath): readonly string[] => {
    const lines = known.get(file) ?? sourceLines(context.source(file) ?? '');
    known.set(file, lines);
    return lines;
  };
  return (file, { startLine, startColumn, endLine, endColumn }) => {
    const at = (line: number, column: number): Position => {
      const before = (linesOf(file)[line - 1] ?? '').slice(0, column - 1);
      // Past the end of a line, or of a file that is gone, there is nothing to count.
      return { line, column: Buffer.byteLength(before) + column - before.length };
    };
    return { start: at(startLine, startColumn), end: at(endLine, endColumn) };
  };
}
