import type { GateResult } from '../../core/evidence-record.ts';
import { trends } from '../../core/trend.ts';
import type { Outcome } from '../../core/verdict.ts';
import { count, enumerate } from '../count.ts';
import { outcomes, outcomeWords, trendWords } from '../probe/outcomes.ts';
import { glyph } from './glyphs.ts';
import { html, type Markup } from './markup.ts';
import type { RunView } from './view.ts';

/** What somebody wants to know who looks at nothing else. */
export function overview(view: RunView): Markup {
  const { run } = view;
  const verdicts = run.commands.flatMap((command) => command.verdicts);
  const number = (outcome: Outcome): number => verdicts.filter((one) => one.outcome === outcome).length;
  return html` <p class="headline ${number('falsified') > 0 ? 'falsified' : 'calm'}">${headline(view)}</p>
    <p class="muted">${subline(view)}</p>
    ${bar(outcomes.map((outcome) => ({ outcome, number: number(outcome) })))}
    <ul class="tiles">
      ${outcomes.map(
        (outcome) =>
          html`<li class="tile">
            ${glyph(outcome, 'aside')}<span class="number">${number(outcome)}</span>
            <span>${outcomeWords[outcome]}</span>
          </li>`,
      )}
    </ul>
    ${sinceLast(view)} ${gates(run.record.gates)}`;
}

function headline({ run: { commands, record } }: RunView): string {
  if (record.executed === 0) return 'Nothing was executed: this run proves nothing.';
  const flawed = commands.filter(({ verdicts }) => verdicts.some(({ outcome }) => outcome === 'falsified'));
  const open = record.inconclusive === 0 ? '' : `; ${count(record.inconclusive, 'verdict')} could not be told`;
  if (flawed.length === 0) return `No property was falsified in ${count(commands.length, 'command')}${open}.`;
  return `${record.failed} ${record.failed === 1 ? 'property was' : 'properties were'} falsified in ${flawed.length} of ${count(commands.length, 'command')}${open}.`;
}

function subline({ run, history }: RunView): string {
  const { record, run: surroundings } = run;
  const at = history.at(-1)?.at;
  return [
    `${count(record.metrics['runs'] ?? 0, 'run')}, ${count(run.probes.length, 'probe')}`,
    ...(record.durationMs === null ? [] : [`${(record.durationMs / 1000).toFixed(1)} s`]),
    `Django ${surroundings.django}, Python ${surroundings.python}, ${surroundings.engine}`,
    ...(at === undefined ? [] : [`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`]),
    `run ${surroundings.id}`,
  ].join(' · ');
}

/** Shares of the outcomes; attributes rather than styles, which a strict policy refuses. */
function bar(parts: readonly { readonly outcome: Outcome; readonly number: number }[]): Markup {
  const all = parts.reduce((sum, { number }) => sum + number, 0);
  if (all === 0) return html``;
  let x = 0;
  const pieces = parts.map(({ outcome, number }) => {
    const width = (number * 1000) / all;
    const piece = html`<rect class="${outcome}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10" />`;
    x += width;
    return piece;
  });
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}

function sinceLast({ run }: RunView): Markup {
  const all = run.commands.flatMap(({ verdicts }) => verdicts.map(({ trend }) => trend));
  const told = trends
    .map((trend) => ({ trend, number: all.filter((one) => one === trend).length }))
    .filter(({ number }) => number > 0);
  if (told.length === 0) return html``;
  return html`<p>
    Since the previous run: ${enumerate(told.map(({ trend, number }) => `${number} ${trendWords[trend]}`))}.
  </p>`;
}

const resultWords: Readonly<Record<GateResult['result'], string>> = {
  pass: '✓ passed',
  fail: '✕ failed',
  inconclusive: '? not measured',
};

function gates(results: readonly GateResult[]): Markup {
  if (results.length === 0) return html``;
  return html`<ul class="gates" aria-label="Gates">
    ${results.map(
      ({ metric, operator, threshold, value, result }) =>
        html`<li class="gate ${result}">
          <strong>${resultWords[result]}</strong>
          <code>${metric} ${operator} ${threshold}</code>${value === null ? '' : `, found ${value}`}
        </li>`,
    )}
  </ul>`;
}
