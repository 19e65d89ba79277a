import type { StoredCheck, StoredProbeRun } from '../../core/stored-run.ts';
import { html, sentence, type Content, type Markup } from './markup.ts';

/** Where it all took place, and what was done for the project to start. */
export function surroundings({ run, record, tool }: StoredProbeRun): Markup {
  const facts: readonly (readonly [string, Content])[] = [
    ['Django', run.django],
    ['Python', run.python],
    ['database', run.engine],
    ['fence', run.fence],
    ['seed', run.seed],
    ['synclint', tool.version],
    ['verdicts', `${record.attempted} asked for, ${record.executed} executed, ${record.assertions} comparisons`],
    ...Object.entries(record.metrics).map(([name, value]) => [name, value] as const),
  ];
  return html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${
      run.notes.length === 0
        ? ''
        : html`<h4>What was done for the project to start</h4>
            <ul>
              ${run.notes.map((note) => html`<li>${sentence(note)}</li>`)}
            </ul>`
    }`;
}

/** What the program had to say about itself. */
export function notifications({ notifications: all }: StoredCheck): Markup {
  if (all.length === 0) return html`<p>None.</p>`;
  return html`<ul>
    ${all.map(
      ({ level, kind, message, file, line }) =>
        html`<li>
          <span class="severity ${level}">${level}</span> ${kind}:
          ${sentence(message)}${file === null ? '' : html` <code class="place">${file}${line === null ? '' : `:${line}`}</code>`}
        </li>`,
    )}
  </ul>`;
}
