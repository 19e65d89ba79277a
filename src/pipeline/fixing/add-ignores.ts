import { UsageError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { byFile } from '../../core/by-file.ts';
import type { FilePath } from '../../core/location.ts';
import { addIgnores } from '../../fixing/add-ignore.ts';
import { createPythonParser } from '../../syntax/python/parse.ts';
import { parseDirectives } from '../../triage/directive.ts';
import { expiryOf } from '../../triage/expiry.ts';
import { check, type Check, type CheckOutcome, type CheckRequest } from '../check.ts';
import { commentedText } from '../files/commented-text.ts';
import { changesOf, trialOf, type FileChange } from './fix.ts';
import { sameProgram } from './same-program.ts';

export interface IgnoredCheck {
  /** What a check would say after the changes were written. */
  readonly outcome: CheckOutcome;
  readonly suppressed: readonly Finding[];
  /** What no comment can suppress, and why. */
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Sorted by file. */
  readonly changes: readonly FileChange[];
}

/** Checks, and adds a comment for every finding that nothing suppresses yet; writes nothing. */
export async function checkAndIgnore(
  request: CheckRequest,
  reason: string,
  fullCheck: Check = check,
): Promise<IgnoredCheck> {
  refuseReason(reason, request.today);
  const first = await fullCheck(request);
  const aboutSuppressions = new Set(
    first.run.rules.flatMap(({ rule, family }) => (family === 'suppressions' ? [rule.id] : [])),
  );
  const unwritten = new Map<FilePath, Buffer>();
  const suppressed: Finding[] = [];
  const left: { finding: Finding; reason: string }[] = [];
  const add = await adder(first, request, reason);
  for (const [file, findings] of byFile(first.run.findings.filter(({ suppression }) => suppression === undefined))) {
    const isOwn = ({ ruleId }: Finding): boolean => aboutSuppressions.has(ruleId);
    left.push(...findings.filter(isOwn).map((finding) => ({ finding, reason: 'it is about a suppression' })));
    const wanted = findings.filter((finding) => !isOwn(finding));
    const added = wanted.length === 0 ? undefined : add(file, wanted);
    if (added === undefined) continue;
    left.push(...added.left);
    suppressed.push(...added.suppressed);
    if (added.bytes !== undefined) unwritten.set(file, added.bytes);
  }
  const outcome = unwritten.size === 0 ? first : await fullCheck(request, unwritten);
  return { outcome, suppressed, left, changes: changesOf(first, unwritten) };
}

/** Throws where the comment would say something else than the reason. */
function refuseReason(reason: string, today: string): void {
  const comment = `# synclint: ignore[a-rule] ${reason}`;
  const [directive, ...more] = parseDirectives(comment, () => false);
  const { state } = expiryOf(directive?.until, today);
  const isWhole = directive?.end === comment.length && more.length === 0 && !/[\r\n]/.test(reason);
  if (isWhole && directive.reason !== '' && (state === 'none' || state === 'valid')) return;
  throw new UsageError(
    `--add-ignore: \`${reason}\` is no reason`,
    'say in one line, without a comment in it, why the findings may stay',
  );
}

/** Adds comments to one file, and proves that they are nothing else. */
async function adder(outcome: CheckOutcome, { today }: CheckRequest, reason: string) {
  const [parser, trial] = [await createPythonParser(), await trialOf(outcome)];
  const ids = new Set<string>(outcome.run.rules.map(({ rule }) => rule.id));
  return (file: FilePath, findings: readonly Finding[]) => {
    const none = (why: string) => ({
      suppressed: [],
      left: findings.map((finding) => ({ finding, reason: why })),
      bytes: undefined,
    });
    const text = outcome.source(file);
    if (text === undefined || !/\.pyi?$/.test(file)) return none('the file is not written in Python');
    const module = parser.parse(text);
    if (module.firstError !== undefined) return none('the file does not parse');
    const commented = commentedText(file, text, module, { ids, today });
    const added = addIgnores(commented, findings, reason);
    const result = trial(file, added.text);
    if ('refused' in result) return none(result.reason);
    if (!sameProgram(module, parser.parse(added.text))) return none('a comment there would change the program');
    const left = added.left.map((finding) => ({ finding, reason: 'no comment can stand there' }));
    return { suppressed: added.suppressed, left, bytes: added.suppressed.length === 0 ? undefined : result.bytes };
  };
}
