import type { Call, Comprehension, Dict, Expression, Opaque, Yield } from '../../core/python.ts';
import { convertArguments, convertParameters, slice } from './arguments.ts';
import { field, type RawNode } from './raw-tree.ts';
import { optional } from './optional.ts';
import { convertString, joinStrings } from './strings.ts';

/** Deeper than people write; beyond it an expression is opaque and without parts, so that no call stack overflows. */
const maximumDepth = 400;

export type ExpressionConverter = (node: RawNode) => Expression;

export function expressionConverter(text: string): ExpressionConverter {
  const convert = (node: RawNode, depth: number): Expression => {
    const span = { start: node.start, end: node.end };
    if (depth > maximumDepth) return { kind: 'opaque', parts: [], ...span };
    const inner = (child: RawNode): Expression => convert(child, depth + 1);
    const part = (name: string): Expression => {
      const child = field(node, name);
      return child === undefined ? { kind: 'opaque', parts: [], ...span } : inner(child);
    };
    switch (node.type) {
      case 'identifier':
      case 'dotted_name':
        return dotted(node, text);
      case 'attribute': {
        const name = field(node, 'attribute');
        if (name === undefined) return opaque(node, inner);
        const nameSpan = { start: name.start, end: name.end };
        return { kind: 'attribute', value: part('object'), name: slice(name, text), nameSpan, ...span };
      }
      case 'call':
        return convertCall(node, text, inner);
      case 'string':
        return convertString(node, text, inner);
      case 'concatenated_string':
        return joinStrings(
          node.children.filter(isString).map((child) => convertString(child, text, inner)),
          span,
        );
      case 'integer':
      case 'float':
        return convertNumber(node, text);
      case 'true':
        return { kind: 'constant', value: true, ...span };
      case 'false':
        return { kind: 'constant', value: false, ...span };
      case 'none':
        return { kind: 'constant', value: null, ...span };
      case 'list':
      case 'list_pattern':
        return { kind: 'sequence', form: 'list', items: node.children.map(inner), ...span };
      case 'tuple':
      case 'tuple_pattern':
      case 'pattern_list':
      case 'expression_list':
        return { kind: 'sequence', form: 'tuple', items: node.children.map(inner), ...span };
      case 'set':
        return { kind: 'sequence', form: 'set', items: node.children.map(inner), ...span };
      case 'dictionary':
        return convertDict(node, inner);
      case 'list_splat':
      case 'list_splat_pattern':
        return { kind: 'starred', value: node.children.map(inner)[0] ?? opaque(node, inner), ...span };
      case 'binary_operator':
      case 'boolean_operator': {
        const operators = node.children
          .filter((child) => child.field === 'operator')
          .map((child) => slice(child, text));
        return { kind: 'operation', operators, operands: [part('left'), part('right')], ...span };
      }
      case 'comparison_operator': {
        const operators = node.children.filter((child) => child.field === 'operators');
        const operands = node.children.filter((child) => child.field !== 'operators').map(inner);
        return { kind: 'operation', operators: operators.map((child) => slice(child, text)), operands, ...span };
      }
      case 'not_operator':
        return { kind: 'operation', operators: ['not'], operands: [part('argument')], ...span };
      case 'unary_operator': {
        const operand = part('argument');
        const operator = slice(field(node, 'operator') ?? node, text);
        if (operator === '-' && operand.kind === 'number') return { ...operand, value: -operand.value, ...span };
        return { kind: 'operation', operators: [operator], operands: [operand], ...span };
      }
      case 'conditional_expression': {
        const [then, test, otherwise] = node.children.map(inner);
        if (then === undefined || test === undefined || otherwise === undefined) return opaque(node, inner);
        return { kind: 'conditional', test, then, otherwise, ...span };
      }
      case 'subscript': {
        const indexes = node.children.filter((child) => child.field === 'subscript').map(inner);
        return { kind: 'subscript', value: part('value'), indexes, ...span };
      }
      case 'list_comprehension':
        return convertComprehension(node, 'list', inner);
      case 'set_comprehension':
        return convertComprehension(node, 'set', inner);
      case 'dictionary_comprehension':
        return convertComprehension(node, 'dict', inner);
      case 'generator_expression':
        return convertComprehension(node, 'generator', inner);
      case 'lambda': {
        const parameters = field(node, 'parameters');
        return { kind: 'lambda', parameters: convertParameters(parameters, text, inner), body: part('body'), ...span };
      }
      case 'await':
        return { kind: 'await', value: node.children.map(inner)[0] ?? opaque(node, inner), ...span };
      case 'yield':
        return convertYield(node, text, inner);
      case 'named_expression':
        return { kind: 'named', target: part('name'), value: part('value'), ...span };
      case 'parenthesized_expression':
      case 'type':
      case 'as_pattern_target':
        return node.children.length === 1 && node.children[0] !== undefined
          ? inner(node.children[0])
          : opaque(node, inner);
      case 'slice':
        return convertSlice(node, text, inner);
      case 'keyword_identifier':
      case 'operator':
        return dotted(node, text);
      default:
        return opaque(node, inner);
    }
  };
  return (node) => convert(node, 0);
}

