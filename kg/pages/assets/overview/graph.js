// The graph that is drawn: columns of nodes and edges, put together from the overview's file and those of unfolded parts.
"use strict";

(() => {
  const overview = (window.kg.overview = {});
  const COLUMNS = ["id", "href", "kind", "fa", "en", "x", "y", "degree", "community", "topics", "provinces", "status", "from", "to"];
  const MANY = 255; // the relation of a line that stands for several edges

  const empty = () => {
    const nodes = Object.fromEntries(COLUMNS.map((name) => [name, []]));
    return { nodes: { ...nodes, members: [], radius: [], part: [] }, edges: { source: [], target: [], relation: [], key: [], weight: [] }, index: new Map(), lost: 0 };
  };

  const addNodes = (graph, file, part, parts, places) => {
    const { nodes, index } = graph;
    const place = new Int32Array(file.nodes.id.length).fill(-1);
    file.nodes.id.forEach((id, at) => {
      if (parts.has(id)) return; // its own nodes stand for it
      place[at] = nodes.id.length;
      index.set(id, place[at]);
      for (const name of COLUMNS) nodes[name].push(file.nodes[name][at]);
      nodes.members.push(file.nodes.members ? file.nodes.members[at] : 0);
      nodes.radius.push(file.nodes.radius ? file.nodes.radius[at] : 0);
      nodes.part.push(part);
    });
    places.set(file, place);
  };

  const addEdge = ({ edges }, source, target, relation, key, weight) => {
    edges.source.push(source);
    edges.target.push(target);
    edges.relation.push(relation);
    edges.key.push(key);
    edges.weight.push(weight);
  };

  const addEdges = (graph, { edges }, place) => {
    for (let at = 0; at < edges.source.length; at += 1) {
      const [source, target] = [place[edges.source[at]], place[edges.target[at]]];
      if (source < 0 || target < 0) continue;
      if (edges.weight) addEdge(graph, source, target, MANY, "", edges.weight[at]);
      else addEdge(graph, source, target, edges.relation[at], edges.key[at], 1);
    }
  };

  // Edges that lead out of an unfolded part: to a node that is drawn, else to the part that stands for it.
  const addOutside = (graph, file, place) => {
    const { outside, folds } = file;
    const sums = new Map();
    for (let at = 0; at < outside.node.length; at += 1) {
      const source = place[outside.node[at]];
      if (source < 0) continue;
      const far = outside.far ? graph.index.get(outside.far[at]) : undefined;
      const fold = graph.index.get(folds[outside.fold[at]]);
      if (far !== undefined) { if (outside.out[at]) addEdge(graph, source, far, outside.relation[at], outside.key[at], 1); }
      else if (fold !== undefined) {
        const pair = `${source} ${fold}`;
        sums.set(pair, (sums.get(pair) || 0) + (outside.weight ? outside.weight[at] : 1));
      } else if (outside.far) graph.lost += 1;
    }
    for (const [pair, weight] of sums) addEdge(graph, ...pair.split(" ").map(Number), MANY, "", weight);
  };

  // Edges of each node, as one list with bounds: near.edges[near.first[n]] … up to near.first[n + 1].
  const nearOf = ({ nodes, edges }) => {
    const first = new Int32Array(nodes.id.length + 1);
    for (const ends of [edges.source, edges.target]) for (const end of ends) first[end + 1] += 1;
    for (let at = 1; at < first.length; at += 1) first[at] += first[at - 1];
    const next = first.slice();
    const list = new Int32Array(2 * edges.source.length);
    for (const ends of [edges.source, edges.target]) ends.forEach((end, edge) => { list[next[end]] = edge; next[end] += 1; });
    return { first, edges: list };
  };

  const sizes = ({ degree, radius }) => Float32Array.from(degree, (count, at) => (
    radius[at] ? Math.max(12, radius[at] * 0.8) : Math.min(26, 5 + 2.2 * Math.sqrt(count))));

  const finish = (graph) => {
    const { nodes, edges } = graph;
    for (const name of ["x", "y"]) nodes[name] = Float32Array.from(nodes[name]);
    for (const name of ["source", "target"]) edges[name] = Int32Array.from(edges[name]);
    edges.relation = Uint8Array.from(edges.relation);
    nodes.size = sizes(nodes);
    graph.count = nodes.id.length;
    graph.near = nearOf(graph);
    graph.order = Int32Array.from(nodes.id.keys()).sort((a, b) => nodes.degree[b] - nodes.degree[a] || a - b);
    graph.shown = new Uint8Array(graph.count).fill(1);
    return graph;
  };

  // top: the overview's file; parts: id of a part -> its file, of all that are unfolded.
  const build = (top, parts) => {
    const graph = empty();
    const places = new Map();
    addNodes(graph, top, "", parts, places);
    for (const [id, file] of parts) addNodes(graph, file, id, parts, places);
    addEdges(graph, top, places.get(top));
    for (const file of parts.values()) {
      addEdges(graph, file, places.get(file));
      addOutside(graph, file, places.get(file));
    }
    return finish(graph);
  };

  // Neighbours of a node among what is shown: [other end, edge], each edge once.
  const neighbours = (graph, node) => {
    const { near, edges, shown } = graph;
    const found = [];
    for (let at = near.first[node]; at < near.first[node + 1]; at += 1) {
      const edge = near.edges[at];
      const other = edges.source[edge] === node ? edges.target[edge] : edges.source[edge];
      if (shown[other] && (other !== node)) found.push([other, edge]);
    }
    return found;
  };

  // The box around nodes: {left, right, top, bottom}, of all that are shown where none are named.
  const bounds = (graph, chosen) => {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const { x, y, size } = graph.nodes;
    const add = (at) => {
      box.left = Math.min(box.left, x[at] - size[at]);
      box.right = Math.max(box.right, x[at] + size[at]);
      box.top = Math.min(box.top, y[at] - size[at]);
      box.bottom = Math.max(box.bottom, y[at] + size[at]);
    };
    if (chosen) chosen.forEach(add);
    else for (let at = 0; at < graph.count; at += 1) if (graph.shown[at]) add(at);
    return box.left <= box.right ? box : { left: -100, right: 100, top: -100, bottom: 100 };
  };

  Object.assign(overview, { MANY, build, neighbours, bounds });
})();
