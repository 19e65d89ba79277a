import type { Position } from 'vscode-languageserver/node';
import { allOptions, type Command, type Option } from '../core/commands.ts';
import type { Known } from '../core/known.ts';
import type { Location } from '../core/location.ts';
import { contains } from './positions.ts';
import type { Looked } from './workspace.ts';

/** More names than these are counted. */
const mostNames = 8;

/** The commands whose class name stands at a place, or whose options are spelt there, in Markdown. */
export function commandsAt(looked: Looked, position: Position): readonly string[] {
  const { file, outcome, text } = looked;
  const commands = outcome.project.commands();
  const named = commands.filter(({ at }) => at.file === file && contains(at.region, position));
  if (named.length > 0) return named.map((command) => flagsOf(command, looked));
  const word = stringAt(text, position);
  if (word === undefined) return [];
  const spelt = ({ at, strings, dest }: Option): boolean =>
    at.file === file &&
    contains(at.region, position) &&
    (strings.includes(word) || (strings.length === 0 && dest.known && dest.value === word));
  const having = commands.flatMap((command) => {
    const option = [...allOptions(command.options)].find(spelt);
    return option === undefined ? [] : [{ command, option }];
  });
  const [first] = having;
  if (first === undefined) return [];
  if (having.length === 1) return [flagsOf(first.command, looked)];
  const names = having.map(({ command }) => `\`${command.name}\``);
  const rest = names.length - mostNames;
  const shown = `${names.slice(0, mostNames).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [`${table([first.option], looked)}\n\nAn option of ${names.length} commands: ${shown}.`];
}

function flagsOf({ name, options }: Command, looked: Looked): string {
  const all = [...allOptions(options)];
  const rest = options.unresolved.length;
  return [
    `**\`${name}\`** ${all.length === 0 ? 'has no flags of its own.' : 'accepts:'}`,
    ...(all.length === 0 ? [] : [table(all, looked)]),
    ...(rest === 0 ? [] : ['There may be more: not all of what declares them could be resolved.']),
  ].join('\n\n');
}

function table(options: readonly Option[], looked: Looked): string {
  const rows = options.map((option) => {
    const cells = [nameOf(option), meaningOf(option), option.declaredAt.map((at) => linkTo(at, looked)).join(', ')];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| flag | is | declared in |', '| --- | --- | --- |', ...rows].join('\n');
}

function nameOf({ strings, dest }: Option): string {
  const names = strings.length > 0 ? strings : [known(dest)];
  return names.map((name) => code(name)).join(', ');
}

function meaningOf({ action, default: standard, conditional, help }: Option): string {
  const text = help.known && help.value !== null ? help.value.replaceAll(/\s+/g, ' ') : '';
  return [
    code(known(action)),
    ...(standard.known && standard.value !== null ? [`default ${code(JSON.stringify(standard.value))}`] : []),
    ...(conditional ? ['under a condition'] : []),
    ...(text === '' ? [] : [escaped(text)]),
  ].join('; ');
}

function linkTo({ file, region }: Location, { project }: Looked): string {
  return `[${escaped(file)}:${region.startLine}](${project.uriOf(file)}#L${region.startLine})`;
}

function known(value: Known<string>): string {
  return value.known ? value.value : '?';
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', String.raw`\|`)}\``;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`);
}

/** What stands between the quotes around a position. */
function stringAt(text: string, { line, character }: Position): string | undefined {
  const content = text.split(/\r\n|\n|\r/)[line] ?? '';
  for (const found of content.matchAll(/(["'])(.*?)\1/g)) {
    const end = found.index + found[0].length;
    if (found.index <= character && character <= end) return found[2];
  }
  return undefined;
}
