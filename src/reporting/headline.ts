import type { Finding } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** `file:line:column severity[rule-id] message`, on one line whatever the message holds. */
export function headline(finding: Finding, style: Style): string {
  const label = style.severity[finding.severity](`${finding.severity}[${finding.ruleId}]`);
  return `${style.strong(place(finding.at))} ${label} ${printable(finding.message)}`;
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
