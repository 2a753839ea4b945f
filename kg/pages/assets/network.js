// Draws the network around a page's subject and shows the card of what is clicked. Labels are put in as text only.
// A still picture is in the page; the canvas takes its place once it is in view and the browser has nothing to do.
"use strict";

(() => {
  const place = document.getElementById("network");
  if (!place) return;
  const { load, language, make, base, cards } = window.kg;
  const canvas = document.getElementById("canvas");
  const panel = document.getElementById("panel");
  const near = document.getElementById("near");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const MANY = 1500; // edges above which they are drawn thin and faint, so that nodes and labels stay visible
  const NAMED = 60; // labels that stay readable in a picture that is zoomed out
  const CLEAR = 45; // nodes above which labels may cover nodes, or hardly any would be left
  const LINE = 24; // characters of one line of a label, of which there are three

  const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu;

  // At most three lines, each isolated, so that Persian and Latin keep their order on a canvas.
  const canvasLabel = (text) => {
    const lines = [""];
    for (const word of text.replace(HIDDEN, " ").split(/\s+/u).filter(Boolean)) {
      for (let rest = Array.from(word); rest.length; rest = rest.slice(LINE)) {
        const part = rest.slice(0, LINE).join("");
        const last = lines[lines.length - 1];
        if (Array.from(last).length + part.length + (last ? 1 : 0) <= LINE) lines[lines.length - 1] = last ? `${last} ${part}` : part;
        else lines.push(part);
      }
    }
    if (!lines[0]) lines[0] = "—";
    const shown = lines.slice(0, 3);
    if (lines.length > 3) shown[2] = `${Array.from(shown[2]).slice(0, LINE - 1).join("").trimEnd()}…`;
    return shown.map((line) => `\u2068${line}\u2069`).join("\n");
  };

  window.kg.canvasLabel = canvasLabel;

  // Rows of the data file -> nodes and edges by name.
  const unpack = ({ nodes, edges }, { kinds, relations }) => {
    const found = nodes.map(([kind, name, x, y, persian, english, href]) => {
      const group = kinds[kind];
      const address = href || `${group}/${name}.html`;
      const data = place.dataset.drawings ? place.dataset.drawings + (href ? name : `${group}/${name}`) : address.replace(/\.html$/, "");
      return { id: address, href: address, data, group, x, y, names: [persian, english || persian], degree: 0 };
    });
    const between = new Map();
    const links = edges.map(([from, to, relation, id]) => {
      const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
      const before = between.get(pair) || 0;
      between.set(pair, before + 1);
      found[from].degree += 1;
      found[to].degree += 1;
      return { id, from: found[from].id, to: found[to].id, relation: relations[relation], before };
    });
    return { nodes: found, edges: links };
  };

  const nameOf = (node) => node.names[language() === "en" ? 1 : 0];

  // The facts of an edge lie with its agreement, else with its official.
  const ownerOf = (edge, byId) => {
    const ends = [byId.get(edge.from), byId.get(edge.to)];
    return ends.find((end) => end.group === "agreement") || ends.find((end) => end.group === "official");
  };

  const showNode = (node, opener) => cards.show(panel, cards.node(node.data), opener);
  const showEdge = (edge, byId, opener) => cards.show(panel, cards.edge(ownerOf(edge, byId).data, edge.id), opener);

  // The same as the drawing in words: every neighbour, how it is linked to those nearer, and a button to each sentence.
  const item = (node, links, byId, words) => {
    const line = make("li");
    const link = make("a");
    link.href = base + node.href;
    link.append(make("bdi", nameOf(node)));
    line.append(make("span", "", `key k-${node.group}`), link, make("span", cards.word(words, node.group), "meta"));
    for (const edge of links) {
      const other = byId.get(edge.from === node.id ? edge.to : edge.from);
      const button = make("button");
      button.type = "button";
      button.append(`${cards.word(words, edge.relation)}: `, make("bdi", nameOf(other)));
      button.addEventListener("click", () => showEdge(edge, byId, button));
      line.append(button);
    }
    return line;
  };

  const list = ({ nodes, edges }, byId, words) => {
    const order = new Map(nodes.map((node, at) => [node.id, at]));
    const links = new Map(nodes.map((node) => [node.id, []]));
    for (const edge of edges) links.get(order.get(edge.from) > order.get(edge.to) ? edge.from : edge.to).push(edge);
    const items = nodes.slice(1).map((node) => item(node, links.get(node.id), byId, words));
    near.querySelector("ul").replaceChildren(...items);
  };

  const once = (make_) => {
    let made;
    return () => (made ||= make_());
  };

  const ready = once(async () => {
    const [data, shared, { words }] = await Promise.all([load(place.dataset.drawing), load("data/drawing"), load("data/words")]);
    const drawn = unpack(data.drawing, shared);
    return { ...drawn, shared, words, byId: new Map(drawn.nodes.map((node) => [node.id, node])) };
  });

  const relist = async () => {
    if (!near || !near.open) return;
    const { words, byId, ...drawn } = await ready();
    list(drawn, byId, words);
  };
  if (near) near.addEventListener("toggle", relist);

  const library = () => new Promise((done, failed) => {
    if (window.vis) return done();
    const script = document.createElement("script");
    script.src = `${base}assets/vis-network.min.js`;
    script.onload = () => done();
    script.onerror = () => failed(new Error(script.src));
    document.head.append(script);
  });

  const pause = () => new Promise((done) => {
    const next = window.requestIdleCallback || ((call) => setTimeout(call, 1));
    requestAnimationFrame(() => next(() => done(), { timeout: 300 }));
  });

  // Colours are those of the style sheet, which follows light and dark.
  const tones = () => {
    const style = getComputedStyle(place);
    return (name) => style.getPropertyValue(`--${name}`).trim();
  };
  const font = (tone) => ({ color: tone("ink"), strokeColor: tone("ground") });
  const groupsOf = (groups, tone) => Object.fromEntries(Object.entries(groups).map(([name, look]) => {
    const colour = { background: tone(name), border: tone(name) };
    return [name, { ...look, color: { ...colour, highlight: { ...colour, border: tone("ink") }, hover: { ...colour, border: tone("ink") } } }];
  }));

  const optionsOf = ({ options }, tone) => ({
    ...options,
    nodes: { ...options.nodes, font: { ...options.nodes.font, ...font(tone) } },
    groups: groupsOf(options.groups, tone),
  });

  const sized = (node, first) => Math.round(Math.min(40, 10 + 4 * Math.sqrt(node.degree))) + (first ? 6 : 0);
  const drawnNode = (node, at) => ({ id: node.id, group: node.group, x: node.x, y: node.y, size: sized(node, at === 0), label: canvasLabel(nameOf(node)) });

  // The second and later edges between two nodes are bent, so that all are seen.
  const drawnEdge = (edge, looks, tone, many) => ({
    ...looks[edge.relation],
    ...edge,
    color: { color: tone(edge.relation), highlight: tone("ink"), hover: tone("ink"), opacity: many ? 0.2 : 1 },
    ...(many ? { width: 1 } : {}),
    ...(edge.before ? { smooth: { type: "curvedCW", roundness: Math.min(0.9, 0.12 * edge.before) } } : {}),
  });

  const listen = (network, { edges, byId }) => {
    const byKey = new Map(edges.map((edge) => [edge.id, edge]));
    network.on("click", (event) => {
      if (event.nodes.length) showNode(byId.get(event.nodes[0]));
      else if (event.edges.length) showEdge(byKey.get(event.edges[0]), byId);
      else cards.hide(panel);
    });
    network.on("doubleClick", (event) => {
      if (event.nodes.length) location.href = base + byId.get(event.nodes[0]).href;
    });
    network.on("hoverNode", () => canvas.classList.add("over"));
    network.on("blurNode", () => canvas.classList.remove("over"));
    network.on("hoverEdge", () => canvas.classList.add("over"));
    network.on("blurEdge", () => canvas.classList.remove("over"));
    network.once("afterDrawing", () => { place.dataset.drawn = "yes"; });
  };

  // Zoomed out, the labels of the largest nodes stay readable as far as they cover neither a label nor a node; the
  // others appear as one comes nearer.
  const boxOf = (node, scale) => {
    const lines = node.label.split("\n");
    const half = 3.4 * Math.max(...lines.map((line) => line.length));
    const top = node.y * scale + node.size * scale + 2;
    return { left: node.x * scale - half, right: node.x * scale + half, top, bottom: top + 15 * lines.length };
  };
  const apart = (one, other) => one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
  const disc = (node, scale) => ({
    left: (node.x - node.size) * scale, right: (node.x + node.size) * scale, top: (node.y - node.size) * scale, bottom: (node.y + node.size) * scale,
  });

  const enlarge = (drawn, nodes, scale, tone) => {
    if (scale > 0.9) return;
    const rank = (node) => node.size + (node.group === "institution" ? 100 : 0) + (node === drawn[0] ? 1000 : 0);
    const taken = (drawn.length > CLEAR ? drawn.slice(0, 1) : drawn).map((node) => disc(node, scale));
    const chosen = [];
    for (const node of [...drawn].sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1))) {
      const box = boxOf(node, scale);
      if (node !== drawn[0] && !taken.every((other) => apart(box, other))) continue;
      taken.push(box);
      chosen.push(node);
      if (chosen.length === NAMED) break;
    }
    nodes.update(chosen.map((node) => ({ id: node.id, font: { size: Math.min(500, 12 / scale), ...font(tone) } })));
  };

  const legend = (nodes, drawn) => {
    for (const box of document.querySelectorAll("#legend input")) {
      box.addEventListener("change", () => {
        nodes.update(drawn.filter((node) => node.group === box.value).map((node) => ({ id: node.id, hidden: !box.checked })));
      });
    }
  };

  const follow = (network, all, nodes, edges) => {
    const { looks } = all.shared;
    const many = all.edges.length > MANY;
    dark.addEventListener("change", () => {
      const tone = tones();
      network.setOptions({ ...optionsOf(all.shared, tone) });
      edges.update(all.edges.map((edge) => drawnEdge(edge, looks, tone, many)));
    });
    document.addEventListener("kg-language", () => {
      nodes.update(all.nodes.map((node) => ({ id: node.id, label: canvasLabel(nameOf(node)) })));
    });
  };

  const draw = (all) => {
    const tone = tones();
    const many = all.edges.length > MANY;
    const drawn = all.nodes.map(drawnNode);
    const nodes = new vis.DataSet(drawn);
    const edges = new vis.DataSet(all.edges.map((edge) => drawnEdge(edge, all.shared.looks, tone, many)));
    const network = new vis.Network(canvas, { nodes, edges }, optionsOf(all.shared, tone));
    network.fit({ animation: false });
    network.moveTo({ scale: Math.min(1.15, network.getScale() * 0.86) }); // room for the labels at the rim
    enlarge(drawn, nodes, network.getScale(), tone);
    listen(network, all);
    legend(nodes, drawn);
    follow(network, all, nodes, edges);
    const keyed = new Map(all.edges.map((edge) => [edge.id, edge]));
    const showCard = (id) => (all.byId.has(id) ? showNode(all.byId.get(id)) : showEdge(keyed.get(id), all.byId));
    window.kg.network = { network, nodes, edges, showCard };
  };

  // Canvas text is painted once: wait for the font, or the first picture shows another one.
  const begin = once(async () => {
    const face = document.fonts ? document.fonts.load("15px Vazirmatn", "شبکه").catch(() => null) : null;
    await pause();
    const [all] = await Promise.all([ready(), library(), face]);
    await pause();
    draw(all);
  });

  document.addEventListener("kg-language", relist);

  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    begin();
  }, { rootMargin: "100px" });
  const watch = () => pause().then(() => seen.observe(place));
  if (document.readyState === "complete") watch();
  else window.addEventListener("load", watch);
})();
