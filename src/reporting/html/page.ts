import { createHash } from 'node:crypto';
import type { HistoryEntry } from '../../core/run-history.ts';
import type { StoredCheck, StoredProbeRun } from '../../core/stored-run.ts';
import { count } from '../count.ts';
import { falsified } from './falsified.ts';
import { findings } from './findings.ts';
import { history } from './history.ts';
import { html, Markup, type Content } from './markup.ts';
import { matrix } from './matrix.ts';
import { overview } from './overview.ts';
import { reasons } from './reasons.ts';
import { style } from './styles/style.ts';
import { notifications, surroundings } from './surroundings.ts';
import { viewOf, type RunView } from './view.ts';

export interface PageInput {
  /** Of the program that makes the page. */
  readonly version: string;
  readonly probes: readonly {
    readonly file: string;
    readonly run: StoredProbeRun;
    /** This run and those of the same selection before it, the oldest first. */
    readonly history: readonly HistoryEntry[];
  }[];
  readonly checks: readonly { readonly file: string; readonly run: StoredCheck }[];
}

/** No script and no request, and the policy of the page says so: whatever got into it could do nothing. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** One page that needs nothing but itself. */
export function page({ version, probes, checks }: PageInput): string {
  const parts = [
    ...probes.map(({ file, run, history: runs }, index) => probeRun(viewOf(run, runs, `p${index}`), file)),
    ...checks.map(({ file, run }, index) => check(run, file, `c${index}`)),
  ];
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>synclint report</title>
        ${new Markup(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#content">skip to the content</a>
        <header><h1>synclint report</h1></header>
        <main id="content" tabindex="-1">${parts}</main>
        <footer class="muted">
          Made by synclint ${version} from ${[...probes, ...checks].map(({ file }) => file).join(', ')}.
        </footer>
      </body>
    </html>`;
  return `${String(document)}\n`;
}

function probeRun(view: RunView, file: string): Markup {
  const { id, run } = view;
  const sections: readonly (readonly [key: string, title: string, content: Content])[] = [
    ['matrix', 'Matrix', matrix(view)],
    ['falsified', `Falsified: a run showed that it is not so`, falsified(view)],
    [
      'inconclusive',
      'Inconclusive: the runs could not tell',
      reasons(view, ['inconclusive'], 'Everything could be told.'),
    ],
    ['skipped', 'Not run', reasons(view, ['not-applicable', 'bypassed'], 'Everything was run.')],
    ['findings', `Findings, with what the runs made of them (${run.findings.length})`, findings(run.findings)],
    ['history', 'Earlier runs', history(view)],
    ['surroundings', 'Surroundings', surroundings(run)],
    ['notifications', 'Notifications', notifications(run)],
  ];
  return html`<article aria-labelledby="${id}-title">
    <h2 id="${id}-title">Probes of commands <span class="muted">${file}</span></h2>
    ${overview(view)}
    <nav aria-label="Sections of this run">
      <ul>
        ${sections.map(([key, title]) => html`<li><a href="#${id}-${key}">${title.split(/[:,(]/)[0]}</a></li>`)}
      </ul>
    </nav>
    ${sections.map(
      ([key, title, content]) =>
        html`<section aria-labelledby="${id}-${key}">
          <h3 id="${id}-${key}" tabindex="-1">${title}</h3>
          ${content}
        </section> `,
    )}
  </article> `;
}

function check(run: StoredCheck, file: string, id: string): Markup {
  const number = count(run.findings.length, 'finding');
  return html`<article aria-labelledby="${id}-title">
    <h2 id="${id}-title">Static check <span class="muted">${file}</span></h2>
    <p class="headline">${number} in ${count(run.stats.files, 'file')} and ${count(run.stats.commands, 'command')}.</p>
    <section aria-labelledby="${id}-findings">
      <h3 id="${id}-findings">Findings</h3>
      ${findings(run.findings)}
    </section>
    <section aria-labelledby="${id}-notifications">
      <h3 id="${id}-notifications">Notifications</h3>
      ${notifications(run)}
    </section>
  </article> `;
}
