// What lies under the pointer: the nearest node, else the nearest line. All are looked at, which takes less than a millisecond.
"use strict";

(() => {
  const { overview } = window.kg;
  const NEAR = 5; // px around a node or a line that still hit it
  const CLICK = 5; // px that a click may move

  const nodeAt = ({ nodes, shown, count }, { x, y }, k) => {
    let [found, least] = [-1, Infinity];
    for (let at = 0; at < count; at += 1) {
      if (!shown[at]) continue;
      const distance = Math.hypot(nodes.x[at] - x, nodes.y[at] - y) - nodes.size[at];
      if (distance < NEAR / k && distance < least) [found, least] = [at, distance];
    }
    return found;
  };

  const fromLine = (ax, ay, bx, by, x, y) => {
    const [dx, dy] = [bx - ax, by - ay];
    const long = dx * dx + dy * dy;
    const part = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
    return Math.hypot(ax + part * dx - x, ay + part * dy - y);
  };

  const edgeAt = ({ nodes, edges, shown }, { x, y }, k) => {
    let [found, least] = [-1, NEAR / k];
    for (let at = 0; at < edges.source.length; at += 1) {
      const [one, two] = [edges.source[at], edges.target[at]];
      if (!shown[one] || !shown[two]) continue;
      const distance = fromLine(nodes.x[one], nodes.y[one], nodes.x[two], nodes.y[two], x, y);
      if (distance < least) [found, least] = [at, distance];
    }
    return found;
  };

  // {node} or {edge} at a point of the element, or null.
  const pick = (graph, camera, x, y) => {
    const point = camera.toPlane(x, y);
    const { k } = camera.view();
    const node = nodeAt(graph, point, k);
    if (node >= 0) return { node };
    const edge = edgeAt(graph, point, k);
    return edge >= 0 ? { edge } : null;
  };

  // Calls hovered(hit or null) and clicked(hit or null) for an element with a camera.
  const listen = (element, camera, graph, { hovered, clicked }) => {
    let down = null;
    let waiting = 0;
    let last = "";
    const place = (event) => {
      const box = element.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    element.addEventListener("pointerdown", (event) => { down = event.button ? null : [event.clientX, event.clientY]; });
    element.addEventListener("pointerup", (event) => {
      const moved = down ? Math.hypot(event.clientX - down[0], event.clientY - down[1]) : Infinity;
      down = null;
      if (moved <= CLICK) clicked(pick(graph(), camera, ...place(event)));
    });
    const tell = (hit) => {
      const name = hit ? `${hit.node}/${hit.edge}` : "";
      if (name !== last) hovered(hit);
      last = name;
    };
    element.addEventListener("pointermove", (event) => {
      if (down || event.pointerType === "touch" || waiting || camera.moving) return;
      const at = place(event);
      waiting = requestAnimationFrame(() => { waiting = 0; tell(pick(graph(), camera, ...at)); });
    });
    element.addEventListener("pointerleave", () => { down = null; tell(null); });
  };

  overview.listen = listen;
})();
