// What is seen as a picture: PNG of the canvas, or SVG written here, with every name isolated in its own direction.
"use strict";

(() => {
  const { overview } = window.kg;
  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
  const FIRST_LETTER = /\p{L}/u;
  const SIGNS = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

  const escaped = (text) => text.replace(/[<>&"]/g, (sign) => SIGNS[sign]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g, (sign) => (/[\ud800-\udfff]/.test(sign) ? sign : ""));

  const direction = (text) => {
    const letter = FIRST_LETTER.exec(text);
    return letter && RIGHT_TO_LEFT.test(letter[0]) ? "rtl" : "ltr";
  };

  const short = (value) => String(Number(value.toFixed(1)));

  // The browser keeps a file of the page's own making: nothing is asked of any host.
  const offer = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // The canvas is transparent: the page's ground is put below it.
  const png = (canvas, colours, name) => new Promise((done) => {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext("2d");
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => { offer(blob, name); done(); }, "image/png");
  });

  const shape = ({ nodes }, at, [x, y], size, attributes) => {
    const around = [x, y, size].map(short);
    if (nodes.kind[at] === 0) return `<rect x="${short(x - size * 0.85)}" y="${short(y - size * 0.85)}" width="${short(size * 1.7)}" height="${short(size * 1.7)}" ${attributes}/>`;
    if (nodes.kind[at] === 2) return `<path d="M${short(x)} ${short(y - size * 1.15)}L${short(x + size)} ${short(y + size * 0.75)}H${short(x - size)}Z" ${attributes}/>`;
    return `<circle cx="${around[0]}" cy="${around[1]}" r="${around[2]}" ${attributes}/>`;
  };

  const text = (graph, colours, at, [x, y], words) => {
    const name = overview.drawnName(graph, at, words);
    const down = graph.nodes.members[at] ? 4 : 14;
    return `<text x="${short(x)}" y="${short(y + down)}" direction="${direction(name)}" unicode-bidi="isolate">${escaped(name)}</text>`;
  };

  // What is in view, in px of the screen.
  const svgText = ({ graph, colours, focus, words }, view) => {
    const { nodes, edges } = graph;
    const place = (at) => [(nodes.x[at] - view.x) * view.k + view.width / 2, (nodes.y[at] - view.y) * view.k + view.height / 2];
    const box = overview.frame(view);
    const list = colours.list();
    const faint = (yes) => (focus && !yes ? ' opacity="0.15"' : "");
    const lines = overview.seenEdges(graph, box).map((at) => {
      const [from, to] = [place(edges.source[at]), place(edges.target[at])].map((pair) => pair.map(short));
      return `<path d="M${from.join(" ")}L${to.join(" ")}" stroke="${colours.ofEdge(graph, at)}"${faint(focus && focus.edges.has(at))}/>`;
    });
    const dots = overview.seenNodes(graph, box).map((at) => shape(graph, at, place(at), Math.max(1, nodes.size[at] * view.k), `fill="${list[colours.of(graph, at)]}"${faint(focus && focus.nodes.has(at))}`));
    const names = overview.named(graph, view, focus ? [...focus.nodes].slice(0, 40) : []).map((at) => {
      const [x, y] = place(at);
      return text(graph, colours, at, [x, graph.nodes.members[at] ? y : y + nodes.size[at] * view.k], words);
    });
    const { width, height } = view;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
      `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
      '<g fill="none" stroke-width="1.2" stroke-opacity="0.7">', ...lines, "</g>", "<g>", ...dots, "</g>",
      `<g font-family="Vazirmatn, Tahoma, sans-serif" font-size="13" text-anchor="middle" fill="${colours.ink}" stroke="${colours.ground}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">`, ...names, "</g>", "</svg>", "",
    ].join("\n");
  };

  const svg = (scene, view, name) => offer(new Blob([svgText(scene, view)], { type: "image/svg+xml" }), name);

  overview.pictures = { png, svg, svgText };
})();
