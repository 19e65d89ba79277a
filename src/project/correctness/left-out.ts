import { regionOf } from '../../core/line-index.ts';
import type { Location, Span } from '../../core/location.ts';
import type { Block, Try } from '../../core/python.ts';
import { isMain } from '../../facts/imports.ts';
import { walkStatements } from '../../facts/walk.ts';
import type { Module } from '../entity.ts';

/**
 * A place that no run of the program comes to, or whose failure is taken on purpose: under `if __name__ == "__main__":`, in a
 * definition that a later one of its name replaces, in a file that only Python 2 can read, in a `try` whose handler for everything does nothing and says why.
 */
export function isLeftOut({ region: { startLine } }: Location, module: Module): boolean {
  const { body, lines, redefinitions, functions, classes } = module.facts;
  const isIn = (span: Span): boolean => {
    const { startLine: first, endLine: last } = regionOf(span, lines);
    return startLine >= first && startLine <= last;
  };
  const replaced = new Set(redefinitions.map(({ earlier }) => earlier.start));
  return (
    isOfPython2(module) ||
    body.some((statement) => statement.kind === 'if' && isMain(statement.test) && statement.body.some(isIn)) ||
    [...functions, ...classes].some(({ definition }) => replaced.has(definition.nameSpan.start) && isIn(definition)) ||
    triesIn(module).some((statement) => statement.body.some(isIn) && isExcused(statement, module))
  );
}

const ofPython2 = new WeakMap<Module, boolean>();

/** `print "done"`: Python 3 does not even begin. */
function isOfPython2(module: Module): boolean {
  let known = ofPython2.get(module);
  if (known === undefined) {
    known = [...walkStatements(module.facts.body)].some(
      (statement) => statement.kind === 'other' && /^(print|exec)_statement$/.test(statement.form),
    );
    ofPython2.set(module, known);
  }
  return known;
}

function triesIn({ facts }: Module): readonly Try[] {
  return [...walkStatements(facts.body)].flatMap((statement) => (statement.kind === 'try' ? [statement] : []));
}

/** `except Exception: pass  # the column came later` */
function isExcused({ handlers }: Try, { facts }: Module): boolean {
  return handlers.some(({ type, body }) => {
    const takesAll = type === undefined || (type.kind === 'name' && /^(Base)?Exception$/.test(type.id));
    if (!takesAll || !isIdle(body)) return false;
    const from = facts.lines.starts[regionOf(type ?? body[0] ?? { start: 0, end: 0 }, facts.lines).startLine - 1] ?? 0;
    const { endLine } = regionOf(body.at(-1) ?? { start: 0, end: 0 }, facts.lines);
    const to = facts.lines.starts[endLine] ?? Number.POSITIVE_INFINITY;
    return facts.comments.some(({ start, text }) => start >= from && start < to && !/noqa|pylint|nosec/.test(text));
  });
}

function isIdle(block: Block): boolean {
  return block.every((statement) => {
    if (statement.kind === 'other') return /^(pass|continue)_statement$/.test(statement.form);
    return statement.kind === 'return' && (statement.value === undefined || statement.value.kind === 'constant');
  });
}

/** The text of a file without what stands under `if __name__ == "__main__":`. */
export function withoutScript(text: string): string {
  return text.includes('__main__') ? text.replace(script, '') : text;
}

const script = /^if[ \t(]+__name__[ \t]*==[ \t]*["']__main__["'].*(?:\r?\n(?:[ \t]+.*|[ \t]*(?:#.*)?)(?=\r?\n|$))*/gm;
