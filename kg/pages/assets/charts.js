// Tables that sort by a click, and the map by topic. Without this script tables stand as they are and the map shows all.
"use strict";

(() => {
  const { language } = window.kg;
  const digits = (value) => String(value).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);

  const key = (row, column) => {
    const cell = row.cells[column];
    if (!cell) return "";
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    const shown = cell.querySelector(`bdi.${language()}`) || cell;
    return shown.textContent.trim();
  };
  const compare = (one, other) => (typeof one === "number" && typeof other === "number"
    ? one - other : String(one).localeCompare(String(other), language()));

  const sort = (table, head, column) => {
    const falls = head.getAttribute("aria-sort") === "descending";
    const rises = head.getAttribute("aria-sort") === "ascending";
    const numeric = head.classList.contains("n");
    const direction = falls ? 1 : rises ? -1 : numeric ? -1 : 1;
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, at) => [key(row, column), at, row]);
    rows.sort((a, b) => direction * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...rows.map((item) => item[2]));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if ("plain" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorter";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, column));
    });
  }

  const write = (place, text) => {
    const both = [["fa", digits(text)], ["en", text]].map(([code, value]) => {
      const part = document.createElement("span");
      part.className = code;
      part.lang = code;
      part.textContent = value;
      return part;
    });
    place.replaceChildren(...both);
  };

  const shadeOf = (place, of) => Math.floor((place * 7) / of); // as kg/pages/charts.py
  const topic = document.getElementById("map-topic");
  const show = () => {
    const at = Number(topic.value);
    const steps = topic.selectedOptions[0].dataset.steps.split(" ").filter(Boolean).map(Number);
    let highest = 0;
    for (const part of document.querySelectorAll("[data-counts]")) {
      const count = Number(part.dataset.counts.split(" ")[at]);
      const place = part.querySelector(".counted");
      write(place, count);
      if (place.dataset.v !== undefined) place.dataset.v = count;
      if (!part.classList.contains("province")) continue;
      highest = Math.max(highest, count);
      for (let shade = 0; shade < 8; shade += 1) part.classList.remove(`q${shade}`);
      part.classList.add(`q${count ? shadeOf(steps.filter((step) => count >= step).length, steps.length) : 0}`);
    }
    document.querySelectorAll("#map-legend .class").forEach((part, shade) => {
      part.hidden = shade > steps.length;
      if (!shade || part.hidden) return;
      const last = shade < steps.length ? steps[shade] - 1 : highest;
      part.querySelector(".tone").className = `tone q${shadeOf(shade, steps.length)}`;
      write(part.querySelector(".range"), last > steps[shade - 1] ? `${steps[shade - 1]}–${last}` : steps[shade - 1]);
    });
    for (const city of document.querySelectorAll(".city")) {
      const radius = Number(city.dataset.radii.split(" ")[at]);
      city.classList.toggle("none", !radius);
      city.querySelector("circle").setAttribute("r", radius);
    }
  };
  if (topic) {
    topic.closest("label").hidden = false;
    topic.addEventListener("change", show);
  }

  // A site that was brought up to date keeps the figures of a large store; its pages say so.
  const stale = document.getElementById("stale-figures");
  if (stale) window.kg.load("data/stale-figures").then(({ changed }) => { stale.hidden = !changed; });

  // The calendar of the language, until somebody chooses one.
  const calendars = [...document.querySelectorAll("input[name=calendar]")];
  let chosen = false;
  const follow = () => {
    if (chosen || !calendars.length) return;
    const wanted = document.getElementById(language() === "en" ? "calendar-gregorian" : "calendar-jalali");
    if (wanted) wanted.checked = true;
  };
  for (const input of calendars) input.addEventListener("change", () => { chosen = true; });
  document.addEventListener("kg-language", follow);
  follow();
})();
