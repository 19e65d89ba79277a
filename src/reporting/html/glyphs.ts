import type { Trend } from '../../core/trend.ts';
import type { Outcome } from '../../core/verdict.ts';
import { outcomeWords, trendWords } from '../probe/outcomes.ts';
import { html, type Markup } from './markup.ts';

/** In characters that every font has; colour says the same a second time. */
const glyphs: Readonly<Record<Outcome, string>> = {
  falsified: '✕',
  inconclusive: '?',
  holds: '✓',
  'not-applicable': '–',
  bypassed: '/',
};

/** The sign of an outcome for those who see it, and the word for those who hear it, unless that stands beside it. */
export function glyph(outcome: Outcome, word: 'hidden' | 'aside' = 'hidden'): Markup {
  const spoken = word === 'hidden' ? html`<span class="hidden">${outcomeWords[outcome]}</span>` : '';
  return html`<span class="glyph ${outcome}" aria-hidden="true">${glyphs[outcome]}</span>${spoken}`;
}

const arrows: Readonly<Record<Trend, string>> = {
  regressed: '▼',
  'still-failing': '●',
  fixed: '▲',
  'still-passing': '',
};

export function trendChip(trend: Trend | null): Markup {
  if (trend === null || trend === 'still-passing') return html``;
  return html`<span class="trend ${trend}"
    ><span aria-hidden="true">${arrows[trend]}</span> ${trendWords[trend]}</span
  >`;
}

/** A small sign in the corner of a cell, for what changed. */
export function trendMark(trend: Trend | null): Markup {
  if (trend !== 'regressed' && trend !== 'fixed') return html``;
  return html`<span class="mark" aria-hidden="true">${arrows[trend]}</span
    ><span class="hidden">, ${trendWords[trend]}</span>`;
}
