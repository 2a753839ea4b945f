// The overview of the network: puts together the data, the drawing and the controls around it.
"use strict";

(() => {
  const place = document.getElementById("overview");
  if (!place) return;
  const { overview, load, language, make, cards } = window.kg;
  const byId = (name) => document.getElementById(`o-${name}`);
  const canvas = byId("canvas");
  const scene = { graph: null, colours: null, focus: null, words: {} };
  let [folding, camera, filters, selection, ways, permalink, hover] = [null, null, null, null, null, null, null];
  let ready = false;

  const state = () => ({ graph: scene.graph, top: folding.top, folded: folding.folded, words: scene.words });
  const word = (key) => cards.word(scene.words, key);
  const count = (number) => number.toLocaleString(language() === "en" ? "en" : "fa");
  const say = (text) => { byId("status").textContent = text; };

  const address = () => {
    if (!ready) return;
    const { graph } = scene;
    const id = (at) => (at >= 0 ? graph.nodes.id[at] : "");
    permalink.write({
      ...filters.values(),
      fold: folding.by === "province" ? "province" : "",
      open: [...folding.parts.keys()].join("."),
      colour: scene.colours.by === "kind" ? "" : scene.colours.by,
      node: id(selection.node),
      edge: selection.edge >= 0 ? graph.edges.key[selection.edge] : "",
      ...ways.ends,
      ...overview.viewValues(camera.view()),
    });
  };

  // What stands out: what the pointer is on, else what is chosen, else the way.
  const focus = () => {
    const { graph } = scene;
    if (hover && hover.node !== undefined) return overview.around(graph, hover.node);
    if (hover) return { nodes: new Set([graph.edges.source[hover.edge], graph.edges.target[hover.edge]]), edges: new Set([hover.edge]), rings: [] };
    return ways.focus || selection.focus;
  };

  const redraw = () => { scene.focus = focus(); camera.redraw(); };

  const shownText = () => {
    const { graph } = scene;
    let shown = 0;
    for (let at = 0; at < graph.count; at += 1) if (graph.shown[at] && !graph.nodes.members[at]) shown += 1;
    const hidden = folding.hidden(graph);
    const parts = [`${word("shownNodes")} ${count(shown)} ${word("of")} ${count(folding.total)}`];
    if (hidden.parts) parts.push(`${word("foldedParts")} ${count(hidden.parts)} (${word("nodesInside")} ${count(hidden.nodes)})`);
    if (graph.lost) parts.push(`${word("linesLost")} ${count(graph.lost)}`);
    return parts.join(" · ");
  };

  // After the filters, the colours or the graph have changed.
  const renew = ({ aloud = true } = {}) => {
    filters.apply(scene.graph);
    hover = null;
    overview.legend(byId("legend"), scene.colours, scene.graph, folding.top, scene.words);
    ways.find();
    if (selection.node >= 0) selection.listNeighbours();
    byId("shown").textContent = shownText();
    if (aloud) say(shownText());
    redraw();
    address();
  };

  const openParts = () => {
    const items = [...folding.parts.keys()].map((id) => {
      const item = make("li");
      const button = overview.buttonFor(cards.label(folding.names.get(id) || [id, id]) || word("restOfNetwork"), () => fold(id));
      button.setAttribute("aria-label", `${word("foldBack")}: ${button.textContent}`);
      button.append(" ×");
      item.append(button);
      return item;
    });
    byId("open").replaceChildren(...items);
    byId("folding").hidden = !folding.folded;
    byId("fold-all").hidden = !items.length;
  };

  // The graph anew; what is chosen stays chosen where it still is drawn.
  const rebuild = () => {
    const old = scene.graph;
    const kept = old && selection.node >= 0 ? old.nodes.id[selection.node] : "";
    scene.graph = folding.build();
    filters.fill(folding.top, scene.graph, scene.words);
    selection.edge = -1;
    selection.node = scene.graph.index.get(kept) ?? -1;
    if (selection.node < 0) selection.clear();
    openParts();
    renew({ aloud: Boolean(old) });
  };

  const fold = (id) => { folding.fold(id); rebuild(); };

  const membersOf = (part) => {
    const found = [];
    scene.graph.nodes.part.forEach((one, at) => { if (one === part || one.startsWith(`${part}-`)) found.push(at); });
    return found;
  };

  const unfold = async (id) => {
    byId("canvas").setAttribute("aria-busy", "true");
    await folding.unfold(id).catch(() => say(word("partLacking")));
    byId("canvas").removeAttribute("aria-busy");
    rebuild();
    const members = membersOf(id);
    if (members.length) camera.fit(overview.bounds(scene.graph, members));
    say(`${word("unfolded")} ${cards.label(folding.names.get(id) || [id, id])}. ${shownText()}`);
  };

  // The place of a node by its id, after unfolding the part that it is in; -1 where it is not in the network.
  const reach = async (id) => {
    if (!scene.graph.index.has(id)) {
      const part = await folding.where(id);
      if (part) { await folding.unfold(part); rebuild(); }
    }
    return scene.graph.index.get(id) ?? -1;
  };

  const choose = (at, { opener, near = true } = {}) => {
    selection.showNode(at, opener);
    if (near) {
      const { k } = camera.view();
      camera.go({ x: scene.graph.nodes.x[at], y: scene.graph.nodes.y[at], k: scene.graph.nodes.members[at] ? k : Math.max(k, 0.7) });
    }
    redraw();
    address();
    say(`${word("chosen")} ${overview.fullName(scene.graph, at, scene.words)}`);
  };

  const chooseEdge = (edge, opener) => { selection.showEdge(edge, opener); redraw(); address(); };

  const clicked = (hit) => {
    if (!hit) { selection.clear(); redraw(); address(); return; }
    if (hit.edge !== undefined) {
      const many = scene.graph.edges.relation[hit.edge] === overview.MANY;
      if (many) say(`${word("severalEdges")}: ${count(scene.graph.edges.weight[hit.edge])}`);
      else chooseEdge(hit.edge);
    } else if (scene.graph.nodes.members[hit.node]) unfold(scene.graph.nodes.id[hit.node]);
    else choose(hit.node, { near: false });
  };

  const hovered = (hit) => {
    hover = hit;
    canvas.classList.toggle("over", Boolean(hit));
    canvas.title = !hit ? "" : hit.node !== undefined ? overview.fullName(scene.graph, hit.node, scene.words) : word(overview.relationOf(scene.graph, folding.top, hit.edge));
    redraw();
  };

  const edgeOf = (key) => (key ? scene.graph.edges.key.indexOf(key) : -1);

  // Brings about the view that an address names.
  const restore = async (values) => {
    const by = values.fold === "province" ? "province" : "community";
    if (folding.folded && folding.by !== by) await folding.change(by);
    folding.foldAll();
    for (const part of values.open) await folding.unfold(part).catch(() => null);
    scene.colours.by = values.colour === "community" ? "community" : "kind";
    [byId("colour").value, byId("fold-by").value] = [scene.colours.by, by];
    selection.clear();
    rebuild();
    filters.set(values);
    ways.ends = { from: "", to: "" };
    for (const end of ["from", "to"]) if (values[end] && (await reach(values[end])) >= 0) ways.ends[end] = values[end];
    if (ways.ends.from || ways.ends.to) byId("ways").open = true;
    ways.name();
    const node = values.node ? await reach(values.node) : -1;
    if (values.view) camera.go(values.view); else camera.fit(overview.bounds(scene.graph));
    renew({ aloud: false });
    const edge = edgeOf(values.edge);
    if (node >= 0) choose(node, { near: !values.view }); else if (edge >= 0) chooseEdge(edge);
  };

  const onControls = () => {
    byId("colour").addEventListener("change", () => { scene.colours.by = byId("colour").value; renew(); });
    byId("fold-by").addEventListener("change", async () => { await folding.change(byId("fold-by").value); selection.clear(); rebuild(); camera.fit(overview.bounds(scene.graph)); });
    byId("fold-all").addEventListener("click", () => { folding.foldAll(); rebuild(); camera.fit(overview.bounds(scene.graph)); });
    byId("closer").addEventListener("click", () => camera.zoomBy(1.4));
    byId("farther").addEventListener("click", () => camera.zoomBy(1 / 1.4));
    byId("fit").addEventListener("click", () => camera.fit(overview.bounds(scene.graph)));
    byId("reset").addEventListener("click", () => restore({ open: [], node: "", edge: "", from: "", to: "", view: null }));
    byId("png").addEventListener("click", () => overview.pictures.png(canvas.querySelector("canvas"), scene.colours, "network.png"));
    byId("svg").addEventListener("click", () => overview.pictures.svg(scene, camera.view(), "network.svg"));
    document.addEventListener("kg-language", () => { filters.fill(folding.top, scene.graph, scene.words); openParts(); ways.name(); renew({ aloud: false }); reopen(); });
    canvas.addEventListener("keydown", (event) => { if (event.key === "Escape") clicked(null); });
  };

  // The panel in the language that was switched to.
  const reopen = () => {
    if (selection.node >= 0) selection.showNode(selection.node);
    else if (selection.edge >= 0) selection.showEdge(selection.edge);
  };

  const painted = (context, view) => {
    overview.paint(context, view, scene);
    if (place.dataset.drawn || !ready) return;
    place.dataset.drawn = "yes";
    performance.mark("overview-painted");
  };

  const start = async () => {
    const [top, { words }] = await Promise.all([load(place.dataset.drawing), load("data/words")]);
    scene.words = words;
    folding = new overview.Folding(top);
    scene.colours = new overview.Colours(place, () => renew({ aloud: false }));
    filters = new overview.Filters(byId("filters"), () => renew());
    selection = new overview.Selection(byId("panel"), byId("near"), state, { choose, chooseEdge, unfold, way: (end, at) => ways.set(end, scene.graph.nodes.id[at]) });
    ways = new overview.Ways(byId("ways"), state, { reach, say, chooseEdge, unfold, changed: () => { redraw(); address(); } });
    scene.graph = folding.build();
    camera = new overview.Camera(canvas, painted, address);
    permalink = new overview.Permalink(restore);
    new overview.Finder(byId("find"), state, async (one) => { const at = await reach(one.id); if (at >= 0) choose(at); else say(word("notInNetwork")); });
    onControls();
    overview.listen(canvas, camera, () => scene.graph, { clicked, hovered });
    await restore(permalink.first());
    ready = true;
    camera.redraw();
    if (document.fonts) document.fonts.load("13px Vazirmatn", "شبکه").then(() => camera.redraw(), () => null);
    overview.here = { scene, camera, state };
  };

  start().catch((error) => { say(`${place.dataset.failed || ""} ${error.message}`); });
})();
