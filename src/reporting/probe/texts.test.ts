import { describe, expect, test } from 'vitest';
import type { ProbeRun } from '../../core/probe-run.ts';
import { exampleCommand, exampleProbeRun, manyCommands } from '../testing/example-probe-run.ts';
import { exampleContext } from '../testing/example-run.ts';
import { reporter as full } from './full.ts';
import { reporter as markdown } from './markdown.ts';

/** Without the findings, which are those of a check. */
const alone = (run: ProbeRun): string => full({ ...run, findings: [] }, exampleContext());

const inconclusive = (command: string, reason: string): ProbeRun['commands'][number] => ({
  command: exampleCommand(command),
  verdicts: [{ probe: 'command-loads', verdict: { outcome: 'inconclusive', reason }, milliseconds: 1 }],
});

describe('the full format', () => {
  test('says what became of each command, why, and what all of it amounts to', () => {
    expect(alone(exampleProbeRun())).toMatchInlineSnapshot(`
      "command             falsified  inconclusive  holds  not applicable  bypassed
      sync_arrivy_groups          ·             ·      1               1         1
      sync_arrivy_tasks           1             1      1               ·         ·
      sync_arrivy_visits          1             ·      1               1         ·

      Not run
        it has no dry run (dry-run-writes-nothing of 2 commands)
        the source is retired (survives-server-error of sync_arrivy_groups)

      Inconclusive: the runs could not tell
        no fixture for \`https://api.arrivy.example/v1/tasks\`
          = survives-server-error: sync_arrivy_tasks

      Fixed since the previous run
        command-loads: sync_arrivy_tasks

      Falsified: a run showed that it is not so
        dry-run-writes-nothing: a dry run leaves nothing behind
          ingestion/sync/arrivy/engines/tasks.py:41 a dry run inserted 3 rows into \`ingestion_arrivytask\`
            = regressed: sync_arrivy_tasks
          the process ended with exit code 0 after status 500
            = regressed: sync_arrivy_tasks
        survives-server-error: an error of the server ends the command with a message and a non-zero exit code
          the process ended with exit code 0 after status 500
            = still failing: sync_arrivy_visits

      7 runs of 3 commands: 2 falsified, 1 inconclusive, 3 holds, 2 not applicable and 1 bypassed.
      Since the previous run: 1 regressed, 1 still failing, 1 fixed and 1 still passing.
      Gates: executed >= 1 passed (6), failed == 0 FAILED (2), escapes == 0 could not be told (not measured).
      Django 5.2.3, Python 3.12.4, SQLite 3.40.1; fence: redirect, audit hook, landlock.
      "
    `);
  });

  test('shows findings first, with what the runs made of them', () => {
    const text = full(exampleProbeRun(), exampleContext());
    expect(text).toContain('= verdict: confirmed by running it (dry-run-writes-nothing): a dry run inserted 3 rows');
    expect(text.indexOf('= verdict')).toBeLessThan(text.indexOf('Falsified'));
  });

  test('says a reason once, however many commands have it', () => {
    const text = alone(manyCommands(49));
    expect(text.match(/it has no dry run/g)).toHaveLength(1);
    expect(text.match(/no fixture for/g)).toHaveLength(1);
    expect(text).toContain('sync_arrivy_entity_13 and 11 more commands');
    expect(text.split('\n').length).toBeLessThan(49 + 40);
  });

  test('names nobody where it is everybody', () => {
    const commands = ['a', 'b', 'c'].map((name) => inconclusive(name, 'the project does not start'));
    expect(alone(exampleProbeRun({ commands }))).toContain('= command-loads: all 3 commands');
  });

  test('says that a run proves nothing which executed nothing', () => {
    const { record } = exampleProbeRun();
    const nothing = exampleProbeRun({ record: { ...record, executed: 0 }, commands: [] });
    expect(alone(nothing)).toContain('Nothing was executed: this run proves nothing.');
    expect(markdown(nothing, exampleContext())).toContain('## synclint: nothing was executed');
  });

  test('lets no text move the cursor', () => {
    const text = alone(exampleProbeRun({ commands: [inconclusive('a\u001b[2J', 'b\u0007\u202e')] }));
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });
});

describe('the markdown format', () => {
  test('reads as a summary of a job', () => {
    expect(markdown(exampleProbeRun(), exampleContext())).toMatchInlineSnapshot(`
      "## synclint: 2 falsified in 3 commands

      Since the previous run: 1 regressed, 1 still failing, 1 fixed and 1 still passing.

      - \`sync_arrivy_tasks\`: **dry-run-writes-nothing** (regressed) a dry run inserted 3 rows into \`ingestion_arrivytask\` (\`ingestion/sync/arrivy/engines/tasks.py:41\`)
      - \`sync_arrivy_tasks\`: **dry-run-writes-nothing** (regressed) the process ended with exit code 0 after status 500
      - \`sync_arrivy_visits\`: **survives-server-error** the process ended with exit code 0 after status 500

      | command | falsified | inconclusive | holds | not applicable | bypassed |
      | --- | ---: | ---: | ---: | ---: | ---: |
      | \`sync_arrivy_groups\` | 0 | 0 | 1 | 1 | 1 |
      | \`sync_arrivy_tasks\` | 1 | 1 | 1 | 0 | 0 |
      | \`sync_arrivy_visits\` | 1 | 0 | 1 | 1 | 0 |

      <details>
      <summary>Inconclusive: the runs could not tell (1)</summary>

      - no fixture for \`https://api.arrivy.example/v1/tasks\` (survives-server-error: sync_arrivy_tasks)

      </details>

      <details>
      <summary>Not run (2)</summary>

      - it has no dry run (dry-run-writes-nothing: sync_arrivy_groups, sync_arrivy_visits)
      - the source is retired (survives-server-error: sync_arrivy_groups)

      </details>

      Gates: executed >= 1 passed (6), failed == 0 FAILED (2), escapes == 0 could not be told (not measured).

      Django 5.2.3, Python 3.12.4, SQLite 3.40.1; fence: redirect, audit hook, landlock.
      "
    `);
  });

  test('lets no text be markup', () => {
    const reason = '<img src=x> [link](http://example.org) @team #1 | cell\n# heading **bold**';
    const text = markdown(exampleProbeRun({ commands: [inconclusive('a|`b`', reason)] }), exampleContext());
    expect(text).toContain(
      '&#60;img src=x&#62; \\[link\\](http://example.org) &#64;team \\#1 \\| cell\\\\n\\# heading \\*\\*bold\\*\\*',
    );
    expect(text).toContain('| `a\\|’b’` |');
  });
});
