import { compareText } from '../../core/location.ts';
import { severities } from '../../core/severity.ts';
import type { StoredCorroboration, StoredFinding } from '../../core/stored-run.ts';
import { stateWords } from '../corroboration.ts';
import { count } from '../count.ts';
import { html, sentence, type Markup } from './markup.ts';

const states = ['confirmed', 'inconclusive', 'not-exercised', 'refuted'] as const;

/** Findings by rule, those that a run has confirmed first. */
export function findings(all: readonly StoredFinding[]): Markup {
  if (all.length === 0) return html`<p>There are no findings.</p>`;
  const byRule = new Map<string, StoredFinding[]>();
  for (const finding of all) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const rules = [...byRule].sort(
    ([a, ofA], [b, ofB]) => weightOf(ofA) - weightOf(ofB) || ofB.length - ofA.length || compareText(a, b),
  );
  return html`${rules.map(([rule, own]) => ofRule(rule, own))}`;
}

function weightOf(own: readonly StoredFinding[]): number {
  return Math.min(...own.map(rank));
}

/** Confirmed before any severity, the rest by severity. */
function rank({ verdict, severity }: StoredFinding): number {
  return verdict?.state === 'confirmed' ? 0 : 1 + severities.indexOf(severity);
}

function ofRule(rule: string, own: readonly StoredFinding[]): Markup {
  const sorted = own.toSorted((a, b) => rank(a) - rank(b));
  const told = states
    .map((state) => ({ state, number: own.filter(({ verdict }) => verdict?.state === state).length }))
    .filter(({ number }) => number > 0);
  const worst = severities.find((severity) => own.some((finding) => finding.severity === severity)) ?? 'note';
  return html`<details class="rule">
    <summary>
      <span class="severity ${worst}">${worst}</span> <strong>${rule}</strong>
      <span class="muted"
        >${count(own.length, 'finding')}${told.map(({ state, number }) => `, ${number} ${stateWords[state]}`).join('')}</span
      >
    </summary>
    <div class="scroll" role="region" aria-label="${rule}" tabindex="0">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">severity</th>
            <th scope="col">place</th>
            <th scope="col">finding</th>
            <th scope="col">what running it said</th>
          </tr>
        </thead>
        <tbody>
          ${sorted.map(
            (finding) =>
              html`<tr>
                <td><span class="severity ${finding.severity}">${finding.severity}</span></td>
                <td><code>${finding.file}:${finding.line}:${finding.column}</code></td>
                <td>${sentence(finding.message)}${suppressed(finding)}${steps(finding)}</td>
                <td>${corroboration(finding.verdict)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </details> `;
}

function steps({ flow }: StoredFinding): Markup | string {
  if (flow.length < 2) return '';
  return html`<ol class="stack">
    ${flow.map((step) => html`<li><code>${step.file}:${step.line}</code> ${sentence(step.message)}</li>`)}
  </ol>`;
}

function suppressed({ suppressed: how }: StoredFinding): Markup | string {
  if (how === undefined || how === null) return '';
  return html` <span class="muted">(suppressed: ${how.reason === '' ? 'no reason given' : how.reason})</span>`;
}

function corroboration(verdict: StoredCorroboration | null): Markup {
  if (verdict === null) return html`<span class="muted">no probe looks at it</span>`;
  const probe = verdict.probe === null ? '' : html`<span class="muted">(${verdict.probe})</span>`;
  return html`<strong>${stateWords[verdict.state]}</strong> ${probe} ${sentence(verdict.reason)}`;
}
