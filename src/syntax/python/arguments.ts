import type { Span } from '../../core/location.ts';
import type { Expression, Keyword, Parameter } from '../../core/python.ts';
import { field, type RawNode } from './raw-tree.ts';

export function slice(span: Span, text: string): string {
  return text.slice(span.start, span.end);
}

export function convertParameters(
  node: RawNode | undefined,
  text: string,
  convert: (node: RawNode) => Expression,
): readonly Parameter[] {
  let keywordOnly = false;
  return (node?.children ?? []).flatMap((child): readonly Parameter[] => {
    const type = child.type === 'typed_parameter' ? (child.children[0]?.type ?? '') : child.type;
    if (type === 'keyword_separator') keywordOnly = true;
    if (type === 'keyword_separator' || type === 'positional_separator') return [];
    const form = type === 'list_splat_pattern' ? 'list' : type === 'dictionary_splat_pattern' ? 'dict' : 'plain';
    const behindStar = keywordOnly && form === 'plain';
    if (form === 'list') keywordOnly = true;
    const name = field(child, 'name') ?? child.children[0] ?? child;
    const value = field(child, 'value');
    const annotation = field(child, 'type');
    return [
      {
        name: slice(name, text).replace(/^\*+/, ''),
        form,
        ...(behindStar ? { keywordOnly: true } : {}),
        ...(annotation === undefined ? {} : { annotation: convert(annotation) }),
        ...(value === undefined ? {} : { default: convert(value) }),
      },
    ];
  });
}

/** Of a call, or the bases of a class; `f(x for x in y)` has the generator in the place of the list. */
export function convertArguments(
  list: RawNode | undefined,
  text: string,
  convert: (node: RawNode) => Expression,
): { args: readonly Expression[]; keywords: readonly Keyword[] } {
  if (list === undefined) return { args: [], keywords: [] };
  if (list.type === 'generator_expression') return { args: [convert(list)], keywords: [] };
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  for (const child of list.children) {
    const span = { start: child.start, end: child.end };
    if (child.type === 'keyword_argument') {
      const name = field(child, 'name');
      const value = field(child, 'value');
      if (name !== undefined && value !== undefined) {
        keywords.push({ name: slice(name, text), value: convert(value), ...span });
      }
    } else if (child.type === 'dictionary_splat') {
      const value = child.children[0];
      if (value !== undefined) keywords.push({ name: null, value: convert(value), ...span });
    } else args.push(convert(child));
  }
  return { args, keywords };
}
