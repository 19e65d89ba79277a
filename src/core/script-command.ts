import type { Location } from './location.ts';

/** `manage.py <command> …` in a file that is not Python. */
export interface ScriptCommand {
  readonly command: string;
  /** The option strings that are given, without values: `--batch-size` of `--batch-size=10`. */
  readonly options: readonly { readonly name: string; readonly at: Location }[];
}
