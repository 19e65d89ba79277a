import type { HistoryEntry } from '../../core/run-history.ts';
import { html, type Content, type Markup } from './markup.ts';
import type { RunView } from './view.ts';

const mostRuns = 30;
const stacked = ['falsified', 'inconclusive', 'holds'] as const;
const height = 80;
const step = 24;

/** The last runs of the same selection: a column each, and the same numbers in a table. */
export function history({ history: all }: RunView): Markup {
  const runs = all.slice(-mostRuns);
  if (runs.length < 2) return html`<p>There is no earlier run of the same selection to compare with.</p>`;
  return html`${chart(runs)}
    <div class="scroll" role="region" aria-label="earlier runs" tabindex="0">
      <table class="plain numbers">
        <thead>
          <tr>
            <th scope="col">when (UTC)</th>
            ${stacked.map((outcome) => html`<th scope="col">${outcome}</th>`)}
            <th scope="col">gates</th>
            <th scope="col">seconds</th>
          </tr>
        </thead>
        <tbody>
          ${runs.toReversed().map(
            (run) =>
              html`<tr>
                <th scope="row">${timeOf(run)}</th>
                ${stacked.map((outcome) => html`<td>${run.counts[outcome]}</td>`)}
                <td>${run.gates}</td>
                <td>${(run.durationMs / 1000).toFixed(1)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`;
}

function chart(runs: readonly HistoryEntry[]): Markup {
  const most = Math.max(1, ...runs.map(totalOf));
  const width = runs.length * step;
  return html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="Verdicts of the last ${runs.length} runs; the table below has the numbers"
  >
    ${runs.map((run, index) => column(run, index * step, most))}
  </svg>`;
}

function column(run: HistoryEntry, x: number, most: number): Markup {
  let y = height;
  const pieces: Content = stacked.map((outcome) => {
    const size = (run.counts[outcome] * height) / most;
    y -= size;
    return html`<rect
      class="${outcome}"
      x="${x}"
      y="${y.toFixed(2)}"
      width="${step - 6}"
      height="${size.toFixed(2)}"
    />`;
  });
  const numbers = stacked.map((outcome) => `${run.counts[outcome]} ${outcome}`).join(', ');
  return html`<g><title>${timeOf(run)}: ${numbers}</title>${pieces}</g>`;
}

function totalOf({ counts }: HistoryEntry): number {
  return stacked.reduce((sum, outcome) => sum + counts[outcome], 0);
}

function timeOf({ at }: HistoryEntry): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}`;
}
