import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filePath } from '../core/location.ts';
import { reporter as github } from './github.ts';
import { at, cleanRun, exampleContext, exampleRun, missingFlag, syncField } from './testing/example-run.ts';

const linesOf = (...args: Parameters<typeof github>) => github(...args).split('\n');

describe('the github format', () => {
  test('has one workflow command a finding and a notification, the gravest first', () => {
    const findings = [syncField, { ...syncField, severity: 'note' as const }, missingFlag];
    expect(linesOf(exampleRun({ findings }), exampleContext({ repositoryPrefix: 'backend/' })).slice(0, 4)).toEqual([
      '::error title=synclint (missing-required-flag),file=backend/ingestion/management/commands/sync_arrivy_tasks.py,line=4,endLine=4,col=7,endColumn=14::backend/ingestion/management/commands/sync_arrivy_tasks.py:4:7 [missing-required-flag] `sync_arrivy_tasks` does not accept `--quiet`',
      '::warning title=synclint (custom-sync-field),file=backend/ingestion/models/arrivy.py,line=2,endLine=2,col=2,endColumn=11::backend/ingestion/models/arrivy.py:2:2 [custom-sync-field] `synced_at` tracks a sync outside of the history',
      '::warning title=synclint (degraded-parse),file=backend/ingestion/broken.py,line=3::[degraded-parse] syntax error',
      '::notice title=synclint (custom-sync-field),file=backend/ingestion/models/arrivy.py,line=2,endLine=2,col=2,endColumn=11::backend/ingestion/models/arrivy.py:2:2 [custom-sync-field] `synced_at` tracks a sync outside of the history',
    ]);
  });

  test('leaves columns out of an annotation over several lines', () => {
    const finding = { ...missingFlag, at: at('a.py', 4, 7, 6, 2) };
    expect(linesOf(exampleRun({ findings: [finding] }), exampleContext())[0]).toContain(',line=4,endLine=6::');
  });

  test('escapes what would end a property or the command', () => {
    const finding = { ...missingFlag, message: '50 %: a,\r\nb', at: at('a,b:c%.py', 1, 1) };
    const [line] = linesOf(exampleRun({ findings: [finding] }), exampleContext());
    expect(line).toContain('file=a%2Cb%3Ac%25.py,');
    expect(line).toMatch(/\] 50 %25: a,%0Ab$/);
  });

  test('says when GitHub will not show all annotations', () => {
    const run = (count: number) => exampleRun({ findings: Array.from({ length: count }, () => missingFlag) });
    expect(github(run(11), exampleContext())).toContain('GitHub shows the first 10 errors');
    expect(github(run(10), exampleContext())).not.toContain('GitHub shows');
  });

  test('shows suppressed findings as notices when asked to', () => {
    expect(github(exampleRun(), exampleContext())).not.toContain('(suppressed');
    expect(github(exampleRun(), exampleContext({ showSuppressed: true }))).toMatch(
      /^::notice .*\(suppressed: the source has this column\)$/m,
    );
  });

  test('says of a clean run what was looked at', () => {
    expect(linesOf(cleanRun(), exampleContext())[0]).toBe('No findings.');
  });

  test('never lets text of the project start a line, hence no other command', () => {
    const hostile = fc.array(
      fc.oneof(fc.constantFrom('::', '\n', '\r', '%', ',', 'set-env name=A::b'), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(hostile, hostile, (message, file) => {
        const finding = { ...missingFlag, message: message.join(''), at: at(filePath(`x${file.join('')}`), 1, 1) };
        const lines = linesOf(exampleRun({ findings: [finding], notifications: [] }), exampleContext());
        expect(lines).toHaveLength(4);
        expect(lines[0]).toMatch(
          /^::error title=synclint \(missing-required-flag\),file=[^:,]*,line=1,endLine=1,col=1,endColumn=2::/,
        );
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
