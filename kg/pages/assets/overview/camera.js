// What force-graph does here: the canvas, its frames, panning and zooming. The whole network is one object to it, as
// its own way of drawing calls a function for each node and edge and draws a second, hidden canvas to know what is hit.
"use strict";

(() => {
  const { overview } = window.kg;
  const PADDING = 28; // px around what is fitted into view
  const STEP = 70; // px by an arrow key
  const STILL = 140; // ms without a movement after which labels are drawn again

  class Camera {
    // paint(context, view): draws everything. settled(view): called when a movement ends.
    constructor(element, paint, settled) {
      this.element = element;
      this.moving = false;
      this.settled = settled;
      this.still = 0;
      this.draw = (_, context) => paint(context, this.view());
      this.graph = new window.ForceGraph(element)
        .width(element.clientWidth).height(element.clientHeight)
        .minZoom(0.004).maxZoom(10).cooldownTicks(0)
        .enableNodeDrag(false).enablePointerInteraction(false)
        .nodeCanvasObject(this.draw)
        .zoom(0.5)
        .graphData({ nodes: [{ id: 0, x: 0, y: 0, fx: 0, fy: 0 }], links: [] })
        .onZoom(() => this.moved());
      new ResizeObserver(() => this.resize()).observe(element);
      element.addEventListener("keydown", (event) => this.key(event));
    }

    // x, y: the middle of what is seen; k: px of the screen for one of the plane.
    view() {
      const { x, y } = this.graph.centerAt();
      return { x, y, k: this.graph.zoom(), width: this.graph.width(), height: this.graph.height(), moving: this.moving };
    }

    // The same function set again asks for one frame.
    redraw() { this.graph.nodeCanvasObject(this.draw); }

    moved() {
      this.moving = true;
      clearTimeout(this.still);
      this.still = setTimeout(() => this.rest(), STILL);
    }

    rest() {
      this.moving = false;
      this.redraw();
      this.settled(this.view());
    }

    go({ x, y, k }) {
      this.graph.zoom(k).centerAt(x, y);
      this.redraw();
    }

    fit({ left, right, top, bottom }, closest = 1.6) {
      const { width, height } = this.view();
      const wide = Math.max(1, width - 2 * PADDING) / Math.max(1, right - left);
      const high = Math.max(1, height - 2 * PADDING) / Math.max(1, bottom - top);
      this.go({ x: (left + right) / 2, y: (top + bottom) / 2, k: Math.min(closest, wide, high) });
    }

    zoomBy(factor) { this.graph.zoom(this.graph.zoom() * factor); }

    resize() {
      const { clientWidth, clientHeight } = this.element;
      if (clientWidth === this.graph.width() && clientHeight === this.graph.height()) return;
      if (!clientWidth || !clientHeight) return;
      this.graph.width(clientWidth).height(clientHeight);
      this.redraw();
    }

    toPlane(x, y) { return this.graph.screen2GraphCoords(x, y); }

    toScreen(x, y) { return this.graph.graph2ScreenCoords(x, y); }

    key(event) {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      const factor = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey || (!step && !factor)) return;
      event.preventDefault();
      if (factor) return this.zoomBy(factor);
      const { x, y, k } = this.view();
      this.graph.centerAt(x + (step[0] * STEP) / k, y + (step[1] * STEP) / k);
    }
  }

  overview.Camera = Camera;
})();
