import type { Finding } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import { isAvailable, type FixChoice } from './available-fix.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** `file:line:column severity[rule-id] message`, with `[*]` where `--fix` helps; one line whatever the message holds. */
export function headline(finding: Finding, context: FixChoice, style: Style): string {
  const label = style.severity[finding.severity](`${finding.severity}[${finding.ruleId}]`);
  const marker = isAvailable(finding, context) ? ` ${style.strong('[*]')}` : '';
  return `${style.strong(place(finding.at))} ${label}${marker} ${printable(finding.message)}`;
}

export function place(at: Location): string {
  return `${printable(at.file)}:${at.region.startLine}:${at.region.startColumn}`;
}

export function notificationLine(notification: Notification, style: Style): string {
  const label = style.severity[notification.level](`${notification.level}[${notification.kind}]`);
  const line = notification.line === undefined ? '' : `:${notification.line}`;
  const where = notification.file === undefined ? '' : `${style.strong(printable(notification.file) + line)} `;
  return `${where}${label} ${printable(notification.message)}`;
}
