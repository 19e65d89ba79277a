import { printable, printableLines } from '../printable.ts';

/** Text that is HTML already: made by `html` and by nothing else, so that whatever is not made by it gets escaped. */
export class Markup {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }
}

export type Content = Markup | string | number | null | undefined | readonly Content[];

/** HTML with values in it; values stand in text or within quotes, and nowhere else. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const [first = '', ...rest] = parts;
  return new Markup(first + rest.map((part, index) => render(values[index]) + part).join(''));
}

/** Text with its line breaks, for `<pre>`. */
export function lines(text: string): Markup {
  return new Markup(escape(printableLines(text)));
}

function render(content: Content): string {
  if (content === null || content === undefined) return '';
  if (content instanceof Markup) return content.toString();
  if (typeof content === 'string') return escape(printable(content));
  return typeof content === 'number' ? String(content) : content.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** What stands between backticks as code: the way in which all our sentences name things. */
export function sentence(text: string): Content {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
