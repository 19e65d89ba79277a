import type { Span } from '../../core/location.ts';
import type { Block, BodyOutline, Expression, FunctionDefinition, Parameter } from '../../core/python.ts';

/** How a body is read. */
export interface BodyReading {
  readonly convert: () => Block;
  readonly outline: () => BodyOutline;
}

/** Most bodies are never looked at: this one is converted when it is, and then forgets where it came from. */
export class LazyFunction implements FunctionDefinition {
  readonly kind = 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly async: boolean;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly start: number;
  readonly end: number;
  declare readonly body: Block;
  declare readonly holds: BodyOutline;
  #convert: (() => Block) | undefined;
  #body: Block = [];
  #holds: BodyOutline | undefined;
  readonly #outline: () => BodyOutline;

  /** Properties of the object itself, so that it is copied and compared as plain data is; shared, so that it stays small. */
  static readonly #computed: PropertyDescriptorMap & ThisType<LazyFunction> = {
    body: {
      enumerable: true,
      get(): Block {
        return this.#convertOnce();
      },
    },
    holds: {
      enumerable: true,
      get(): BodyOutline {
        return (this.#holds ??= this.#outline());
      },
    },
  };

  constructor(head: Omit<FunctionDefinition, 'kind' | 'body' | 'holds'>, { convert, outline }: BodyReading) {
    this.name = head.name;
    this.nameSpan = head.nameSpan;
    this.async = head.async;
    this.parameters = head.parameters;
    this.decorators = head.decorators;
    this.start = head.start;
    this.end = head.end;
    this.#convert = convert;
    this.#outline = outline;
    Object.defineProperties(this, LazyFunction.#computed);
  }

  #convertOnce(): Block {
    if (this.#convert !== undefined) {
      this.#body = this.#convert();
      this.#convert = undefined;
    }
    return this.#body;
  }
}
