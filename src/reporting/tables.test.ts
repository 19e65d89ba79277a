import { describe, expect, test } from 'vitest';
import { reporter as grouped } from './grouped.ts';
import { reporter as html } from './html/check.ts';
import { reporter as markdown } from './markdown.ts';
import { cleanRun, exampleContext, exampleRun, missingFlag, syncField } from './testing/example-run.ts';

test('the grouped format names each file once', () => {
  const findings = [missingFlag, { ...syncField, at: missingFlag.at }, syncField];
  expect(grouped(exampleRun({ findings }), exampleContext())).toMatchInlineSnapshot(`
    "ingestion/management/commands/sync_arrivy_tasks.py:
      4:7  error[missing-required-flag]  \`sync_arrivy_tasks\` does not accept \`--quiet\`
      4:7  warning[custom-sync-field]    \`synced_at\` tracks a sync outside of the history

    ingestion/models/arrivy.py:
      2:2  warning[custom-sync-field]  \`synced_at\` tracks a sync outside of the history

    ingestion/broken.py:3 warning[degraded-parse] syntax error

    Found 1 error and 2 warnings; 2 fixable with \`--fix --unsafe-fixes\`.
    Looked at 12 files and 1 command with 2 rules; resolution: 99.2 %, 9 unresolved.
    "
  `);
  expect(grouped(exampleRun(), exampleContext({ statistics: true }))).toContain('1  missing-required-flag');
});

describe('the markdown format', () => {
  test('says what it amounts to, then has a table', () => {
    expect(markdown(exampleRun(), exampleContext({ repositoryPrefix: 'backend/' }))).toMatchInlineSnapshot(`
      "## synclint: Found 1 error and 1 warning, 1 suppressed; 1 fixable with \`--fix --unsafe-fixes\`.

      | severity | rule | place | finding |
      | --- | --- | --- | --- |
      | error | missing-required-flag | \`backend/ingestion/management/commands/sync_arrivy_tasks.py:4\` | \`sync_arrivy_tasks\` does not accept \`--quiet\` |
      | warning | custom-sync-field | \`backend/ingestion/models/arrivy.py:2\` | \`synced_at\` tracks a sync outside of the history |

      - **warning** (degraded-parse) \`ingestion/broken.py:3\` syntax error

      Looked at 12 files and 1 command with 2 rules; resolution: 99.2 %, 9 unresolved.
      "
    `);
    expect(markdown(cleanRun(), exampleContext())).toMatch(/^## synclint: No findings\.\n\nLooked at/);
  });

  test('text of others is no markup', () => {
    const finding = { ...missingFlag, message: 'a|b <img> @all [x](y)\n# c' };
    expect(markdown(exampleRun({ findings: [finding] }), exampleContext())).toContain(
      '| a\\|b &#60;img&#62; &#64;all \\[x\\](y)\\\\n\\# c |',
    );
  });

  test('is no longer than a summary may be', () => {
    const findings = Array.from({ length: 1200 }, () => missingFlag);
    const text = markdown(exampleRun({ findings }), exampleContext());
    expect(text).toContain('200 more are not shown here.');
    expect(text.match(/^\| error/gm)).toHaveLength(1000);
  });
});

test('the html format is a page of the check alone', () => {
  const page = html(exampleRun(), exampleContext());
  expect(page).toContain('Static check');
  expect(page).toContain('2 findings in 12 files and 1 command.');
  expect(page).not.toContain('Probes of commands');
});
