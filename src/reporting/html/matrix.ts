import type { StoredCommand, StoredProbe } from '../../core/stored-run.ts';
import { outcomes, outcomeWords } from '../probe/outcomes.ts';
import { glyph, trendMark } from './glyphs.ts';
import { html, sentence, type Content, type Markup } from './markup.ts';
import type { RunView } from './view.ts';

/** Commands down, probes across: every verdict on one sheet. */
export function matrix(view: RunView): Markup {
  const { id, groups, run } = view;
  const probes = groups.flatMap((group) => group.probes);
  const starts = new Set(groups.map((group) => group.probes[0]));
  if (run.commands.length === 0 || probes.length === 0) return html`<p>No command was probed.</p>`;
  return html` <p class="legend">
      ${outcomes.map((outcome) => html`<span>${glyph(outcome, 'aside')} ${outcomeWords[outcome]}</span>`)}
      <span><span aria-hidden="true">▼</span> regressed</span> <span><span aria-hidden="true">▲</span> fixed</span>
    </p>
    <p class="filter">
      <input type="checkbox" id="${id}-only" class="only" />
      <label for="${id}-only">only commands with something falsified or inconclusive</label>
    </p>
    <div class="scroll" role="region" aria-labelledby="${id}-matrix" tabindex="0">
      <table class="matrix">
        <caption class="hidden">
          Verdicts of all probes on all commands
        </caption>
        <thead>
          <tr>
            <th rowspan="2" scope="col" class="corner">command</th>
            ${groups.map(
              (group) =>
                html`<th colspan="${group.probes.length}" scope="colgroup" class="group start">
                  <span>${group.name}</span>
                </th>`,
            )}
          </tr>
          <tr>
            ${probes.map((probe) => columnHead(probe, starts.has(probe)))}
          </tr>
        </thead>
        <tbody>
          ${run.commands.map((command) => row(command, probes, starts, view))}
        </tbody>
      </table>
    </div>
    <details class="glossary">
      <summary>What each probe asks</summary>
      <dl>
        ${probes.map(
          (probe) =>
            html`<dt><code>${probe.id}</code></dt>
              <dd>${sentence(probe.property)}</dd>`,
        )}
      </dl>
    </details>`;
}

function columnHead({ id, property }: StoredProbe, isStart: boolean): Markup {
  return html`<th scope="col" class="probe${isStart ? ' start' : ''}" title="${property}"><span>${id}</span></th>`;
}

function row(
  { name, file, line, verdicts }: StoredCommand,
  probes: readonly StoredProbe[],
  starts: ReadonlySet<StoredProbe | undefined>,
  view: RunView,
): Markup {
  const isOpen = verdicts.some(({ outcome }) => outcome === 'falsified' || outcome === 'inconclusive');
  const cells = probes.map((probe) => cell(name, probe, starts.has(probe) ? ' start' : '', view));
  return html`<tr${isOpen ? html`` : html` class="clean"`}><th scope="row" title="${file}:${line}">${breakable(name)}</th>${cells}</tr>
`;
}

/** On a narrow screen a name may break after its underscores. */
function breakable(name: string): Content {
  return name.split(/(?<=_)/).map((part, index) => html`${index === 0 ? '' : html`<wbr />`}${part}`);
}

/** Only what calls for a look is a stop of the tab key: a sheet has thousands of cells. */
function cell(command: string, { id }: StoredProbe, start: string, view: RunView): Markup {
  const verdict = view.verdictOf(command, id);
  if (verdict === undefined) return html`<td class="none${start}"><span class="hidden">not asked for</span></td>`;
  const { outcome, reason, trend } = verdict;
  const anchor = view.anchorOf(command, verdict);
  const content = html`${glyph(outcome)}${trendMark(trend)}`;
  if (anchor === undefined) return html`<td class="${outcome}${start}">${content}</td>`;
  const tab = outcome === 'falsified' || outcome === 'inconclusive' ? html`` : html` tabindex="-1"`;
  return html`<td class="${outcome}${start}"><a href="#${anchor}" ${tab} title="${reason ?? ''}">${content}</a></td>`;
}
