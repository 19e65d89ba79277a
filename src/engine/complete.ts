import { createHash } from 'node:crypto';
import { fingerprint, ruleId, type Finding, type Fingerprint } from '../core/finding.ts';
import type { FilePath, Location } from '../core/location.ts';
import { messageText, type Report, type Rule } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';

/** What the engine must know to make a finding of a report. */
export interface Completion {
  /** Severity from the configuration, which wins over the message's own and the rule's. */
  readonly severityOf: (id: string) => Severity | undefined;
  /** Qualified name of the class or function around a place within its file; empty at module level. */
  readonly scopeAt: (at: Location) => string;
}

/** Message, severity and fingerprint of a report. */
export function complete(rule: Rule, report: Report, { severityOf, scopeAt }: Completion): Finding {
  const template = rule.messages[report.messageId];
  if (template === undefined) throw new TypeError(`\`${rule.id}\` has no message \`${report.messageId}\``);
  const data = report.data ?? {};
  const own = typeof template === 'string' ? undefined : template.severity;
  return {
    ruleId: ruleId(rule.id),
    messageId: report.messageId,
    message: fill(messageText(template), data),
    data,
    severity: severityOf(rule.id) ?? own ?? rule.severity,
    confidence: rule.confidence,
    at: report.at,
    related: report.related ?? [],
    flow: report.flow ?? [],
    fingerprint: hash(rule.id, report.messageId, scopeAt(report.at), data, report.at.file),
    ...(report.subject === undefined ? {} : { subject: report.subject }),
    ...(report.fix === undefined ? {} : { fix: report.fix }),
  };
}

function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new TypeError(`nothing to put into {${name}} of "${template}"`);
    return value;
  });
}

/**
 * No path and no line: moving code or renaming its file leaves the fingerprint as it was. For the same reason the name of
 * the module itself does not count where the data hold it.
 */
function hash(
  id: string,
  messageId: string,
  scope: string,
  data: Readonly<Record<string, string>>,
  file: FilePath,
): Fingerprint {
  const own = ownNames(file);
  const sorted = Object.entries(data)
    .map(([key, value]) => [key, withoutModule(value, own)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const identity = JSON.stringify([id, messageId, scope, sorted]);
  return fingerprint(createHash('sha256').update(identity).digest('hex').slice(0, 32));
}

/**
 * The dotted names that a file may have as a module, wherever imports start. A single word is none of them: it may be the
 * name of a command, which tells findings apart.
 */
function ownNames(file: FilePath): readonly string[] {
  const steps = file.replace(/(?:\/__init__)?\.pyi?$/, '').split('/');
  return steps.slice(0, -1).map((_, index) => steps.slice(index).join('.'));
}

function withoutModule(value: string, own: readonly string[]): string {
  const name = own.find((one) => value === one || value.startsWith(`${one}.`));
  return name === undefined ? value : `.${value.slice(name.length)}`;
}