function opaque(node: RawNode, convert: (node: RawNode) => Expression): Opaque {
  return { kind: 'opaque', parts: node.children.map(convert), start: node.start, end: node.end };
}

function isString(node: RawNode): boolean {
  return node.type === 'string';
}

/** `a.b.c` of an import or decorator stands as one node; elsewhere it is nested attributes already. */
function dotted(node: RawNode, text: string): Expression {
  const pieces = node.children.length === 0 ? [node] : node.children;
  const [first, ...rest] = pieces;
  const start = node.start;
  return rest.reduce<Expression>(
    (value, piece) => ({
      kind: 'attribute',
      value,
      name: slice(piece, text),
      nameSpan: { start: piece.start, end: piece.end },
      start,
      end: piece.end,
    }),
    { kind: 'name', id: slice(first ?? node, text), start, end: (first ?? node).end },
  );
}

/** Whole numbers that are exact here too; Python writes and compares others differently. */
function convertNumber(node: RawNode, text: string): Expression {
  const value = Number(slice(node, text).replaceAll('_', ''));
  const span = { start: node.start, end: node.end };
  const exact = node.type === 'integer' && Number.isSafeInteger(value);
  return exact ? { kind: 'number', value, ...span } : { kind: 'opaque', parts: [], ...span };
}

function convertCall(node: RawNode, text: string, convert: (node: RawNode) => Expression): Call {
  const callee = field(node, 'function');
  const list = field(node, 'arguments');
  const { args, keywords } = convertArguments(list, text, convert);
  const unknown: Opaque = { kind: 'opaque', parts: [], start: node.start, end: node.end };
  return {
    kind: 'call',
    callee: callee === undefined ? unknown : convert(callee),
    args,
    keywords,
    start: node.start,
    end: node.end,
  };
}

/** The `from` is no node of its own; it stands before the value, perhaps behind a comment. */
function convertYield(node: RawNode, text: string, convert: (node: RawNode) => Expression): Yield {
  const [value] = node.children;
  const before = text.slice(node.start, value?.start ?? node.end).replace(/#.*/g, '');
  return {
    kind: 'yield',
    delegates: /\bfrom\b/.test(before),
    ...optional('value', value === undefined ? undefined : convert(value)),
    start: node.start,
    end: node.end,
  };
}

/** The colons are no nodes of their own. */
function convertSlice(node: RawNode, text: string, convert: (node: RawNode) => Expression): Opaque {
  const bounds: (Expression | undefined)[] = [undefined];
  let end = node.start;
  const pass = (to: number): void => {
    const colons = text.slice(end, to).split(':').length - 1;
    bounds.push(...Array.from({ length: colons }, () => undefined));
    end = to;
  };
  const parts = node.children.map((child) => {
    pass(child.start);
    const part = convert(child);
    bounds[bounds.length - 1] = part;
    end = child.end;
    return part;
  });
  pass(node.end);
  const [from, to, step] = bounds;
  const plain = { kind: 'opaque', parts, start: node.start, end: node.end } as const;
  return step === undefined ? { ...plain, slice: { ...optional('from', from), ...optional('to', to) } } : plain;
}

function convertDict(node: RawNode, convert: (node: RawNode) => Expression): Dict {
  const entries = node.children.flatMap((child): Dict['entries'] => {
    if (child.type === 'dictionary_splat') {
      const value = child.children[0];
      return value === undefined ? [] : [{ key: null, value: convert(value) }];
    }
    const key = field(child, 'key');
    const value = field(child, 'value');
    return key === undefined || value === undefined ? [] : [{ key: convert(key), value: convert(value) }];
  });
  return { kind: 'dict', entries, start: node.start, end: node.end };
}

function convertComprehension(
  node: RawNode,
  form: Comprehension['form'],
  convert: (node: RawNode) => Expression,
): Comprehension {
  const body = field(node, 'body') ?? node.children[0] ?? node;
  const element: Expression =
    body.type === 'pair'
      ? { kind: 'sequence', form: 'tuple', items: body.children.map(convert), start: body.start, end: body.end }
      : convert(body);
  const clauses = node.children.flatMap((child): Comprehension['clauses'] => {
    if (child.type === 'if_clause')
      return child.children.slice(0, 1).map((test) => ({ kind: 'if', test: convert(test) }));
    if (child.type !== 'for_in_clause') return [];
    const target = field(child, 'left');
    const iterable = field(child, 'right');
    if (target === undefined || iterable === undefined) return [];
    const isAsync = child.children[0]?.type === 'async';
    return [{ kind: 'for', ...(isAsync && { async: true }), target: convert(target), iterable: convert(iterable) }];
  });
  return { kind: 'comprehension', form, element, clauses, start: node.start, end: node.end };
}
