import type { StoredCommand } from '../../core/stored-run.ts';
import { evidence } from './evidence.ts';
import { glyph, trendChip } from './glyphs.ts';
import { html, sentence, type Markup } from './markup.ts';
import type { RunView } from './view.ts';

/** Every flaw that was shown, by command, with all that was seen of it. */
export function falsified(view: RunView): Markup {
  const flawed = view.run.commands.filter(({ verdicts }) => verdicts.some(({ outcome }) => outcome === 'falsified'));
  if (flawed.length === 0) return html`<p>Nothing was falsified.</p>`;
  return html`${flawed.map((command) => ofCommand(command, view))}`;
}

function ofCommand(command: StoredCommand, view: RunView): Markup {
  const shown = command.verdicts.filter(({ outcome }) => outcome === 'falsified');
  return html`<h4><code>${command.name}</code> <span class="muted">${command.file}:${command.line}</span></h4>
    ${shown.map((verdict) => {
      const property = view.run.probes.find(({ id }) => id === verdict.probe)?.property;
      const [first] = verdict.evidence;
      return html`<details class="verdict">
        <summary>
          ${glyph('falsified')} <strong>${verdict.probe}</strong> ${trendChip(verdict.trend)}
          <span class="reason">${sentence(verdict.reason ?? '')}</span
          >${first === undefined || first.file === null ? '' : html` <code class="place">${first.file}:${first.line}</code>`}
        </summary>
        <div id="${view.anchorOf(command.name, verdict)}" class="content" tabindex="-1">
          ${property === undefined ? '' : html`<p>It does not hold that ${sentence(property)}.</p>`}
          ${verdict.evidence.map(evidence)}
          <p><a href="#${view.id}-matrix">back to the matrix</a></p>
        </div>
      </details> `;
    })}`;
}
