import { describe, expect, test } from 'vitest';
import type { StoredCheck, StoredProbeRun } from '../../core/stored-run.ts';
import { reporter as checkJson } from '../json.ts';
import { reporter as json } from '../probe/json.ts';
import { exampleCommand, exampleProbeRun } from '../testing/example-probe-run.ts';
import { exampleContext, exampleRun } from '../testing/example-run.ts';
import { largeProbeRun } from '../testing/large-probe-run.ts';
import { html, lines, sentence } from './markup.ts';
import { page, type PageInput } from './page.ts';

const stored = (run = exampleProbeRun()): StoredProbeRun => JSON.parse(json(run, exampleContext())) as StoredProbeRun;
const pageOf = (run: StoredProbeRun, more: Partial<PageInput> = {}): string =>
  page({ version: '0.1.0', probes: [{ file: 'probe-commands.json', run, history: [] }], checks: [], ...more });

const hostile = `</style></script><script>alert(1)</script><img src=x onerror="alert(1)">'"\`&amp;\u0000\u001b[2J\u202e\ud800`;

/** Control characters but the line break, lone surrogates, and what turns the direction of text. */
const unprintable = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e]/u;

describe('markup', () => {
  test('escapes whatever it did not make', () => {
    expect(html`<p title="${`"'`}">${'<b>'}${html`<i>${'&'}</i>`}${[1, null, undefined, '>']}</p>`.toString()).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;<i>&amp;</i>1&gt;</p>',
    );
    expect(lines('a\n<b>\u0007').toString()).toBe('a\n&lt;b&gt;\\x07');
  });

  test('shows code between backticks', () => {
    expect(html`${sentence('wrote to `a<b`, and `')}`.toString()).toBe('wrote to <code>a&lt;b</code>, and `');
  });
});

describe('the page', () => {
  test('is the same for the same runs, and ends in a newline', () => {
    expect(pageOf(stored())).toBe(pageOf(stored()));
    expect(pageOf(stored())).toMatch(/<\/html>\n$/);
  });

  test('has a policy that lets nothing in but its own style', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(pageOf(stored())) ?? [];
    expect(policy.replaceAll('&#39;', "'")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
  });

  test('holds no script, no inline style and no address that a browser would ask for', () => {
    const text = pageOf(stored(largeProbeRun()));
    expect(text).not.toMatch(/<script|<link|<iframe|<img|<object|\sstyle=|\son[a-z]+=/i);
    expect(
      [...text.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].filter(([, target = '']) => !/^#[\w-]+$/.test(target)),
    ).toEqual([]);
    expect(text).not.toMatch(/url\(|@import/);
  });

  test('has a cell for each command and probe', () => {
    const text = pageOf(stored(largeProbeRun()));
    expect(text.match(/<td\s+class="(?:holds|falsified|inconclusive|not-applicable|bypassed)[ "]/g)).toHaveLength(
      49 * 37,
    );
    expect(text.match(/<th\s+scope="colgroup"|scope="colgroup"/g)).toHaveLength(7);
  });

  test('lets no text of a run be markup, wherever it stands', () => {
    const run = exampleProbeRun();
    const evidence = {
      summary: hostile,
      details: { [hostile]: hostile, list: [hostile, { [hostile]: [hostile] }], table: [{ [hostile]: hostile }] },
    };
    const flawed = exampleProbeRun({
      commands: [
        {
          command: exampleCommand(hostile),
          verdicts: [
            { probe: 'command-loads', verdict: { outcome: 'falsified', evidence: [evidence] }, milliseconds: 1 },
            { probe: 'survives-server-error', verdict: { outcome: 'bypassed', reason: hostile }, milliseconds: 0 },
          ],
        },
      ],
      findings: run.findings.map((finding) => ({ ...finding, message: hostile })),
      notifications: [{ level: 'warning', kind: 'unresolved', message: hostile }],
      surroundings: { ...run.surroundings, engine: hostile, notes: [hostile] },
    });
    const text = pageOf(stored(flawed), { version: hostile });
    expect(text.match(/alert\(1\)/g)?.length).toBeGreaterThan(20);
    expect(text).not.toMatch(/<script|<img|onerror="/);
    expect(text.match(/<style>/g)).toHaveLength(1);
    expect(text).not.toMatch(unprintable);
  });

  test('shows a check beside it, and says what is not there', () => {
    const run = JSON.parse(checkJson(exampleRun(), exampleContext())) as StoredCheck;
    const text = pageOf(stored(exampleProbeRun({ commands: [], findings: [], notifications: [] })), {
      checks: [{ file: 'check.json', run }],
    });
    expect(text).toContain('No command was probed.');
    expect(text).toContain('There is no earlier run of the same selection to compare with.');
    expect(text).toContain('Static check');
    expect(text).toContain('no probe looks at it');
  });

  test('cuts what is too long to read, and says so', () => {
    const run = stored();
    const long = {
      ...run,
      commands: run.commands.map((command) => ({
        ...command,
        verdicts: command.verdicts.map((verdict) => ({
          ...verdict,
          evidence: verdict.evidence.map((one) => ({
            ...one,
            details: { output: 'x\n'.repeat(50_000), rows: Array.from({ length: 900 }, (_, index) => ({ index })) },
          })),
        })),
      })),
    };
    const text = pageOf(long);
    expect(text).toContain('and 80000 more characters in the JSON');
    expect(text).toContain('and 700 more in the JSON');
  });
});
