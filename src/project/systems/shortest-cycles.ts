/** Node → the nodes that it leads to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * One shortest cycle of every strongly connected component that has one, from its smallest node; components in the order of
 * these. Independent of the order of nodes and edges.
 */
export function shortestCycles(graph: Graph): readonly (readonly string[])[] {
  const cycles = components(graph).flatMap((component) => {
    const found = [...component].sort().map((start) => shortestCycleFrom(start, graph, component));
    const shortest = found.reduce((best, one) => {
      return one !== undefined && (best === undefined || one.length < best.length) ? one : best;
    }, undefined);
    return shortest === undefined ? [] : [shortest];
  });
  return cycles.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

function successors(node: string, graph: Graph): readonly string[] {
  return [...(graph.get(node) ?? [])].sort();
}

/** Breadth first, the smaller names first: of the shortest ways back the same one is always met first. */
function shortestCycleFrom(start: string, graph: Graph, component: ReadonlySet<string>): readonly string[] | undefined {
  const before = new Map<string, string>();
  // The queue grows while it is walked.
  const queue = [start];
  for (const node of queue) {
    for (const next of successors(node, graph)) {
      if (next === start) return wayTo(node, start, before);
      if (!component.has(next) || before.has(next)) continue;
      before.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(end: string, start: string, before: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let node = end; node !== start;) {
    node = before.get(node) ?? start;
    way.unshift(node);
  }
  return way;
}

/** Nodes that reach each other, by two searches: forwards for the order of their ends, then backwards (Kosaraju). */
function components(graph: Graph): readonly ReadonlySet<string>[] {
  const nodes = [...graph.keys()].sort();
  const visited = new Set<string>();
  const byEnd = nodes.flatMap((node) => reachable(node, graph, visited));
  const backwards = new Map<string, Set<string>>();
  for (const [from, targets] of graph)
    for (const to of targets) backwards.set(to, (backwards.get(to) ?? new Set()).add(from));
  const assigned = new Set<string>();
  return byEnd.toReversed().flatMap((node) => {
    const members = reachable(node, backwards, assigned);
    return members.length === 0 ? [] : [new Set(members)];
  });
}

/** The nodes not yet visited that a node reaches, in the order in which a depth-first search leaves them; no recursion. */
function reachable(from: string, graph: Graph, visited: Set<string>): readonly string[] {
  if (visited.has(from)) return [];
  visited.add(from);
  const left: string[] = [];
  const open = [{ node: from, next: successors(from, graph).values() }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const step = top.next.next();
    if (step.done === true) {
      left.push(top.node);
      open.pop();
    } else if (!visited.has(step.value)) {
      visited.add(step.value);
      open.push({ node: step.value, next: successors(step.value, graph).values() });
    }
  }
  return left;
}
