// Shortest ways between two nodes: breadth first from both ends at once, over what is shown.
"use strict";

(() => {
  const { overview } = window.kg;

  class Side {
    constructor(start) { this.before = new Map([[start, null]]); this.edge = new Map(); this.border = [start]; }

    // One more step outwards; a node that the other side knows ends it.
    grow(graph, other) {
      const next = [];
      for (const node of this.border) {
        for (const [neighbour, edge] of overview.neighbours(graph, node)) {
          if (this.before.has(neighbour)) continue;
          this.before.set(neighbour, node);
          this.edge.set(neighbour, edge);
          if (other.before.has(neighbour)) return neighbour;
          next.push(neighbour);
        }
      }
      this.border = next;
      return -1;
    }

    // Nodes and edges from the start to a node.
    way(node) {
      const nodes = [node];
      const edges = [];
      for (let at = node; this.before.get(at) !== null; at = this.before.get(at)) {
        edges.push(this.edge.get(at));
        nodes.push(this.before.get(at));
      }
      return { nodes: nodes.reverse(), edges: edges.reverse() };
    }
  }

  // {nodes, edges} in order, null where there is no way. The side with the smaller border grows.
  const shortest = (graph, start, end) => {
    if (start === end) return { nodes: [start], edges: [] };
    if (!graph.shown[start] || !graph.shown[end]) return null;
    const [one, two] = [new Side(start), new Side(end)];
    while (one.border.length && two.border.length) {
      const [side, other] = one.border.length <= two.border.length ? [one, two] : [two, one];
      const met = side.grow(graph, other);
      if (met < 0) continue;
      const [there, back] = [one.way(met), two.way(met)];
      return { nodes: there.nodes.concat(back.nodes.reverse().slice(1)), edges: there.edges.concat(back.edges.reverse()) };
    }
    return null;
  };

  overview.shortest = shortest;
})();
