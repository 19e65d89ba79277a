import type { Outcome } from '../../core/verdict.ts';
import { count } from '../count.ts';
import { glyph } from './glyphs.ts';
import { html, sentence, type Content, type Markup } from './markup.ts';
import type { ReasonView, RunView } from './view.ts';

/** What could not be told, or was not run, and why: each reason once, the most frequent first. */
export function reasons(view: RunView, outcomes: readonly Outcome[], none: string): Markup {
  const shown = view.reasons.filter(({ outcome }) => outcomes.includes(outcome));
  if (shown.length === 0) return html`<p>${none}</p>`;
  return html`<ul class="reasons">
    ${shown.map((reason) => entry(reason, view))}
  </ul>`;
}

function entry({ id, outcome, reason, verdicts, sets }: ReasonView, { run }: RunView): Markup {
  const all = run.commands.length;
  return html`<li id="${id}" tabindex="-1">
    <details>
      <summary>
        ${glyph(outcome)} <span class="reason">${sentence(reason)}</span>
        <span class="muted">${count(verdicts, 'verdict')}</span>
      </summary>
      <ul>
        ${sets.map(
          ({ probes, commands }) =>
            html`<li>
              <strong>${probes.join(', ')}</strong>:
              ${commands.length === all && all > 2 ? `all ${all} commands` : names(commands)}
            </li>`,
        )}
      </ul>
    </details>
  </li>`;
}

function names(commands: readonly string[]): Content {
  return commands.map((name, index) => html`${index === 0 ? '' : ', '}<code>${name}</code>`);
}
