import type { UnboundCall } from '../../core/correctness.ts';
import type { Call, FunctionDefinition } from '../../core/python.ts';

type Mismatch = UnboundCall['mismatch'];

/**
 * Why Python would refuse to bind the arguments of a call; undefined: it would not, or nobody can tell.
 *
 * `implicit`: how many parameters the receiver fills.
 */
export function mismatchOf(call: Call, { parameters }: FunctionDefinition, implicit: 0 | 1): Mismatch | undefined {
  const takesList = parameters.some(({ form }) => form === 'list');
  const takesDict = parameters.some(({ form }) => form === 'dict');
  const byPosition = parameters.filter(({ form, keywordOnly }) => form === 'plain' && keywordOnly !== true);
  const open = byPosition.slice(implicit);
  const given = call.args.filter(({ kind }) => kind !== 'starred').length;
  const isSpread = given < call.args.length;
  const isDoubleSpread = call.keywords.some(({ name }) => name === null);
  const total = given + implicit;
  if (total > byPosition.length && !takesList) return { kind: 'excess', given: total, taken: byPosition.length };

  const names = new Set(call.keywords.flatMap(({ name }) => name ?? []));
  const known = new Set(parameters.flatMap(({ form, name }) => (form === 'plain' ? [name] : [])));
  for (const keyword of names) if (!known.has(keyword) && !takesDict) return { kind: 'unexpected', keyword };
  const repeated = isSpread ? undefined : open.slice(0, given).find(({ name }) => names.has(name));
  // With `**kwargs` the parameter may be positional-only, which takes the name for itself.
  if (repeated !== undefined && !takesDict) return { kind: 'repeated', parameter: repeated.name };

  if (isSpread || isDoubleSpread) return undefined;
  const required = [...open.slice(given), ...parameters.filter(({ keywordOnly }) => keywordOnly === true)];
  const missing = required.find((parameter) => parameter.default === undefined && !names.has(parameter.name));
  return missing === undefined ? undefined : { kind: 'missing', parameter: missing.name };
}
