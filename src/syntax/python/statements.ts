import type { Assignment, Block, Expression, Statement, Try } from '../../core/python.ts';
import { convertArguments, convertParameters, slice } from './arguments.ts';
import { expressionConverter, type ExpressionConverter } from './expressions.ts';
import { convertFromImport, convertImport } from './imports.ts';
import { LazyFunction } from './lazy-function.ts';
import { nothing, optional } from './optional.ts';
import { capturedNames } from './match-patterns.ts';
import type { OutlineReader } from './outline.ts';
import { field, fields, spanOf, type RawNode } from './raw-tree.ts';

/** As deep as Python itself indents (`MAXINDENT`); deeper blocks are syntax errors there, and are dropped here. */
export const maximumDepth = 100;
/** From this `elif` on, a chain is one statement with many blocks instead of statements within statements … */
const maximumElifs = 20;
/** … and from the first one where much is nested already. */
const deep = 10;

/** How function bodies are treated: `lazy` is not for files whose blocks may be nested too deeply. */
export interface BodyReading {
  readonly outline: OutlineReader;
  readonly lazy: boolean;
}

/** `dropped`: where the first block that is nested too deeply stands. */
export function convertModule(
  root: RawNode,
  text: string,
  bodies: BodyReading,
): { readonly body: Block; readonly dropped?: number } {
  const converter = new StatementConverter(text, bodies);
  const body = converter.block(root, 0);
  return { body, ...optional('dropped', converter.dropped) };
}

class StatementConverter {
  dropped: number | undefined;
  readonly #text: string;
  readonly #expression: ExpressionConverter;
  readonly #bodies: BodyReading;

  constructor(text: string, bodies: BodyReading) {
    this.#text = text;
    this.#bodies = bodies;
    this.#expression = expressionConverter(text);
  }

