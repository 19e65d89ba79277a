import type { LineIndex } from './line-index.ts';
import type { FilePath, Span } from './location.ts';
import type { Block, ClassDefinition, Expression, FunctionDefinition, PythonModule } from './python.ts';

/** What one file says, before anything is linked: plain data, and all that later stages know of it. */
export interface FileFacts {
  readonly file: FilePath;
  readonly lines: LineIndex;
  readonly scope: ScopeFact;
  readonly imports: readonly ImportFact[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly redefinitions: readonly RedefinitionFact[];
  /** Does something under `if __name__ == "__main__":`. */
  readonly startsAsScript: boolean;
  /** What stands at module level. */
  readonly body: Block;
  readonly comments: PythonModule['comments'];
  /** Offset of the first syntax error; facts around it may be missing. */
  readonly firstError?: number;
}

/** What the names of a module or class body are bound to, in source order. */
export interface ScopeFact {
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** `from x import *`, in source order. */
  readonly stars: readonly ImportSource[];
}

/** `level` counts leading dots. */
export interface ImportSource {
  readonly module: string;
  readonly level: number;
}

export type Binding = Span & {
  /** Bound under `if`, `try`, a loop or `match`: perhaps not at all. */
  readonly conditional: boolean;
} & (
    | { readonly kind: 'class'; readonly definition: ClassDefinition }
    | { readonly kind: 'function'; readonly definition: FunctionDefinition }
    | { readonly kind: 'value'; readonly value: Expression }
    /** `import a.b` binds `a`; `import a.b as c` binds the whole. */
    | { readonly kind: 'module'; readonly module: string }
    | { readonly kind: 'imported'; readonly source: ImportSource; readonly name: string; readonly typeOnly: boolean }
    /** A loop variable, an unpacked tuple, `del`, `+=`. */
    | { readonly kind: 'opaque' }
  );

/** One import of one thing, wherever in the file it stands. */
export interface ImportFact extends Span {
  readonly kind: 'import';
  readonly source: ImportSource;
  /** What is taken from the module; null for `import module`, `*` for a star import. */
  readonly name: string | null;
  /** `call`: `importlib.import_module('…')`, `import_string('…')` with a literal; executed when the call is. */
  readonly via: 'statement' | 'call';
  readonly local: boolean;
  /** In a branch that never runs: under `if TYPE_CHECKING:` and the like. */
  readonly typeOnly: boolean;
  /** Under `if __name__ == "__main__":`, so that nobody who imports the file gets it. */
  readonly asScript?: boolean;
  /** In a `try` that catches a failing import or in one of its handlers, or under a condition: it may be meant to fail. */
  readonly guarded?: boolean;
}

/** A definition that is dead, because the same block defines its name again before anything could use it. */
export interface RedefinitionFact {
  readonly kind: 'redefinition';
  readonly form: 'class' | 'function' | 'method';
  /** Qualified name within the module. */
  readonly name: string;
  /** The name tokens of the dead one and of the one that takes its place. */
  readonly earlier: Span;
  readonly later: Span;
}

export interface FunctionFact {
  readonly kind: 'function';
  readonly qualifiedName: string;
  readonly definition: FunctionDefinition;
  /** Innermost class around it, when it is a method. */
  readonly owner?: ClassDefinition;
}

export interface ClassFact {
  readonly kind: 'class';
  readonly qualifiedName: string;
  readonly definition: ClassDefinition;
}
