import type { Span } from './location.ts';

/**
 * Python as plain data: what a parsed file consists of once the parser's own tree is gone.
 *
 * Serialisable, so that facts can carry function bodies. What no stage needs is `opaque`, with its parts kept so that
 * a walk still sees every name and call.
 */
export type Expression =
  | Name
  | Attribute
  | Call
  | StringLiteral
  | FormattedString
  | NumberLiteral
  | ConstantLiteral
  | Sequence
  | Dict
  | Operation
  | Conditional
  | Subscript
  | Starred
  | Comprehension
  | Lambda
  | Await
  | Yield
  | NamedExpression
  | Opaque;

export interface Name extends Span {
  readonly kind: 'name';
  readonly id: string;
}
export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly value: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}
export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}
/** `name` is null for `**value`. */
export interface Keyword extends Span {
  readonly name: string | null;
  readonly value: Expression;
}
export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
}
/** An f-string; a part that is formatted or converted (`{x:>3}`, `{x!r}`) is opaque. */
export interface FormattedString extends Span {
  readonly kind: 'formatted';
  readonly parts: readonly (string | Expression)[];
}
export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
}
export interface ConstantLiteral extends Span {
  readonly kind: 'constant';
  readonly value: true | false | null;
}
export interface Sequence extends Span {
  readonly kind: 'sequence';
  readonly form: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
}
/** A key is null for `**value`. */
export interface Dict extends Span {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}
/** Arithmetic, comparison, `and`/`or`/`not`; a chained comparison has more than two operands. */
export interface Operation extends Span {
  readonly kind: 'operation';
  readonly operators: readonly string[];
  readonly operands: readonly Expression[];
}
export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface Subscript extends Span {
  readonly kind: 'subscript';
  readonly value: Expression;
  readonly indexes: readonly Expression[];
}
export interface Starred extends Span {
  readonly kind: 'starred';
  readonly value: Expression;
}
export interface Comprehension extends Span {
  readonly kind: 'comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  readonly clauses: readonly (
    | { readonly kind: 'for'; readonly async?: true; readonly target: Expression; readonly iterable: Expression }
    | { readonly kind: 'if'; readonly test: Expression }
  )[];
}
export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
export interface Await extends Span {
  readonly kind: 'await';
  readonly value: Expression;
}
/** `yield`, `yield value`, `yield from value`: the function around it is a generator, unless it is a nested one's. */
export interface Yield extends Span {
  readonly kind: 'yield';
  /** `yield from`. */
  readonly delegates: boolean;
  readonly value?: Expression;
}
export interface NamedExpression extends Span {
  readonly kind: 'named';
  readonly target: Expression;
  readonly value: Expression;
}
export interface Opaque extends Span {
  readonly kind: 'opaque';
  readonly parts: readonly Expression[];
  /** Of `[from:to]`, without a step. */
  readonly slice?: { readonly from?: Expression; readonly to?: Expression };
}

export interface Parameter {
  readonly name: string;
  readonly form: 'plain' | 'list' | 'dict';
  /** Stands behind `*` or `*args`: never given by position. */
  readonly keywordOnly?: true;
  readonly annotation?: Expression;
  readonly default?: Expression;
}

export type Statement =
  | ImportStatement
  | FromImportStatement
  | ExpressionStatement
  | Assignment
  | Return
  | Raise
  | If
  | Loop
  | Try
  | With
  | FunctionDefinition
  | ClassDefinition
  | OtherStatement;

export type Block = readonly Statement[];

/** `import a.b as c`: one for each comma. */
export interface ImportStatement extends Span {
  readonly kind: 'import';
  readonly module: string;
  readonly alias: string | null;
}
/** `from ..a import b as c`; `level` counts the dots. A star import has no names. */
export interface FromImportStatement extends Span {
  readonly kind: 'from-import';
  readonly module: string;
  readonly level: number;
  readonly star: boolean;
  readonly names: readonly ImportedName[];
}
export interface ImportedName extends Span {
  readonly name: string;
  readonly alias: string | null;
}
export interface ExpressionStatement extends Span {
  readonly kind: 'expression';
  readonly value: Expression;
}
/** `a = b = value`, `a: T = value`, `a: T` (no value), `a += value` (with an operator). */
export interface Assignment extends Span {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly annotation?: Expression;
  readonly value?: Expression;
  readonly operator?: string;
}
export interface Return extends Span {
  readonly kind: 'return';
  readonly value?: Expression;
}
export interface Raise extends Span {
  readonly kind: 'raise';
  readonly value?: Expression;
}
export interface If extends Span {
  readonly kind: 'if';
  readonly test: Expression;
  readonly body: Block;
  readonly otherwise: Block;
}
export interface Loop extends Span {
  readonly kind: 'loop';
  /** Absent for `while`. */
  readonly target?: Expression;
  /** `async for` */
  readonly async?: true;
  /** What is iterated over, or the condition of a `while`. */
  readonly subject: Expression;
  readonly body: Block;
  readonly otherwise: Block;
}
export interface Try extends Span {
  readonly kind: 'try';
  readonly body: Block;
  readonly handlers: readonly { readonly type?: Expression; readonly name?: string; readonly body: Block }[];
  readonly otherwise: Block;
  readonly finally: Block;
}
export interface With extends Span {
  readonly kind: 'with';
  readonly items: readonly { readonly context: Expression; readonly target?: Expression }[];
  readonly body: Block;
}
export interface FunctionDefinition extends Span {
  readonly kind: 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly async: boolean;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  /** Converted when it is first asked for: whoever looks for something rare asks `holds` before. */
  readonly body: Block;
  readonly holds: BodyOutline;
}
/** What a function body holds, nested definitions included: false is certain, true is a maybe. */
export interface BodyOutline {
  readonly imports: boolean;
  /** Of functions and classes. */
  readonly definitions: boolean;
  readonly yields: boolean;
  /** `global`, assignments to attributes and items, calls of methods that change a list or dict, `setattr`. */
  readonly changes: boolean;
}
export interface ClassDefinition extends Span {
  readonly kind: 'class';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly decorators: readonly Expression[];
  readonly body: Block;
}
/** `match`, `del`, `global`, `assert`, Python 2's `print`, a region with a syntax error … */
export interface OtherStatement extends Span {
  readonly kind: 'other';
  readonly form: string;
  readonly expressions: readonly Expression[];
  /** The block of each `case`, or the statements that were found within an error. */
  readonly blocks: readonly Block[];
  /** Of a `match`: the names that its patterns bind. */
  readonly captures?: readonly Name[];
}

/** A parsed file. */
export interface PythonModule {
  readonly body: Block;
  readonly comments: readonly (Span & { readonly text: string })[];
  /** Offset of the first syntax error; what was parsed around it is kept. */
  readonly firstError?: number;
}
