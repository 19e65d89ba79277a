import type { Grammar } from './flat-tree.ts';

/** What a walk does with a node: most are not worth a question about what is inside. */
export type NodeKind = 'inner' | 'leaf' | 'string' | 'comment' | 'operator' | 'punctuation';

const operators = new Set(
  ['not in', 'is not', ...'+ - * / // % ** @ << >> & | ^ ~ < <= == != >= > <> in is not and or'.split(' ')].flatMap(
    (operator) => [operator, `${operator}=`],
  ),
);
const leaves = new Set(
  ['identifier', 'integer', 'float', 'true', 'false', 'none', 'ellipsis', 'async'].concat([
    'pass_statement',
    'break_statement',
    'continue_statement',
    'string_start',
    'string_content',
    'string_end',
  ]),
);

/** By type id. */
export function nodeKinds({ types }: Grammar, isNamed: (type: number) => boolean): readonly NodeKind[] {
  return types.map((type, id) => {
    if (type === 'comment' || type === 'string') return isNamed(id) ? type : 'punctuation';
    // A backslash at the end of a line: an extra of the grammar, which may stand anywhere and is no part of anything.
    if (type === 'line_continuation') return 'punctuation';
    if (leaves.has(type)) return 'leaf';
    if (isNamed(id)) return 'inner';
    return operators.has(type) ? 'operator' : 'punctuation';
  });
}

/** Only f-strings and t-strings have anything inside that is not text. */
const interpolating = /[ftFT]/;

/** `broken`: there is an error somewhere in the tree, so that every node has to be looked at. */
export function isEntered(kind: NodeKind, text: string, start: number, broken: boolean): boolean {
  return kind === 'inner' || (kind === 'string' && (broken || interpolating.test(text.slice(start, start + 3))));
}
