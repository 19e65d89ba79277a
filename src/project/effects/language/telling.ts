import type { Block, Call, Expression, Statement } from '../../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../../facts/walk.ts';

/** `print(f"{len(orders)} orders")`: the work was done before. */
export function onlyTells(statement: Statement): boolean {
  const isOutput = statement.kind === 'expression' && statement.value.kind === 'call';
  return isOutput && callsIn([statement]).every((call) => telling.test(dotted(call.callee)));
}

const telling =
  /^(print|str|repr|len|format)$|(^|\.)(stdout|stderr)\.(write|flush)$|(^|\.)style\.\w+$|(^|\.)log(ger|ging)?\.(debug|info|warning|error|exception|critical|log)$|^\.format$/;

/** Not running the block leaves out something else than output. */
export function doesSomething(block: Block): boolean {
  return callsIn(block).some((call) => !telling.test(dotted(call.callee)));
}

export function callsIn(block: Block): readonly Call[] {
  return [...walkStatements(block)].flatMap((statement) =>
    expressionsOf(statement).flatMap((expression) =>
      [...walkExpression(expression)].filter((part): part is Call => part.kind === 'call'),
    ),
  );
}

export function dotted(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? `${dotted(expression.value)}.${expression.name}` : '';
}
