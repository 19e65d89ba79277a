import type { Span } from '../../core/location.ts';

/** A command as it stands in a text. */
export interface SpokenCommand {
  readonly command: string;
  readonly options: readonly (Span & { readonly name: string })[];
}

interface Word extends Span {
  readonly text: string;
}

const program = /(?<![\w.-])(?:[\w./$(){}~-]*\/)?(?:manage\.py|django-admin(?:\.py)?)(?![\w.-])/g;

/**
 * The management commands that a script starts, by a look at its words; comments start none.
 *
 * What is in no words of its own is not made out: a command that comes out of a variable, options before it.
 */
export function* scriptCommands(text: string): Generator<SpokenCommand> {
  for (const { index, 0: found } of text.matchAll(program)) {
    if (isInComment(text, index)) continue;
    const end = index + found.length;
    const [command, ...words] = /^["']\s*,/.test(text.slice(end, end + 20)) ? listed(text, end + 1) : spoken(text, end);
    if (command === undefined || !/^[a-z_]\w*$/i.test(command.text)) continue;
    yield { command: command.text, options: optionsOf(words) };
  }
}

/** In all these languages. */
function isInComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /(^|\s)#/.test(line);
}

/** Behind `--` there are none. */
function optionsOf(words: readonly Word[]): SpokenCommand['options'] {
  const end = words.findIndex(({ text }) => text === '--');
  return (end < 0 ? words : words.slice(0, end)).flatMap(({ text, start }) => {
    const [name = ''] = text.split('=');
    return /^--[a-z][\w-]*$/i.test(name) ? [{ name, start, end: start + name.length }] : [];
  });
}

/** `["python", "manage.py", "load", "--full"]`, from behind the quote of `manage.py`. */
function listed(text: string, from: number): readonly Word[] {
  const words: Word[] = [];
  const item = /\s*,\s*(?:"([^"\n]*)"|'([^'\n]*)')/y;
  item.lastIndex = from;
  for (let match = item.exec(text); match !== null; match = item.exec(text)) {
    const word = match[1] ?? match[2] ?? '';
    const start = item.lastIndex - 1 - word.length;
    words.push({ text: word, start, end: start + word.length });
  }
  return words;
}

/** Words as a shell has them, to the end of the command, or of the quotes around it. */
function spoken(text: string, from: number): readonly Word[] {
  const words: Word[] = [];
  const space = /(?:[ \t]|\\\r?\n)*/y;
  const word = /"[^"\n]*"|'[^'\n]*'|(?:[^\s"'`;&|<>()#\\]|(?<=\S)#)+/y;
  for (let at = from; ;) {
    space.lastIndex = at;
    space.test(text);
    const start = space.lastIndex;
    if (start === at) return words;
    word.lastIndex = start;
    const [raw] = word.exec(text) ?? [];
    if (raw === undefined) return words;
    const quoted = /^["']/.test(raw);
    words.push({ text: quoted ? raw.slice(1, -1) : raw, start: quoted ? start + 1 : start, end: start + raw.length });
    at = start + raw.length;
  }
}
