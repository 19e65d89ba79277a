import { dirname } from 'node:path/posix';
import { filePath, type FilePath } from '../../src/core/location.ts';

export type Texts = ReadonlyMap<FilePath, string>;

/** A change that leaves a program what it is; undefined where it does not fit the file. */
export type Edit = (texts: Texts, file: FilePath) => Texts | undefined;

const comments = '# Kept for the nightly run.\n\n';

/** Lines above every class and function of a file. */
const insertLines: Edit = (texts, file) =>
  changed(texts, file, (text) => text.replace(/^(?=(?:@.*\n)*(?:class|def|async def) )/gm, comments));

/** Calls on several lines, line ends of Windows. */
const reformat: Edit = (texts, file) =>
  changed(texts, file, (text) =>
    text
      .replace(/^( +)([\w.]+)\(([^()'"#*=]+)\)$/gm, (call: string, indent: string, name: string, given: string) =>
        given.includes(' for ') ? call : `${indent}${name}(\n${indent}    ${given},\n${indent})`,
      )
      .replace(/\r?\n/g, '\r\n'),
  );

/** A module that others import by its new name. */
const renameFile: Edit = (texts, file) => {
  if (!canMove(file)) return undefined;
  const renamed = filePath(file.replace(/\.py$/, '_renamed.py'));
  const all = [...texts].map(([name, text]) => [name === file ? renamed : name, imports(text, name, file)] as const);
  return new Map(all);
};

/** What a module holds, no command (which Django finds by its file), goes to another one beside it, and is imported from there. */
const moveClass: Edit = (texts, file) => {
  const text = texts.get(file) ?? '';
  const classes = [...text.matchAll(/^class (\w+)/gm)].flatMap(([, name]) => name ?? []);
  if (classes.length === 0 || !file.endsWith('.py') || /(^|\/)(__init__|test_\w+)\.py$|management\//.test(file))
    return undefined;
  const names = [
    ...classes,
    ...[...text.matchAll(/^(?:async )?def (\w+)|^([A-Za-z]\w*)\b.* = /gm)].flatMap(([, a, b]) => a ?? b ?? []),
  ];
  const stem = nameOf(file);
  const moved = filePath(`${dirname(file)}/_${stem}_moved.py`);
  return new Map([...texts, [moved, text], [file, `from ._${stem}_moved import ${[...new Set(names)].join(', ')}\n`]]);
};

export const edits: Readonly<Record<string, Edit>> = { insertLines, reformat, renameFile, moveClass };

function changed(texts: Texts, file: FilePath, change: (text: string) => string): Texts | undefined {
  const before = texts.get(file) ?? '';
  const after = change(before);
  return after === before ? undefined : new Map([...texts, [file, after]]);
}

/** The names of commands, settings and migrations mean something themselves, and pytest finds tests by theirs. */
function canMove(file: FilePath): boolean {
  return (
    file.endsWith('.py') &&
    !/(^|\/)(__init__|manage|settings|models|test_\w+)\.py$|management\/|migrations\//.test(file)
  );
}

function imports(text: string, importer: FilePath, file: FilePath): string {
  const stem = nameOf(file);
  const folder = dirname(file);
  const dotted = folder.replaceAll('/', '\\.');
  const absolute = new RegExp(`\\b${dotted}\\.${stem}\\b`, 'g');
  const fromPackage = new RegExp(`^( *from ${dotted} import (?:.*, )?)${stem}\\b`, 'gm');
  const relative = new RegExp(`^( *from \\.)${stem}\\b`, 'gm');
  const own = dirname(importer) === folder ? text.replace(relative, `$1${stem}_renamed`) : text;
  return own
    .replace(absolute, `${folder.replaceAll('/', '.')}.${stem}_renamed`)
    .replace(fromPackage, `$1${stem}_renamed as ${stem}`);
}

function nameOf(file: FilePath): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.py$/, '');
}
