import type { StoredEvidence } from '../../core/stored-run.ts';
import type { Json } from '../../core/verdict.ts';
import { html, lines, sentence, type Markup } from './markup.ts';

/** What of one value is shown; the rest is counted, and stands in the JSON. */
const mostCharacters = 20_000;
const mostItems = 200;

export function evidence({ summary, file, line, stack, details }: StoredEvidence): Markup {
  return html`<div class="evidence">
    <p class="what">${sentence(summary)}${file === null ? '' : html` <code class="place">${file}:${line}</code>`}</p>
    <dl class="values">
      ${
        stack.length === 0
          ? ''
          : html`<dt>stack</dt>
              <dd>${frames(stack)}</dd>`
      }
      ${Object.entries(details).map(
        ([key, value]) =>
          html`<dt>${title(key)}</dt>
            <dd>${shown(value)}</dd>`,
      )}
    </dl>
  </div>`;
}

function frames(stack: StoredEvidence['stack']): Markup {
  return html`<ol class="stack">
    ${stack.map(
      (frame) =>
        html`<li>
          <code>${frame.file}:${frame.line}</code
          >${frame.function === null ? '' : html` in <code>${frame.function}</code>`}
        </li>`,
    )}
  </ol>`;
}

/** Numbers in a line, texts as they are, records as a table: whatever a probe has seen. */
function shown(value: Json): Markup {
  if (value === null || typeof value !== 'object') return scalar(value);
  if (!Array.isArray(value)) return record(value as Readonly<Record<string, Json>>);
  const items = (value as readonly Json[]).slice(0, mostItems);
  const more =
    value.length > items.length ? html`<p class="muted">and ${value.length - items.length} more in the JSON</p>` : '';
  if (items.length === 0) return html`<p class="muted">none</p>`;
  if (items.every(isWord)) return html`${items.map((item) => html`<code>${item}</code> `)}${more}`;
  const records = items.filter(isRecord);
  if (records.length === items.length) return html`${table(records)}${more}`;
  return html`<ol class="values">
      ${items.map((item) => html`<li>${shown(item)}</li>`)}
    </ol>
    ${more}`;
}

function scalar(value: string | number | boolean | null): Markup {
  if (value === null) return html`<span class="muted">none</span>`;
  if (typeof value !== 'string') return html`<code>${String(value)}</code>`;
  const text = value.slice(0, mostCharacters);
  const more =
    value.length > text.length
      ? html`<p class="muted">and ${value.length - text.length} more characters in the JSON</p>`
      : '';
  if (text === '') return html`<span class="muted">empty</span>`;
  return /[\n\r]/.test(text) || text.length > 100
    ? html`<pre tabindex="0">${lines(text)}</pre>
        ${more}`
    : html`<code>${text}</code>`;
}

function table(records: readonly Readonly<Record<string, Json>>[]): Markup {
  const keys = [...new Set(records.flatMap((one) => Object.keys(one)))];
  return html`<div class="scroll" role="region" aria-label="table" tabindex="0">
    <table class="plain">
      <thead>
        <tr>
          ${keys.map((key) => html`<th scope="col">${title(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${records.map(
          (one) =>
            html`<tr>
              ${keys.map((key) => html`<td>${Object.hasOwn(one, key) ? shown(one[key] ?? null) : ''}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function record(values: Readonly<Record<string, Json>>): Markup {
  const entries = Object.entries(values);
  if (entries.length === 0) return html`<span class="muted">empty</span>`;
  return html`<dl class="values">
    ${entries.map(
      ([key, value]) =>
        html`<dt>${title(key)}</dt>
          <dd>${shown(value)}</dd>`,
    )}
  </dl>`;
}

/** Short enough to stand in a line with others, as arguments do. */
function isWord(value: Json): value is string {
  return typeof value === 'string' && /^\S{1,40}$/.test(value);
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `rolledBack` and `rolled_back` as somebody would write it. */
function title(key: string): string {
  return key
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
