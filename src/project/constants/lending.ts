import type { FilePath } from '../../core/location.ts';
import type { Call, Expression, FunctionDefinition, Parameter, Statement } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Sources } from '../sources.ts';

const copying = /^(list|tuple|set|dict|frozenset|sorted)$/;
const looking = /^(list|tuple|set|dict|frozenset|sorted|enumerate|reversed|len|zip|any|all|sum|min|max|iter)$/;
const lookingMethods = /^(items|keys|values|copy|index|count|get)$/;

/**
 * Where functions of a file give a list or dict of that name to a function of the project that certainly does nothing
 * but look at it.
 *
 * `attribute`: the name stands behind a dot.
 */
export function harmlessLoans(
  sources: Sources,
  file: FilePath,
  name: string,
  attribute: boolean,
): readonly Expression[] {
  const loans: Expression[] = [];
  for (const { definition } of sources.facts(file)?.functions ?? []) {
    // Functions within it are functions of the file as well.
    for (const part of partsOf(definition, ({ kind }) => kind !== 'function' && kind !== 'class')) {
      if (part.kind !== 'call') continue;
      part.args.forEach((argument, index) => {
        if (isNamed(argument, name, attribute) && onlyLooks(sources, part, index)) loans.push(argument);
      });
    }
  }
  return loans;
}

function isNamed(expression: Expression, name: string, attribute: boolean): boolean {
  if (expression.kind === 'name') return !attribute && expression.id === name;
  return expression.kind === 'attribute' && expression.name === name;
}

/** Every function of the project that may be meant by its name. */
function onlyLooks(sources: Sources, { callee }: Call, index: number): boolean {
  const isOwn = callee.kind === 'attribute' && callee.value.kind === 'name' && /^(self|cls)$/.test(callee.value.id);
  const called = callee.kind === 'name' ? callee.id : isOwn ? callee.name : undefined;
  if (called === undefined) return false;
  const files = sources.mentioning(new RegExp(String.raw`\b(def|class)\s+${called}\b`), sources.holding(called));
  const found = files.map((file) => {
    const facts = sources.facts(file);
    return {
      functions: facts?.functions.filter(({ definition }) => definition.name === called) ?? [],
      isClass: facts?.classes.some(({ definition }) => definition.name === called) !== false,
    };
  });
  const definitions = found.flatMap(({ functions }) => functions.map(({ definition }) => definition));
  return (
    definitions.length > 0 &&
    found.every(({ isClass }) => !isClass) &&
    definitions.every((definition) => {
      const parameter = parameterAt(definition, index);
      return parameter !== undefined && looksAt(definition, parameter.name);
    })
  );
}

function parameterAt({ parameters }: FunctionDefinition, index: number): Parameter | undefined {
  const positional = parameters.filter(({ form, keywordOnly }) => form === 'plain' && keywordOnly !== true);
  const [first] = positional;
  const isMethod = first !== undefined && /^(self|cls)$/.test(first.name);
  return positional[isMethod ? index + 1 : index];
}

/** Everything that it does with the parameter is a look; or it makes a copy of its own, before anything else. */
function looksAt(definition: FunctionDefinition, parameter: string): boolean {
  const isIt = (expression: Expression): boolean => expression.kind === 'name' && expression.id === parameter;
  const first = definition.body.find((statement) => mentions(statement, isIt));
  if (first === undefined || copies(first, isIt)) return true;
  const parts = [...partsOf(definition)];
  const looks = [...walkStatements(definition.body)].flatMap((statement) =>
    (statement.kind === 'loop' ? [statement.subject] : statement.kind === 'if' ? [statement.test] : []).filter(isIt),
  );
  const all = parts.filter(isIt).length;
  const allowed = parts.reduce((sum, part) => sum + looksIn(part, isIt), looks.length);
  return all === allowed && !changesItems(definition, isIt);
}

/** `known = list(known)` */
function copies(statement: Statement, isIt: (expression: Expression) => boolean): boolean {
  if (statement.kind !== 'assign' || statement.operator !== undefined || statement.value?.kind !== 'call') return false;
  const [target, ...others] = statement.targets;
  const { callee, args } = statement.value;
  return (
    target !== undefined &&
    isIt(target) &&
    others.length === 0 &&
    callee.kind === 'name' &&
    copying.test(callee.id) &&
    args.length === 1 &&
    args.every(isIt)
  );
}

function mentions(statement: Statement, isIt: (expression: Expression) => boolean): boolean {
  return [...walkStatements([statement])].some((inner) =>
    expressionsOf(inner).some((expression) => [...walkExpression(expression)].some(isIt)),
  );
}

/** How many of its direct parts are the parameter, in a place where nothing can happen to it. */
function looksIn(part: Expression, isIt: (expression: Expression) => boolean): number {
  const count = (parts: readonly Expression[]): number => parts.filter(isIt).length;
  switch (part.kind) {
    case 'call': {
      const { callee, args } = part;
      if (callee.kind === 'name' && looking.test(callee.id)) return count(args);
      if (callee.kind !== 'attribute') return 0;
      if (lookingMethods.test(callee.name)) return count([callee.value]);
      return callee.name === 'join' ? count(args) : 0;
    }
    case 'comprehension':
      return count(part.clauses.flatMap((clause) => (clause.kind === 'for' ? [clause.iterable] : [clause.test])));
    case 'operation':
      return part.operators.every((operator) => /^(not|in|not in|is|is not|[<>]=?|[!=]=)$/.test(operator))
        ? count(part.operands)
        : 0;
    case 'conditional':
      return count([part.test]);
    case 'subscript':
      return count([part.value]);
    default:
      return 0;
  }
}

/** `known[0].append(…)`, `known["x"] = …`, `del known["x"]` */
function changesItems(definition: FunctionDefinition, isIt: (expression: Expression) => boolean): boolean {
  const isItem = (expression: Expression): boolean => expression.kind === 'subscript' && isIt(expression.value);
  if ([...partsOf(definition)].some((part) => part.kind === 'attribute' && isItem(part.value))) return true;
  return [...walkStatements(definition.body)].some(
    (statement) =>
      (statement.kind === 'assign' && statement.targets.some(isItem)) ||
      (statement.kind === 'other' && statement.expressions.some(isItem)),
  );
}

function* partsOf({ body }: FunctionDefinition, into?: (statement: Statement) => boolean): Generator<Expression> {
  for (const statement of walkStatements(body, into))
    for (const expression of expressionsOf(statement)) yield* walkExpression(expression);
}
