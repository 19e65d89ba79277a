import type { Name } from '../../core/python.ts';
import { slice } from './arguments.ts';
import type { RawNode } from './raw-tree.ts';

/** Deeper than people write; beyond it names are lost. */
const maximumDepth = 100;

/** The names that the patterns of a `case` bind; `a.b`, the names of classes and of their attributes are not among them. */
export function capturedNames(clause: RawNode, text: string): readonly Name[] {
  const names: Name[] = [];
  const bind = (node: RawNode): void => {
    names.push({ kind: 'name', id: slice(node, text), start: node.start, end: node.end });
  };
  const visit = (node: RawNode, depth: number): void => {
    for (const [index, child] of node.children.entries()) {
      const isName = child.type === 'identifier';
      if (child.type === 'dotted_name') {
        const isClass = node.type === 'class_pattern' && index === 0;
        const [only, ...more] = child.children;
        if (!isClass && only !== undefined && more.length === 0) bind(only);
      } else if (isName && (node.type === 'splat_pattern' || node.type === 'as_pattern')) bind(child);
      else if (!isName && depth < maximumDepth) visit(child, depth + 1);
    }
  };
  for (const child of clause.children) if (child.type === 'case_pattern') visit(child, 0);
  return names;
}
