import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortestCycles, type Graph } from './shortest-cycles.ts';

const graphOf = (edges: Readonly<Record<string, string>>): Graph =>
  new Map(Object.entries(edges).map(([node, targets]) => [node, new Set(targets)]));

describe('the shortest cycles of a graph', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['has none where nothing leads back', { a: 'bc', b: 'c', c: '' }, []],
    ['has a node that leads to itself', { a: 'a', b: '' }, ['a']],
    ['starts with its smallest node', { c: 'a', a: 'b', b: 'c' }, ['abc']],
    ['takes the short way of two', { a: 'b', b: 'c', c: 'ad', d: 'c' }, ['cd']],
    ['takes the smaller names of two equal ways', { a: 'cb', b: 'a', c: 'a' }, ['ab']],
    ['has one for each component', { a: 'bx', b: 'a', x: 'y', y: 'x' }, ['ab', 'xy']],
    ['may lead to nodes that lead nowhere', { a: 'bz', b: 'a' }, ['ab']],
  ])('%s', (_, edges, expected) => {
    expect(shortestCycles(graphOf(edges)).map((cycle) => cycle.join(''))).toEqual(expected);
  });

  const node = fc.integer({ min: 0, max: 9 }).map(String);
  const edges = fc.array(fc.tuple(node, node), { maxLength: 30 });

  test('are cycles, one at most for each node, and the same in whatever order edges come', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const graph = fromList(list);
        const cycles = shortestCycles(graph);
        for (const cycle of cycles)
          for (const [index, from] of cycle.entries())
            expect(graph.get(from)?.has(cycle[(index + 1) % cycle.length] ?? '')).toBe(true);
        expect(new Set(cycles.flat()).size).toBe(cycles.flat().length);
        expect(shortestCycles(fromList(list.toReversed()))).toEqual(cycles);
      }),
    );
  });

  test('are there exactly where some node reaches itself', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const graph = fromList(list);
        const circular = [...graph.keys()].some((start) => reaches(start, start, graph));
        expect(shortestCycles(graph).length > 0).toBe(circular);
      }),
    );
  });
});

function fromList(list: readonly (readonly [string, string])[]): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of list) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
}

function reaches(from: string, to: string, graph: Graph): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === to) return true;
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return false;
}
