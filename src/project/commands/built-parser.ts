import { known, type Known } from '../../core/known.ts';
import type { OptionShape, OptionValue } from '../../core/commands.ts';
import type { ParserHandle } from '../constants/value.ts';

/** What is known of one parser beside the options that were registered on it. */
export class BuiltParser implements ParserHandle {
  readonly role: ParserHandle['role'];
  /** Options that it was born with. */
  builtin: readonly OptionShape[] = [];
  /** What argparse does when an option string is registered twice. */
  conflicts: 'error' | 'resolve' | 'unknown' = 'error';
  /** Default of options without one of their own; undefined where the parser has none. */
  argumentDefault: Known<OptionValue | undefined> = known(undefined);
  /** What `set_defaults` was given. */
  readonly defaults = new Map<string, Known<OptionValue>>();
  /** False: `set_defaults` may have been given more. */
  defaultsComplete = true;
  /** Its options were looked at behind the back of argparse, so that they may be others now. */
  tamperedWith = false;
  readonly parents: BuiltParser[] = [];
  readonly subcommands: { readonly name: Known<string>; readonly parser: BuiltParser }[] = [];

  constructor(role: ParserHandle['role']) {
    this.role = role;
  }

  /** Itself, and the parsers whose options it has taken over. */
  *lineage(): Generator<BuiltParser> {
    yield this;
    for (const parent of this.parents) yield* parent.lineage();
  }
}
