// Draws the graph on a canvas: what is in view only, all of a colour in few paths, names only while nothing moves.
"use strict";

(() => {
  const { overview, cards, language } = window.kg;
  const BATCH = 400; // lines in one path: longer ones take more than twice the time to rasterise
  const SMALL = 2.2; // px of radius below which a node is drawn as a square of few pixels
  const FAINT = 0.12;
  const MOST_LINES = 5000; // lines drawn while the picture moves
  const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu;
  const LONGEST = 34; // characters of a name
  const LETTER = 3.4; // px of half a letter, about
  const ROW = 20; // px between names that stand below each other
  const ALWAYS = 14; // names of the best connected nodes, however small they are drawn

  // What is seen of the plane, a little wider, as a name or a big node may reach in.
  const frame = ({ x, y, k, width, height }, more = 30) => ({
    left: x - (width / 2 + more) / k, right: x + (width / 2 + more) / k, top: y - (height / 2 + more) / k, bottom: y + (height / 2 + more) / k,
  });

  const inside = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

  // Whether a line may cross the frame.
  const crosses = (box, ax, ay, bx, by) => !(
    (ax < box.left && bx < box.left) || (ax > box.right && bx > box.right) || (ay < box.top && by < box.top) || (ay > box.bottom && by > box.bottom));

  const seenEdges = ({ nodes, edges, shown }, box) => {
    const found = [];
    for (let at = 0; at < edges.source.length; at += 1) {
      const [one, two] = [edges.source[at], edges.target[at]];
      if (shown[one] && shown[two] && crosses(box, nodes.x[one], nodes.y[one], nodes.x[two], nodes.y[two])) found.push(at);
    }
    return found;
  };

  const seenNodes = ({ nodes, shown, count }, box) => {
    const found = [];
    for (let at = 0; at < count; at += 1) {
      const size = nodes.size[at];
      const { x, y } = { x: nodes.x[at], y: nodes.y[at] };
      if (shown[at] && x + size >= box.left && x - size <= box.right && y + size >= box.top && y - size <= box.bottom) found.push(at);
    }
    return found;
  };

  const lines = (context, { nodes, edges }, chosen) => {
    for (let start = 0; start < chosen.length; start += BATCH) {
      context.beginPath();
      for (let at = start; at < Math.min(start + BATCH, chosen.length); at += 1) {
        const [one, two] = [edges.source[chosen[at]], edges.target[chosen[at]]];
        context.moveTo(nodes.x[one], nodes.y[one]);
        context.lineTo(nodes.x[two], nodes.y[two]);
      }
      context.stroke();
    }
  };

  const grouped = (chosen, key) => {
    const groups = new Map();
    for (const one of chosen) {
      const name = key(one);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(one);
    }
    return groups;
  };

  const drawEdges = (context, graph, colours, chosen, k, wide) => {
    for (const [colour, list] of grouped(chosen, (at) => colours.ofEdge(graph, at))) {
      context.strokeStyle = colour;
      if (colour !== colours.many) { context.lineWidth = wide / k; lines(context, graph, list); continue; }
      for (const [weight, some] of grouped(list, (at) => Math.min(8, Math.ceil(Math.log2(graph.edges.weight[at] + 1))))) {
        context.lineWidth = ((0.4 + weight * 0.35) * wide) / k;
        lines(context, graph, some);
      }
    }
  };

  // The outline of a node by its kind: agreements are squares, officials triangles, all others circles.
  const outline = (context, kind, x, y, size) => {
    if (kind === 0) context.rect(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7);
    else if (kind === 2) {
      context.moveTo(x, y - size * 1.15);
      context.lineTo(x + size, y + size * 0.75);
      context.lineTo(x - size, y + size * 0.75);
      context.closePath();
    } else {
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, 2 * Math.PI);
    }
  };

  const drawNodes = (context, graph, colours, chosen, k) => {
    const { nodes } = graph;
    const list = colours.list();
    for (const [colour, some] of grouped(chosen, (at) => colours.of(graph, at))) {
      context.fillStyle = list[colour];
      for (let start = 0; start < some.length; start += BATCH) {
        context.beginPath();
        for (let place = start; place < Math.min(start + BATCH, some.length); place += 1) {
          const at = some[place];
          const size = Math.max(nodes.size[at], 1.1 / k);
          if (size * k < SMALL) context.rect(nodes.x[at] - size, nodes.y[at] - size, 2 * size, 2 * size);
          else outline(context, nodes.kind[at], nodes.x[at], nodes.y[at], size);
        }
        context.fill();
      }
    }
  };

  const nameOf = ({ nodes }, at, words) => {
    const text = (cards.label([nodes.fa[at], nodes.en[at]]) || cards.word(words, nodes.members[at] ? "restOfNetwork" : "unnamed")).replace(HIDDEN, " ").trim();
    const chars = Array.from(text);
    return chars.length > LONGEST ? `${chars.slice(0, LONGEST - 1).join("")}…` : text;
  };

  // Which nodes get their names: the best connected first, none over another; those in `first` always.
  const named = (graph, view, first, most = 60) => {
    const { nodes, shown, order } = graph;
    const box = frame(view, 0);
    const taken = [];
    const chosen = [];
    const take = (at, always) => {
      const wide = Math.min(LONGEST, nodes.fa[at].length) * LETTER;
      const x = (nodes.x[at] - box.left) * view.k;
      const y = (nodes.y[at] + (nodes.members[at] ? 0 : nodes.size[at]) - box.top) * view.k;
      if (!always && taken.some((one) => Math.abs(one.x - x) < one.wide + wide && Math.abs(one.y - y) < ROW)) return;
      taken.push({ x, y, wide });
      chosen.push(at);
    };
    for (const at of first) if (shown[at] && inside(box, nodes.x[at], nodes.y[at])) take(at, true);
    if (first.length) return chosen; // what stands out only
    for (const at of order) {
      if (chosen.length >= most) break;
      const told = nodes.size[at] * view.k > 3 || chosen.length < ALWAYS;
      if (shown[at] && told && inside(box, nodes.x[at], nodes.y[at])) take(at, false);
    }
    return chosen;
  };

  const write = (context, text, x, y) => {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  };

  const drawNames = (context, graph, colours, chosen, k, words) => {
    const { nodes } = graph;
    context.direction = document.documentElement.dir;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.font = `${13 / k}px Vazirmatn, sans-serif`;
    context.lineJoin = "round";
    context.lineWidth = 3.5 / k;
    context.strokeStyle = colours.ground;
    context.fillStyle = colours.ink;
    for (const at of chosen) {
      const text = `\u2068${nameOf(graph, at, words)}\u2069`;
      const y = nodes.members[at] ? nodes.y[at] - 7 / k : nodes.y[at] + nodes.size[at] + 3 / k;
      write(context, text, nodes.x[at], y);
      if (nodes.members[at]) write(context, nodes.members[at].toLocaleString(language()), nodes.x[at], y + 16 / k);
    }
  };

  const thinned = (list, most) => {
    if (list.length <= most) return list;
    const step = list.length / most;
    return Array.from({ length: most }, (_, at) => list[Math.floor(at * step)]);
  };

  // focus: {nodes, edges: Sets, rings: nodes with a ring} of what stands out, or null.
  const paint = (context, view, { graph, colours, focus, words }) => {
    const box = frame(view);
    const { k } = view;
    const edges = seenEdges(graph, box);
    const nodes = seenNodes(graph, box);
    const wide = edges.length > 3000 ? 0.7 : 1.2;
    context.globalAlpha = focus ? FAINT : edges.length > 3000 ? 0.45 : 0.7;
    drawEdges(context, graph, colours, view.moving ? thinned(edges, MOST_LINES) : edges, k, wide);
    context.globalAlpha = focus ? FAINT + 0.06 : 1;
    drawNodes(context, graph, colours, nodes, k);
    context.globalAlpha = 1;
    if (focus) {
      drawEdges(context, graph, colours, [...focus.edges].filter((at) => graph.shown[graph.edges.source[at]] && graph.shown[graph.edges.target[at]]), k, 2.4);
      drawNodes(context, graph, colours, nodes.filter((at) => focus.nodes.has(at)), k);
      context.strokeStyle = colours.strong;
      context.lineWidth = 2.5 / k;
      for (const at of focus.rings) {
        context.beginPath();
        context.arc(graph.nodes.x[at], graph.nodes.y[at], graph.nodes.size[at] + 4 / k, 0, 2 * Math.PI);
        context.stroke();
      }
    }
    if (!view.moving) drawNames(context, graph, colours, named(graph, view, focus ? [...focus.nodes].slice(0, 40) : []), k, words);
  };

  Object.assign(overview, { paint, frame, seenEdges, seenNodes, named, drawnName: nameOf });
})();
