import type { UnboundCall } from '../../core/correctness.ts';
import { related, symbolId, type Span } from '../../core/location.ts';
import type { Call } from '../../core/python.ts';
import type { Module } from '../entity.ts';
import type { Callee, Callees } from './callees.ts';
import { callsIn, expects } from './code-walk.ts';
import { mismatchOf } from './signature.ts';

/** Calls whose arguments no definition takes that may be meant. */
export function* unboundCalls(module: Module, callees: Callees): Generator<UnboundCall> {
  const careful = new Set(callsIn(module).flatMap(({ call, scope }) => (asksForSignature(call) ? [scope] : [])));
  for (const { call, scope } of callsIn(module)) {
    if (careful.has(scope)) continue;
    const first = refused(call, callees.of(call.callee, scope));
    const mismatch = first === undefined ? undefined : mismatchOf(call, first.function.definition, first.implicit);
    if (first === undefined || mismatch === undefined || expects('TypeError', scope)) continue;
    const { definition, module: home } = first.function;
    const path = first.owner === undefined ? definition.name : `${first.owner.qualifiedName}.${definition.name}`;
    yield {
      callee: symbolId(`${home.name}.${path}`),
      mismatch,
      at: module.locate(placeOf(mismatch, call)),
      definition: related(home.locate(definition.nameSpan), `\`${path}\` is defined here`),
    };
  }
}

/** Whoever asks what a function takes calls it in more than one way. */
function asksForSignature({ callee }: Call): boolean {
  const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : '';
  return /^(getargspec|getfullargspec|signature)$/.test(name);
}

function placeOf(mismatch: UnboundCall['mismatch'], call: Call): Span {
  const name =
    mismatch.kind === 'unexpected' ? mismatch.keyword : mismatch.kind === 'repeated' ? mismatch.parameter : '';
  return call.keywords.find((keyword) => keyword.name === name) ?? call;
}

/** The first of the callees, where none of them takes the call. */
function refused(call: Call, candidates: Iterable<Callee | undefined>): Callee | undefined {
  let first: Callee | undefined;
  for (const candidate of candidates) {
    if (candidate === undefined) return undefined;
    if (mismatchOf(call, candidate.function.definition, candidate.implicit) === undefined) return undefined;
    first ??= candidate;
  }
  return first;
}
