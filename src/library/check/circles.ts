/** Every circle of a graph once, as its nodes in order; a node that points to itself is a circle of one. */
export function circles(nodes: Iterable<string>, next: (node: string) => string[]): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const start of nodes) {
    // Depth first with a stack of its own: a chain may be longer than the call stack.
    const trail: { node: string; rest: string[] }[] = [];
    const onTrail = new Set<string>();
    const enter = (node: string): void => {
      trail.push({ node, rest: [...next(node)] });
      onTrail.add(node);
    };
    if (!done.has(start)) enter(start);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const target = top.rest.shift();
      if (target === undefined) {
        done.add(top.node);
        onTrail.delete(top.node);
        trail.pop();
      } else if (onTrail.has(target)) {
        const from = trail.findIndex((step) => step.node === target);
        found.push(trail.slice(from).map((step) => step.node));
      } else if (!done.has(target)) enter(target);
    }
  }
  return found;
}
