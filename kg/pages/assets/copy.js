// Copies the address of a page, its citation, or a quote with its source. A citation says what the page shows, in the
// language in which it is shown: quote, headline, publisher, both dates, address.
"use strict";

(() => {
  const texts = document.getElementById("copying");
  if (!texts) return;
  const { language, make } = window.kg;
  const SOURCES = 5;

  const say = (place) => texts.dataset[language()].split("|")[place];
  const [QUOTE, COPIED, FAILED, MORE] = [0, 1, 2, 3];

  // What can be seen of an element: the other language is there too, hidden by style.
  const seen = (element) => {
    if (!element) return "";
    const copy = element.cloneNode(true);
    for (const other of copy.querySelectorAll(language() === "en" ? ".fa" : ".en")) other.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const listed = (parts) => parts.filter(Boolean).join(language() === "en" ? ", " : "، ");
  const quoted = (text) => (text ? (language() === "en" ? `“${text}”` : `«${text}»`) : "");

  // origin: the element that names an article's publisher, day and address.
  const cited = (quote, headline, origin) => {
    if (!origin) return listed([quoted(quote), headline]);
    const address = origin.querySelector("a.url");
    const [publisher, day] = [".publisher", "time"].map((name) => seen(origin.querySelector(name)));
    return listed([quoted(quote), headline, publisher, day, address ? address.href : origin.dataset.uri]);
  };

  // Every article that is quoted stands among the sources: by the address of its page.
  const origins = new Map([...document.querySelectorAll("#sources .origin")].map((one) => [one.closest("li").querySelector("a").getAttribute("href"), one]));
  const articleOf = (link) => origins.get(link.getAttribute("href").split("#")[0]);

  const ofQuote = (quote) => {
    const link = quote.querySelector("cite a");
    return cited(seen(quote.querySelector("mark")), seen(link), articleOf(link));
  };

  const ofTelling = (item) => cited(seen(item.querySelector("q")), seen(document.querySelector("h1")), document.querySelector(".title .origin"));

  const ofPage = () => {
    const own = document.querySelector(".title .origin");
    const name = seen(document.querySelector("h1"));
    const uri = seen(document.getElementById("uri"));
    if (own) return cited("", name, own);
    const quotes = [...document.querySelectorAll(".quote")];
    const lines = [...origins.values()].slice(0, SOURCES).map((origin) => {
      const quote = quotes.find((one) => articleOf(one.querySelector("cite a")) === origin);
      const link = origin.closest("li").querySelector("a");
      return `- ${quote ? ofQuote(quote) : cited("", seen(link), origin)}`;
    });
    const left = origins.size - SOURCES;
    if (left > 0) lines.push(`- ${left.toLocaleString(language())} ${say(MORE)}`);
    return [listed([name, seen(document.querySelector(".title .kind")), seen(document.querySelector(".brand")), uri]), ...lines].join("\n");
  };

  // The clipboard is closed to pages from plain HTTP; there the older way may still work.
  const written = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* the older way */ }
    const area = make("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const status = document.getElementById("copied");
  const copy = async (text, button) => {
    document.querySelector(".copied-by-hand")?.remove();
    const done = await written(text);
    status.textContent = say(done ? COPIED : FAILED);
    button.classList.toggle("done", done);
    setTimeout(() => { button.classList.remove("done"); if (done) status.textContent = ""; }, 2500);
    if (done) return;
    const area = make("textarea", undefined, "copied-by-hand");
    area.value = text;
    area.readOnly = true;
    area.setAttribute("aria-label", say(FAILED));
    status.after(area);
    area.focus();
    area.select();
  };

  const added = (place, text) => {
    const button = make("button", undefined, "copy");
    button.type = "button";
    button.title = say(QUOTE);
    button.setAttribute("aria-label", say(QUOTE));
    button.addEventListener("click", () => copy(text(place), button));
    place.append(button);
  };

  for (const quote of document.querySelectorAll("main .quote")) if (quote.querySelector("cite a")) added(quote, ofQuote);
  for (const item of document.querySelectorAll(".tellings li")) added(item, ofTelling);
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.addEventListener("click", () => copy(button.dataset.copy === "uri" ? seen(document.getElementById("uri")) : ofPage(), button));
  }
  document.addEventListener("kg-language", () => {
    for (const button of document.querySelectorAll(".copy")) {
      button.title = say(QUOTE);
      button.setAttribute("aria-label", say(QUOTE));
    }
  });
})();
