import { describe, expect, test } from 'vitest';
import { filePath } from '../core/location.ts';
import { reporter as full } from './full.ts';
import { at, cleanRun, commandFile, exampleContext, exampleRun, missingFlag } from './testing/example-run.ts';

describe('the full format', () => {
  test('shows each finding with its code, then what the run was', () => {
    expect(full(exampleRun(), exampleContext())).toBe(`\
ingestion/management/commands/sync_arrivy_tasks.py:4:7 error[missing-required-flag] \`sync_arrivy_tasks\` does not accept \`--quiet\`
  |
4 | class Command(BaseSyncCommand):
  |       ^^^^^^^
5 |     help = 'Sync Arrivy tasks'
  = related: ingestion/management/commands/sync_arrivy_tasks.py:1:36 nearest base that could declare it
  |
1 | from ingestion.base.command import BaseSyncCommand
  |                                    ---------------
  = help: synclint rule missing-required-flag

ingestion/models/arrivy.py:2:2 warning[custom-sync-field] \`synced_at\` tracks a sync outside of the history
  |
1 | class ArrivyTask(models.Model):
2 |     synced_at = models.DateTimeField()
  |     ^^^^^^^^^
  = step 1: ingestion/management/commands/sync_arrivy_tasks.py:4:7 the command starts here
  = step 2: ingestion/models/arrivy.py:2:2 the field is written here
  = fix: Remove the field (unsafe: \`--fix --unsafe-fixes\`)
  = help: synclint rule custom-sync-field

ingestion/broken.py:3 warning[degraded-parse] syntax error

Found 1 error and 1 warning, 1 suppressed; 1 fixable with \`--fix --unsafe-fixes\`.
Looked at 12 files and 1 command with 2 rules; resolution: 99.2 %, 9 unresolved.
`);
  });

  test('says of a clean run what was looked at', () => {
    expect(full(cleanRun(), exampleContext({ exitCode: 0, durationMs: 12.4 }))).toBe(
      'No findings.\nLooked at 12 files and 1 command with 2 rules in 12 ms; resolution: nothing to resolve.\n',
    );
  });

  test('shows suppressed findings with their reason when asked to', () => {
    const output = full(exampleRun(), exampleContext({ showSuppressed: true }));
    expect(output).toContain('ingestion/models/arrivy.py:1:7 warning[custom-sync-field]');
    expect(output).toContain('= suppressed: the source has this column');
  });

  test('counts instead of listing with statistics', () => {
    const run = exampleRun({ findings: [missingFlag, ...exampleRun().findings, missingFlag] });
    const output = full(run, exampleContext({ statistics: true }));
    expect(output.split('\n\n')[0]).toBe(
      '3  missing-required-flag  Required flag missing\n1  custom-sync-field      Field that tracks a sync',
    );
    expect(output).not.toContain('sync_arrivy_tasks.py');
  });

  test('differs in nothing but colour codes when coloured', () => {
    const coloured = full(exampleRun(), exampleContext({ colour: true }));
    expect(coloured).not.toBe(full(exampleRun(), exampleContext()));
    const codes = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, 'g');
    expect(coloured.replace(codes, '')).toBe(full(exampleRun(), exampleContext()));
  });

  test('lets neither a file name nor a message nor code reach the terminal as a control sequence', () => {
    const sequence = `${String.fromCodePoint(0x1b)}]0;title${String.fromCodePoint(7)}`;
    const location = at(`a${sequence}\n.py`, 1, 1, 1, 3);
    const place = { ...location, message: sequence };
    const finding = { ...missingFlag, message: sequence, at: location, related: [place], flow: [place, place] };
    const suppression = { kind: 'inline' as const, reason: sequence, at: location };
    const fix = { title: sequence, applicability: 'safe' as const, edits: [] };
    const run = exampleRun({
      findings: [{ ...finding, fix, suppression }],
      notifications: [{ level: 'note', kind: 'unresolved', message: sequence, file: location.file }],
    });
    const output = full(run, exampleContext({ showSuppressed: true, source: () => `x${sequence}` }));
    expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('shows no code for a finding about a whole file, nor for a file that is gone', () => {
    const whole = exampleRun({ findings: [{ ...missingFlag, related: [], at: at(commandFile, 1, 1, 1, 1) }] });
    expect(full(whole, exampleContext())).not.toContain(' | ');
    expect(full(exampleRun(), exampleContext({ source: () => undefined }))).not.toContain(' | ');
    const beyond = exampleRun({ findings: [{ ...missingFlag, related: [], at: at(commandFile, 99, 1) }] });
    expect(full(beyond, exampleContext())).not.toContain(' | ');
  });

  test('marks every line of a region, and leaves out the middle of a long one', () => {
    const text = ['f(', '    1,', '    2,', '    3,', '    4,', '    5,', ')', ''].join('\n');
    const excerptOf = (endLine: number, endColumn: number) => {
      const finding = { ...missingFlag, related: [], at: at('a.py', 1, 1, endLine, endColumn) };
      const lines = full(exampleRun({ findings: [finding] }), exampleContext({ source: () => text })).split('\n');
      return lines.slice(1, lines.indexOf('  = help: synclint rule missing-required-flag'));
    };
    expect(excerptOf(3, 1)).toEqual(['  |', '1 | f(', '  | ^^', '2 |     1,', '  |     ^^', '3 |     2,']);
    expect(excerptOf(7, 2)).toEqual([
      '  |',
      '1 | f(',
      '  | ^^',
      '2 |     1,',
      '  |     ^^',
      '3 |     2,',
      '  |     ^^',
      '...',
      '7 | )',
      '  | ^',
    ]);
  });

  test('counts related places and steps beyond twenty instead of showing them', () => {
    const places = Array.from({ length: 25 }, (_, index) => ({ ...at('gone.py', index + 1, 1), message: 'here' }));
    const output = full(
      exampleRun({ findings: [{ ...missingFlag, related: places, flow: places }] }),
      exampleContext(),
    );
    expect(output.match(/= related:/g)).toHaveLength(20);
    expect(output.match(/= step [ \d]\d:/g)).toHaveLength(20);
    expect(output.match(/= and: 5 more/g)).toHaveLength(2);
  });
});

describe('the summary', () => {
  const { stats } = exampleRun();
  const lastLines = (parts: Parameters<typeof exampleRun>[0]) =>
    full(exampleRun(parts), exampleContext()).split('\n\n').at(-1);

  test('never calls a run clean that looked at no file or could not look', () => {
    const none = { findings: [], notifications: [], stats: { ...stats, files: 0 } };
    expect(lastLines(none)).toContain('No file was looked at.');
    const unreadable = { level: 'error', kind: 'unreadable-file', message: 'denied', file: filePath('a.py') } as const;
    expect(lastLines({ findings: [], notifications: [unreadable] })).toContain('not everything could be looked at');
  });

  test('says 100 % only when nothing is open', () => {
    const resolution = (resolved: number, open: number) =>
      lastLines({ stats: { ...stats, resolution: { options: { resolved, open }, calls: { resolved: 0, open: 0 } } } });
    expect(resolution(9999, 1)).toContain('resolution: 99.9 %, 1 unresolved');
    expect(resolution(10, 0)).toContain('resolution: 100 %, 0 unresolved');
    expect(resolution(0, 2)).toContain('resolution: 0.0 %, 2 unresolved');
  });

  test('tells safe fixes from unsafe ones', () => {
    const fix = (applicability: 'safe' | 'unsafe' | 'display-only') => ({
      ...missingFlag,
      fix: { title: 'Add the flag', applicability, edits: [] },
    });
    expect(lastLines({ findings: [fix('safe'), fix('unsafe'), fix('display-only')] })).toContain(
      'Found 3 errors; 1 fixable with `--fix`, 1 more with `--fix --unsafe-fixes`.',
    );
  });
});
