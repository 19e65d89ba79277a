import { compareText } from '../core/location.ts';
import type { Finding } from '../core/finding.ts';

/** What a comment in a fixture says about the findings of one line. */
export interface Expectation {
  readonly kind: 'expect' | 'expect-none' | 'expect-todo';
  readonly rule: string;
  readonly messageId?: string;
  /** Part of the message. */
  readonly text?: string;
  readonly file: string;
  readonly line: number;
}

const comment =
  /#\s*(?<kind>expect|expect-none|expect-todo|expect-file):\s*(?<rule>[a-z0-9-]+)(?:\/(?<messageId>\w+))?(?:\s+"(?<text>[^"]*)")?\s*$/;

/**
 * Reads `# expect: rule-id/messageId "text"`: of this line, or of the next line that is no comment when it stands alone.
 * `expect-file` speaks of 1:1, whatever line it stands on.
 */
export function readExpectations(file: string, text: string): readonly Expectation[] {
  const found: Expectation[] = [];
  let waiting: Omit<Expectation, 'line'>[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const alone = line.trimStart().startsWith('#');
    const groups = comment.exec(line)?.groups;
    if (groups !== undefined) {
      const { kind = '', rule = '', messageId, text: part } = groups;
      const expectation = {
        kind: kind === 'expect-file' ? 'expect' : (kind as Expectation['kind']),
        rule,
        file,
        ...(messageId === undefined ? {} : { messageId }),
        ...(part === undefined ? {} : { text: part }),
      };
      if (kind === 'expect-file') found.push({ ...expectation, line: 1 });
      else if (alone) waiting.push(expectation);
      else found.push({ ...expectation, line: index + 1 });
    }
    // A comment of ours may itself be what is expected to be found (suppressions).
    const isTarget = line.trim() !== '' && (!alone || /#\s*(synclint|noqa):/i.test(line));
    if (isTarget && groups === undefined) {
      found.push(...waiting.map((expectation) => ({ ...expectation, line: index + 1 })));
      waiting = [];
    } else if (isTarget && !alone) {
      found.push(...waiting.map((expectation) => ({ ...expectation, line: index + 1 })));
      waiting = [];
    }
  }
  if (waiting.length > 0) throw new Error(`${file}: an expectation at the end of the file speaks of nothing`);
  return found;
}

/** What is wrong, one sentence each; empty when findings and expectations agree. */
export function compareWithExpectations(
  findings: readonly Finding[],
  expectations: readonly Expectation[],
): readonly string[] {
  const open = [...findings];
  const problems: string[] = [];
  const take = (expectation: Expectation): boolean => {
    const index = open.findIndex((finding) => meets(finding, expectation));
    if (index >= 0) open.splice(index, 1);
    return index >= 0;
  };
  // The most precise expectations choose first.
  for (const expectation of expectations.toSorted((a, b) => precision(b) - precision(a))) {
    if (expectation.kind === 'expect' && !take(expectation)) problems.push(`missing: ${describe(expectation)}`);
    if (expectation.kind === 'expect-todo' && take(expectation))
      problems.push(`no longer to do: ${describe(expectation)}`);
    if (expectation.kind === 'expect-none' && findings.some((finding) => meets(finding, expectation))) {
      problems.push(`false alarm: ${describe(expectation)}`);
    }
  }
  const noisy = open.map(({ at, ruleId, messageId, message }) => {
    return `noisy: ${at.file}:${at.region.startLine} ${ruleId}/${messageId} "${message}"`;
  });
  return [...new Set([...problems, ...noisy])].sort(compareText);
}

function meets({ at, ruleId, messageId, message }: Finding, expectation: Expectation): boolean {
  return (
    at.file === expectation.file &&
    at.region.startLine === expectation.line &&
    ruleId === expectation.rule &&
    (expectation.messageId === undefined || messageId === expectation.messageId) &&
    (expectation.text === undefined || message.includes(expectation.text))
  );
}

function precision({ messageId, text }: Expectation): number {
  return (text === undefined ? 0 : 2) + (messageId === undefined ? 0 : 1);
}

function describe({ file, line, rule, messageId, text }: Expectation): string {
  const id = messageId === undefined ? rule : `${rule}/${messageId}`;
  return `${file}:${line} ${id}${text === undefined ? '' : ` "${text}"`}`;
}
