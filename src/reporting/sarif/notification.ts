import type { Notification as SarifNotification, ReportingDescriptor } from 'sarif';
import type { Notification } from '../../core/notification.ts';
import { artifactLocation } from './location.ts';
import { terminated } from './message.ts';

type Kind = Notification['kind'];

const descriptions: Readonly<Record<Kind, { readonly text: string; readonly help: string }>> = {
  'degraded-parse': {
    text: 'A file could not be parsed completely.',
    help: 'Fix the syntax at the line named; findings in the rest of the file are still reported.',
  },
  'unreadable-file': {
    text: 'A file could not be read or decoded.',
    help: 'Check the permissions and the declared encoding of the file, or exclude it.',
  },
  'unwritten-file': {
    text: 'A file could not be changed, so that its findings are still there.',
    help: 'Check the permissions of the file and that nothing else changes it, then run --fix again.',
  },
  'rule-crash': {
    text: 'A rule failed; the others still ran.',
    help: 'This is a bug in synclint: please report it with the message.',
  },
  'probe-crash': {
    text: 'A probe failed; the others still ran.',
    help: 'This is a bug in synclint: please report it with the message.',
  },
  'cannot-boot': {
    text: 'The project could not be started, so that nothing was run.',
    help: 'Do what the message says; check the interpreter and the settings under probe in synclint.toml.',
  },
  unresolved: {
    text: 'Something could not be resolved, so that nothing is said about it.',
    help: 'List all such places with --show-unresolved.',
  },
  'preset-detected': {
    text: 'A preset fits the project and was used without being configured.',
    help: 'Name the preset under extends in synclint.toml to keep it.',
  },
  'not-selected': {
    text: 'Commands were not probed, as nothing that they reach has changed.',
    help: 'Leave --since out to probe all of them.',
  },
  'expired-baseline': {
    text: 'Findings of the baseline are fixed.',
    help: 'Run `synclint baseline prune`, so that they do not come back unseen.',
  },
  'removed-command': {
    text: 'A command that could be started at an earlier revision is no longer there.',
    help: 'Tell whoever starts it, or keep a command of that name.',
  },
  'truncated-output': {
    text: 'The log leaves something out because GitHub limits the size of an upload.',
    help: 'Check fewer paths, fix or suppress findings, or write the json format, which has no limit.',
  },
  'invented-answer': {
    text: 'A command has asked an endpoint of which nobody has said what it answers.',
    help: 'Record an answer below the folder that probe.fixtures names; verdicts that rest on what was invented say less.',
  },
  'unused-answer': {
    text: 'No command has asked for an answer that is there.',
    help: 'See whether its file is named like the URL that the commands ask; remove it where nobody needs it.',
  },
  'unmet-seam': {
    text: 'A callable that is to be answered for was not found.',
    help: 'Correct its dotted name under probe.seams in synclint.toml.',
  },
};

/** Descriptors of the kinds that occur, sorted, so that a notification can point at its own. */
export function notificationDescriptors(notifications: readonly Notification[]): ReportingDescriptor[] {
  const kinds = [...new Set(notifications.map((notification) => notification.kind))].sort();
  return kinds.map((kind) => ({
    id: kind,
    shortDescription: { text: descriptions[kind].text },
    fullDescription: { text: descriptions[kind].text },
    help: { text: descriptions[kind].help },
  }));
}

export function sarifNotification(
  { level, kind, message, file, line }: Notification,
  descriptors: readonly ReportingDescriptor[],
  repositoryPrefix: string,
): SarifNotification {
  const index = descriptors.findIndex((descriptor) => descriptor.id === kind);
  const region = line === undefined ? {} : { region: { startLine: line } };
  return {
    descriptor: { id: kind, index },
    level,
    message: { text: terminated(message) },
    ...(file === undefined
      ? {}
      : {
          locations: [{ physicalLocation: { artifactLocation: artifactLocation(file, repositoryPrefix), ...region } }],
        }),
  };
}
