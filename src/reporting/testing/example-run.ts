import { fingerprint, type Finding, ruleId } from '../../core/finding.ts';
import { filePath, type Location, symbolId } from '../../core/location.ts';
import type { LoadedRule, ProjectRule } from '../../core/rule.ts';
import type { CheckRun } from '../../core/run.ts';
import type { ReportContext } from '../reporter.ts';

export const commandFile = filePath('ingestion/management/commands/sync_arrivy_tasks.py');
export const modelFile = filePath('ingestion/models/arrivy.py');

const sources: Readonly<Record<string, string>> = {
  [commandFile]: [
    'from ingestion.base.command import BaseSyncCommand',
    '',
    '',
    'class Command(BaseSyncCommand):',
    "    help = 'Sync Arrivy tasks'",
    '',
  ].join('\n'),
  [modelFile]: ['class ArrivyTask(models.Model):', '\tsynced_at = models.DateTimeField()', ''].join('\r\n'),
};

export function at(file: string, line: number, column: number, endLine = line, endColumn = column + 1): Location {
  return {
    file: filePath(file),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

export const missingFlag: Finding = {
  ruleId: ruleId('missing-required-flag'),
  messageId: 'missing',
  message: '`sync_arrivy_tasks` does not accept `--quiet`',
  data: { command: 'sync_arrivy_tasks', flag: '--quiet' },
  severity: 'error',
  confidence: 'certain',
  at: at(commandFile, 4, 7, 4, 14),
  subject: symbolId('ingestion.management.commands.sync_arrivy_tasks'),
  related: [{ ...at(commandFile, 1, 36, 1, 51), message: 'nearest base that could declare it' }],
  flow: [],
  fingerprint: fingerprint('0a1b2c3d4e5f6071'),
};

export const syncField: Finding = {
  ruleId: ruleId('custom-sync-field'),
  messageId: 'field',
  message: '`synced_at` tracks a sync outside of the history',
  data: { field: 'synced_at' },
  severity: 'warning',
  confidence: 'likely',
  at: at(modelFile, 2, 2, 2, 11),
  related: [],
  flow: [
    { ...at(commandFile, 4, 7, 4, 14), message: 'the command starts here' },
    { ...at(modelFile, 2, 2, 2, 11), message: 'the field is written here' },
  ],
  fingerprint: fingerprint('ffeeddccbbaa9988'),
  fix: {
    title: 'Remove the field',
    applicability: 'unsafe',
    edits: [{ at: at(modelFile, 2, 1, 3, 1), replacement: '' }],
  },
};

const suppressedField: Finding = {
  ...syncField,
  at: at(modelFile, 1, 7, 1, 17),
  fingerprint: fingerprint('1122334455667788'),
  suppression: { kind: 'inline', reason: 'the source has this column', at: at(modelFile, 1, 40, 1, 90) },
};

const rules: readonly LoadedRule[] = [
  { family: 'state', rule: projectRule('custom-sync-field', 'Field that tracks a sync', 'likely') },
  { family: 'flags', rule: projectRule('missing-required-flag', 'Required flag missing', 'certain') },
];

/** One error, one warning, one suppressed finding, one notification. */
export function exampleRun(parts: Partial<CheckRun> = {}): CheckRun {
  return {
    findings: [missingFlag, suppressedField, syncField],
    notifications: [
      {
        level: 'warning',
        kind: 'degraded-parse',
        message: 'syntax error',
        file: filePath('ingestion/broken.py'),
        line: 3,
      },
    ],
    stats: {
      files: 12,
      scanned: 12,
      parsed: 4,
      commands: 1,
      resolution: { options: { resolved: 991, open: 8 }, calls: { resolved: 140, open: 1 } },
    },
    rules,
    ...parts,
  };
}

export function cleanRun(): CheckRun {
  const { stats } = exampleRun();
  const none = { resolved: 0, open: 0 };
  return exampleRun({
    findings: [],
    notifications: [],
    stats: { ...stats, resolution: { options: none, calls: none } },
  });
}

export function exampleContext(parts: Partial<ReportContext> = {}): ReportContext {
  return {
    version: '0.1.0',
    repositoryPrefix: '',
    exitCode: 1,
    colour: false,
    showSuppressed: false,
    unsafeFixes: false,
    statistics: false,
    durationMs: null,
    source: (file) => sources[file],
    page: (id) => `# ${id}\n\nWhat \`${id}\` is about, see [the guide](https://example.org/guide).\n`,
    ...parts,
  };
}

function projectRule(id: string, title: string, confidence: ProjectRule['confidence']): ProjectRule {
  const messages = { missing: '`{command}` does not accept `{flag}`' };
  const check = () => [];
  return {
    id,
    title,
    scope: 'project',
    severity: 'error',
    confidence,
    default: 'preset',
    since: '0.1.0',
    messages,
    check,
  };
}
