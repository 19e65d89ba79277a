import { isDeepStrictEqual } from 'node:util';
import type { Known } from '../../src/core/known.ts';
import type { OptionShape } from '../../src/core/commands.ts';
import type { DjangoOption } from './ground-truth.ts';

export const attributeNames = ['dest', 'type', 'default', 'choices', 'action', 'nargs', 'required', 'help'] as const;
export type AttributeName = (typeof attributeNames)[number];
export type Verdict = 'equal' | 'unknown' | 'different';

export interface AttributeVerdict {
  readonly attribute: AttributeName;
  readonly verdict: Verdict;
  readonly modelled: unknown;
  readonly truth: unknown;
}

/** What the model says of an option against what Django's parser has, one attribute after the other. */
export function compareAttributes(modelled: OptionShape, truth: DjangoOption): readonly AttributeVerdict[] {
  return attributeNames.map((attribute) => {
    const said: Known<unknown> = modelled[attribute];
    if (!said.known) return { attribute, verdict: 'unknown', modelled: undefined, truth: truth[attribute] };
    const equal = equality[attribute] ?? isDeepStrictEqual;
    const verdict = equal(said.value, truth[attribute]) ? 'equal' : 'different';
    return { attribute, verdict, modelled: said.value, truth: truth[attribute] };
  });
}

const equality: Partial<Record<AttributeName, (said: unknown, truth: unknown) => boolean>> = {
  type: sameType,
  action: (said, truth) => truth === actionClasses[String(said)] || truth === lastPart(String(said)),
  // A set has no order, and the truth is sorted.
  choices: (said, truth) => isDeepStrictEqual(said, truth) || isDeepStrictEqual(sorted(said), truth),
};

const actionClasses: Readonly<Record<string, string>> = {
  store: 'StoreAction',
  store_const: 'StoreConstAction',
  store_true: 'StoreTrueAction',
  store_false: 'StoreFalseAction',
  append: 'AppendAction',
  append_const: 'AppendConstAction',
  extend: 'ExtendAction',
  count: 'CountAction',
  help: 'HelpAction',
  version: 'VersionAction',
  parsers: 'SubParsersAction',
};

/** A name may be imported from another module than the one that defines it, and a module run from another root. */
function sameType(said: unknown, given: unknown): boolean {
  // A stand-in for something that is not installed has its name.
  const truth = typeof given === 'string' ? given.replace(/^<stub (.*)>$/, '$1') : given;
  if (said === truth) return true;
  if (typeof said !== 'string' || typeof truth !== 'string' || lastPart(said) !== lastPart(truth)) return false;
  return said.split('.')[0] === truth.split('.')[0] || said.endsWith(`.${truth}`) || truth.endsWith(`.${said}`);
}

function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

function sorted(items: unknown): unknown {
  if (!Array.isArray(items)) return items;
  const list: readonly unknown[] = items;
  return list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
