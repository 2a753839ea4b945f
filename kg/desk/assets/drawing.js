// An answer as a network: triples, or two columns of nodes, one of which may be the thing that was asked about.
import { loadLabels, localId, nameOf } from "./labels.js";
import { columnsThat, isNode, isNumber } from "./rows.js";
import { loadScript } from "./scripts.js";
import { canvasButton } from "./picture.js";
import { choice, digits, isolated, make, number, word } from "./words.js";

const MOST = 200;
const COLOURS = {
  institution: "#0f766e", official: "#b45309", agreement: "#4f5bd5", place: "#a21caf", article: "#57534e", topic: "#0369a1", asked: "#b91c1c",
};
const narrow = () => window.innerWidth < 560;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/** The ends that a network may join, and which to begin with; null when there are not two. fixed: IRIs of the parameters by name. */
export const networkEnds = (answer, fixed) => {
  if (answer.triples) return { ends: [], from: null, to: null };
  const nodes = columnsThat(answer, isNode);
  const ends = [...Object.keys(fixed).map((name) => ["=", name]), ...nodes.map((index) => ["?", index])];
  if (!nodes.length || ends.length < 2 || !answer.rows.length) return null;
  return { ends, from: ends[0], to: ends[1] };
};

const links = (answer, ends, fixed) => {
  if (answer.triples) return answer.rows.filter((row) => row[2].type !== "literal" && row[1].value !== TYPE).map((row) => [row[0].value, row[2].value, nameOf(row[1].value), 1]);
  const sizes = columnsThat(answer, isNumber);
  const end = ([kind, place], row) => (kind === "=" ? fixed[place] : row[place]?.value);
  return answer.rows.map((row) => [end(ends.from, row), end(ends.to, row), "", sizes.length === 1 ? Number(row[sizes[0]]?.value || 1) : 1])
    .filter(([one, other]) => one && other && one !== other);
};

const kindOf = (iri) => (localId(iri) || iri).split("/")[0];

const joined = (found) => {
  const edges = new Map();
  for (const [from, to, label, weight] of found) {
    const key = JSON.stringify([from, to, label]);
    const edge = edges.get(key) || { from, to, label, weight: 0 };
    edge.weight += weight;
    edges.set(key, edge);
  }
  return [...edges.values()];
};

// The nodes with most links stay when there are too many to read.
const chosen = (edges) => {
  const degree = new Map();
  for (const { from, to } of edges) for (const node of [from, to]) degree.set(node, (degree.get(node) || 0) + 1);
  const nodes = [...degree].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1));
  return [new Map(nodes.slice(0, MOST)), Math.max(0, nodes.length - MOST)];
};

const font = (size) => ({ face: "Vazirmatn", size, color: dark.matches ? "#dfe6ee" : "#1d2836", strokeWidth: 4, strokeColor: dark.matches ? "#10151c" : "#f5f6f8" });

const data = (edges, degree, fixed) => {
  const asked = new Set(Object.values(fixed));
  const nodes = [...degree].map(([id, count]) => ({
    id, label: isolated(nameOf(id), narrow() ? 22 : 40), shape: "dot", size: Math.min(34, 9 + 4 * Math.sqrt(count)), font: font(15),
    color: asked.has(id) ? COLOURS.asked : COLOURS[kindOf(id)] || "#7c8798",
  }));
  const most = Math.max(...edges.map((edge) => edge.weight), 1);
  const kept = edges.filter((edge) => degree.has(edge.from) && degree.has(edge.to));
  return [nodes, kept.map((edge, index) => ({
    id: index, from: edge.from, to: edge.to, width: 1 + 4 * (edge.weight / most), color: { color: "#8b95a5", opacity: 0.6 }, font: font(11),
    label: edge.label ? isolated(edge.label, 24) : edge.weight > 1 ? isolated(number(String(edge.weight)), 12) : undefined,
  }))];
};

const OPTIONS = {
  layout: { randomSeed: 7, improvedLayout: false },
  physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -70, springLength: 110 }, stabilization: { iterations: 220 } },
  interaction: { hover: true, keyboard: false, tooltipDelay: 3600000 },
  edges: { smooth: false },
};

/** Draw an answer as a network. Returns what ends it, for the place is used again. */
export const drawNetwork = async (place, answer, headings, fixed) => {
  const ends = networkEnds(answer, fixed);
  if (!ends) return place.replaceChildren(make("p", word("noNetwork"), "empty"));
  const stage = make("div", undefined, "stage");
  const canvas = make("div", undefined, "canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", word("networkOf"));
  stage.append(canvas);
  const left = make("p", "", "hint");
  const card = make("p", word("clickNode"), "hint node-card");
  card.setAttribute("role", "status");
  const tell = (iri) => {
    if (!iri) return card.replaceChildren(word("clickNode"));
    const id = localId(iri);
    const link = make(id ? "a" : "span");
    if (id) link.href = `id/${id}`;
    link.append(make("bdi", nameOf(iri)));
    const kind = word(`node-${kindOf(iri)}`);
    card.replaceChildren(...(kind.startsWith("node-") ? [] : [make("small", `${kind} `)]), link, ...(id ? [` · ${word("doubleClick")}`] : []));
  };
  let network = null;
  const redraw = async () => {
    const edges = joined(links(answer, ends, fixed));
    const [degree, rest] = chosen(edges);
    await Promise.all([loadScript("assets/vis-network.min.js"), loadLabels([...degree.keys()]), document.fonts.load("15px Vazirmatn", "شبکه")]);
    network?.destroy();
    delete stage.dataset.drawn;
    const [nodes, lines] = data(edges, degree, fixed);
    network = new window.vis.Network(canvas, { nodes: new window.vis.DataSet(nodes), edges: new window.vis.DataSet(lines) }, OPTIONS);
    network.once("stabilizationIterationsDone", () => {
      network.setOptions({ physics: false });
      network.once("afterDrawing", () => { // only what was drawn once has a label of known width
        network.fit({ animation: false });
        stage.dataset.drawn = String(nodes.length);
      });
      network.redraw();
    });
    if (!nodes.length) stage.dataset.drawn = "0";
    network.on("click", (event) => tell(event.nodes[0]));
    network.on("doubleClick", (event) => {
      const id = event.nodes.length ? localId(event.nodes[0]) : "";
      if (id) window.location.assign(`id/${id}`);
    });
    left.textContent = rest ? `${digits(rest)} ${word("notDrawn")}` : "";
  };
  const choices = make("p", undefined, "choices");
  const names = ends.ends.map((end) => [JSON.stringify(end), headings(end[0] === "=" ? end[1] : answer.columns[end[1]])]);
  if (ends.ends.length > 2) {
    for (const [key, part] of [["nodeFrom", "from"], ["nodeTo", "to"]]) {
      choices.append(choice(word(key), names, JSON.stringify(ends[part]), (value) => { ends[part] = JSON.parse(value); redraw(); }));
    }
  }
  choices.append(canvasButton(() => stage.querySelector("canvas")));
  place.replaceChildren(choices, stage, card, left);
  await redraw();
  return () => network?.destroy();
};
