import { mutators } from '../../core/mutators.ts';
import type { BodyOutline } from '../../core/python.ts';
import { errorType, stride, type FlatTree, type Grammar } from './flat-tree.ts';

/** Calls of these may change something. */
const changing: ReadonlySet<string> = new Set([...mutators, 'setattr']);

/** Of the body with that number; a function whose body an error swallowed has none. */
export type OutlineReader = (body: number | undefined) => BodyOutline;

type Sign = keyof BodyOutline | 'target' | 'name' | undefined;

/** What the node types of a grammar say about a body that holds them. */
function signsOf({ types }: Grammar): readonly Sign[] {
  const signs: Readonly<Record<string, Sign>> = {
    import_statement: 'imports',
    import_from_statement: 'imports',
    future_import_statement: 'imports',
    function_definition: 'definitions',
    class_definition: 'definitions',
    yield: 'yields',
    global_statement: 'changes',
    assignment: 'target',
    augmented_assignment: 'target',
    for_statement: 'target',
    as_pattern: 'target',
    identifier: 'name',
  };
  return types.map((type) => signs[type]);
}

/** Tells what function bodies hold by a look at the numbers, so that most of them need not be converted. */
export function outlineReader(grammar: Grammar): (tree: FlatTree, text: string) => OutlineReader {
  const signs = signsOf(grammar);
  const nameTypes = [
    'identifier',
    'pattern_list',
    'tuple_pattern',
    'list_pattern',
    'list_splat_pattern',
    'as_pattern_target',
  ];
  const names = new Set(grammar.types.flatMap((type, id) => (nameTypes.includes(type) ? [id] : [])));
  const targets = new Set(['left', 'alias'].map((name) => grammar.fields.indexOf(name)));
  return ({ nodes }, text) => {
    const at = (index: number, offset: number): number => nodes[index * stride + offset] ?? 0;
    /** Assigns to something other than names. */
    const isDeep = (index: number): boolean => {
      for (let child = index + 1; child < at(index, 4); child = at(child, 4)) {
        if (!targets.has(at(child, 1))) continue;
        for (let part = child; part < at(child, 4); part += 1) if (!names.has(at(part, 0))) return true;
      }
      return false;
    };
    const isChange = (index: number, sign: Sign): boolean =>
      sign === 'target' ? isDeep(index) : sign === 'name' && changing.has(text.slice(at(index, 2), at(index, 3)));
    return (body) => {
      const found = { imports: false, definitions: false, yields: false, changes: false };
      if (body === undefined) return found;
      for (let index = body; index < at(body, 4); index += 1) {
        const sign = signs[at(index, 0)];
        if (sign === undefined) continue;
        if (sign !== 'target' && sign !== 'name') found[sign] = true;
        else if (!found.changes && isChange(index, sign)) found.changes = true;
      }
      return found;
    };
  };
}

/** Whether blocks stand so deeply within each other that some may have to be dropped. */
export function isDeeperThan(limit: number, { nodes }: FlatTree, { types }: Grammar): boolean {
  const block = types.indexOf('block');
  const open: number[] = [];
  for (let index = 0; index * stride < nodes.length; index += 1) {
    const type = nodes[index * stride] ?? 0;
    if (type !== block && type !== errorType) continue;
    while ((open.at(-1) ?? Infinity) <= index) open.pop();
    open.push(nodes[index * stride + 4] ?? 0);
    if (open.length > limit) return true;
  }
  return false;
}