  block(node: RawNode | undefined, depth: number): Block {
    if (node === undefined) return [];
    if (depth > maximumDepth) {
      this.dropped ??= node.start;
      return [];
    }
    const statements: Statement[] = [];
    for (const child of node.children) statements.push(...this.#statement(child, depth + 1));
    return statements;
  }

  #statement(node: RawNode, depth: number): Block {
    const span = spanOf(node);
    switch (node.type) {
      case 'import_statement':
        return convertImport(node, this.#text);
      case 'import_from_statement':
      case 'future_import_statement':
        return [convertFromImport(node, this.#text)];
      case 'expression_statement':
        return node.children.map((child) => this.#simple(child));
      case 'return_statement':
        return [{ kind: 'return', ...optional('value', this.#first(node)), ...span }];
      case 'raise_statement':
        return [{ kind: 'raise', ...optional('value', this.#first(node)), ...span }];
      case 'if_statement':
        return [this.#if(node, fields(node, 'alternative'), depth)];
      case 'for_statement':
      case 'while_statement':
        return [this.#loop(node, depth)];
      case 'try_statement':
        return [this.#try(node, depth)];
      case 'with_statement':
        return [this.#with(node, depth)];
      case 'decorated_definition':
        return this.#decorated(node, depth);
      case 'function_definition':
      case 'class_definition':
        return [this.#definition(node, [], depth)];
      case 'match_statement':
        return [this.#match(node, depth)];
      case 'ERROR': {
        const body = this.block(node, depth);
        return [{ kind: 'other', form: node.type, expressions: [], blocks: [body], ...span }];
      }
      default: {
        const expressions = node.children.map((child) => this.#expression(child));
        return [{ kind: 'other', form: node.type, expressions, blocks: [], ...span }];
      }
    }
  }

  #simple(node: RawNode): Statement {
    const span = spanOf(node);
    if (node.type === 'assignment') return this.#assignment(node);
    if (node.type === 'augmented_assignment') {
      return {
        kind: 'assign',
        targets: this.#fields(node, 'left'),
        operator: slice(field(node, 'operator') ?? node, this.#text),
        ...optional('value', this.#fields(node, 'right')[0]),
        ...span,
      };
    }
    return { kind: 'expression', value: this.#expression(node), ...span };
  }

  #assignment(node: RawNode): Assignment {
    const targets: Expression[] = [];
    let current: RawNode | undefined = node;
    let annotation: Expression | undefined;
    while (current?.type === 'assignment') {
      targets.push(...this.#fields(current, 'left'));
      annotation ??= this.#fields(current, 'type')[0];
      current = field(current, 'right');
    }
    const value = current === undefined ? undefined : this.#expression(current);
    const span = spanOf(node);
    return { kind: 'assign', targets, ...optional('annotation', annotation), ...optional('value', value), ...span };
  }

  #if(node: RawNode, alternatives: readonly RawNode[], depth: number, elifs = 0): Statement {
    const [next, ...rest] = alternatives;
    return {
      kind: 'if',
      test: this.#fields(node, 'condition')[0] ?? nothing(node),
      body: this.block(field(node, 'consequence'), depth),
      otherwise: next === undefined ? [] : this.#alternative(next, rest, depth, elifs),
      ...spanOf(node),
    };
  }

  #alternative(node: RawNode, rest: readonly RawNode[], depth: number, elifs: number): Block {
    if (node.type !== 'elif_clause') return this.block(field(node, 'body'), depth);
    const nested = elifs < maximumElifs && depth < deep;
    return [nested ? this.#if(node, rest, depth, elifs + 1) : this.#longChain([node, ...rest], depth)];
  }

  /** Machine-written chains are longer than a call stack is deep. */
  #longChain(alternatives: readonly RawNode[], depth: number): Statement {
    const [first, last] = [alternatives[0], alternatives.at(-1)];
    return {
      kind: 'other',
      form: 'elif_clause',
      expressions: alternatives.flatMap((clause) => this.#fields(clause, 'condition')),
      blocks: alternatives.map((clause) => this.block(field(clause, 'consequence') ?? field(clause, 'body'), depth)),
      start: first?.start ?? 0,
      end: last?.end ?? 0,
    };
  }

  #loop(node: RawNode, depth: number): Statement {
    const otherwise = field(node, 'alternative');
    return {
      kind: 'loop',
      ...optional('target', this.#fields(node, 'left')[0]),
      ...(node.children[0]?.type === 'async' && { async: true }),
      subject: this.#fields(node, 'right')[0] ?? this.#fields(node, 'condition')[0] ?? nothing(node),
      body: this.block(field(node, 'body'), depth),
      otherwise: this.block(otherwise === undefined ? undefined : field(otherwise, 'body'), depth),
      ...spanOf(node),
    };
  }

  #try(node: RawNode, depth: number): Try {
    const clause = (type: string): RawNode | undefined => node.children.find((child) => child.type === type);
    const blockOf = (child: RawNode | undefined): Block =>
      this.block(
        child?.children.find((candidate) => candidate.type === 'block'),
        depth,
      );
    const handlers = node.children.filter(
      (child) => child.type === 'except_clause' || child.type === 'except_group_clause',
    );
    return {
      kind: 'try',
      body: this.block(field(node, 'body'), depth),
      handlers: handlers.map((handler) => ({ ...this.#caught(handler), body: blockOf(handler) })),
      otherwise: blockOf(clause('else_clause')),
      finally: blockOf(clause('finally_clause')),
      ...spanOf(node),
    };
  }

  /** `except A, B:` (PEP 758) has several values: they are one tuple. */
  #caught(handler: RawNode): { type?: Expression; name?: string } {
    const values = fields(handler, 'value');
    const [first] = values;
    if (first === undefined) return {};
    if (values.length > 1) {
      const items = values.map((value) => this.#expression(value));
      return { type: { kind: 'sequence', form: 'tuple', items, start: first.start, end: handler.end } };
    }
    if (first.type !== 'as_pattern') return { type: this.#expression(first) };
    const alias = field(first, 'alias');
    return {
      ...optional('type', this.#first(first)),
      ...optional('name', alias === undefined ? undefined : slice(alias, this.#text)),
    };
  }

  #with(node: RawNode, depth: number): Statement {
    const clause = node.children.find((child) => child.type === 'with_clause');
    const items = (clause?.children ?? []).map((item) => {
      const value = field(item, 'value') ?? item;
      if (value.type !== 'as_pattern') return { context: this.#expression(value) };
      const alias = field(value, 'alias');
      return {
        context: this.#first(value) ?? nothing(value),
        ...optional('target', alias === undefined ? undefined : this.#expression(alias)),
      };
    });
    return { kind: 'with', items, body: this.block(field(node, 'body'), depth), ...spanOf(node) };
  }

  #decorated(node: RawNode, depth: number): Block {
    const definition = field(node, 'definition');
    if (definition === undefined) return [];
    const decorators = node.children
      .filter((child) => child.type === 'decorator')
      .map((child) => this.#first(child) ?? nothing(child));
    return [this.#definition(definition, decorators, depth)];
  }

  #definition(node: RawNode, decorators: readonly Expression[], depth: number): Statement {
    const name = field(node, 'name') ?? node;
    const shared = {
      name: slice(name, this.#text),
      nameSpan: { start: name.start, end: name.end },
      decorators,
      ...spanOf(node),
    };
    const body = field(node, 'body');
    if (node.type === 'class_definition') {
      const { args, keywords } = convertArguments(field(node, 'superclasses'), this.#text, this.#expression);
      return { kind: 'class', bases: args, keywords, ...shared, body: this.block(body, depth) };
    }
    const parameters = convertParameters(field(node, 'parameters'), this.#text, this.#expression);
    const head = { ...shared, parameters, async: node.children[0]?.type === 'async' };
    const { outline, lazy } = this.#bodies;
    const converted = lazy ? undefined : this.block(body, depth);
    return new LazyFunction(head, {
      convert: () => converted ?? this.block(body, depth),
      outline: () => outline(body?.index),
    });
  }

  #match(node: RawNode, depth: number): Statement {
    const cases = (field(node, 'body')?.children ?? []).filter((child) => child.type === 'case_clause');
    return {
      kind: 'other',
      form: node.type,
      expressions: this.#fields(node, 'subject'),
      blocks: cases.map((clause) => this.block(field(clause, 'consequence'), depth)),
      captures: cases.flatMap((clause) => capturedNames(clause, this.#text)),
      ...spanOf(node),
    };
  }

  #first(node: RawNode): Expression | undefined {
    const child = node.children[0];
    return child === undefined ? undefined : this.#expression(child);
  }

  #fields(node: RawNode, name: string): readonly Expression[] {
    return fields(node, name).map((child) => this.#expression(child));
  }
}
