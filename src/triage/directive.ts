import type { SuppressionComment } from '../core/suppression.ts';

export interface IdInText {
  readonly id: string;
  /** Offset into the comment. */
  readonly start: number;
}

/** One suppression as it is written; a comment can hold several, and other tools' pragmas besides. */
export interface Directive {
  readonly directive: SuppressionComment['directive'];
  /** From the `#` to the last character of the reason: offsets into the comment. */
  readonly start: number;
  readonly end: number;
  /** Everything in the list, for `noqa` foreign codes too. */
  readonly ids: readonly IdInText[];
  readonly reason: string;
  readonly until?: string;
}

/** Not where a comment only quotes one. */
const head =
  /(?<!["'`])#[ \t]*(?:synclint[ \t]*:[ \t]*(?<name>file-ignore|ignore|disable|enable)(?![\w-])[ \t]*(?:\[(?<list>[^\]]*)\])?|noqa[ \t]*:)/giu;
/** A comment within the comment: what comes from here on is no reason. `see #12` is one. */
const nextComment = /\s#(?=\s|noqa|synclint|type:|pragma)/iu;
/** Codes of other linters are a letter or more and digits; ours are words with hyphens. */
const noqaCode = /[ \t,]*(?<code>[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)/u;
const foreignCode = /^[A-Z]+\d+$/u;
const until = /(?<![\w-])until[ \t]*=[ \t]*(?<date>[^\s,;)]*)/iu;

/** The suppressions of one comment; ids are kept as written. `isKnown` tells where the list of a `noqa` ends. */
export function parseDirectives(comment: string, isKnown: (id: string) => boolean): Directive[] {
  const heads = [...comment.matchAll(head)];
  return heads.map((match, index) => {
    const bodyStart = match.index + match[0].length;
    const directive = directiveName(match.groups?.['name']);
    const ids =
      directive === 'noqa'
        ? noqaIds(comment, bodyStart, isKnown)
        : listedIds(match.groups?.['list'] ?? '', bodyStart - 1 - (match.groups?.['list'] ?? '').length);
    const last = ids.at(-1);
    const textStart = directive === 'noqa' && last !== undefined ? last.start + last.id.length : bodyStart;
    const text = comment.slice(textStart, heads[index + 1]?.index);
    const length = nextComment.exec(text)?.index ?? text.length;
    const body = text.slice(0, length).trimEnd();
    return { directive, start: match.index, end: textStart + body.length, ids, ...reasonAndUntil(body) };
  });
}

function directiveName(name: string | undefined): SuppressionComment['directive'] {
  switch (name?.toLowerCase()) {
    case 'ignore':
      return 'ignore';
    case 'file-ignore':
      return 'file-ignore';
    case 'disable':
      return 'disable';
    case 'enable':
      return 'enable';
    default:
      return 'noqa';
  }
}

function listedIds(list: string, listStart: number): IdInText[] {
  return [...list.matchAll(/[^\s,]+/gu)].map((match) => ({ id: match[0], start: listStart + match.index }));
}

function noqaIds(comment: string, start: number, isKnown: (id: string) => boolean): IdInText[] {
  const ids: IdInText[] = [];
  const next = new RegExp(noqaCode, 'uy');
  next.lastIndex = start;
  for (let match = next.exec(comment); match !== null; match = next.exec(comment)) {
    const id = match.groups?.['code'] ?? '';
    const listed = ids.length === 0 || match[0].includes(',');
    if (!isKnown(id) && !foreignCode.test(id) && !(listed && id.includes('-'))) break;
    ids.push({ id, start: next.lastIndex - id.length });
  }
  return ids;
}

function reasonAndUntil(body: string): { reason: string; until?: string } {
  const date = until.exec(body)?.groups?.['date'];
  const reason = body
    .replace(until, ' ')
    .replace(/\([ \t]*\)/gu, ' ')
    .replace(/^[\s:,;\u2013\u2014-]+|[\s,;]+$/gu, '')
    .replace(/\s+/gu, ' ');
  return date === undefined ? { reason } : { reason, until: date.replace(/\.$/u, '') };
}
