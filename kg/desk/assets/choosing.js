// A text field that offers names as one types (the combobox pattern of WAI-ARIA), and puts them in as text only.
import { suggest } from "./server.js";
import { remember } from "./labels.js";
import { make, one, word } from "./words.js";

const WAIT = 160; // milliseconds after the last key before the server is asked
let count = 0;

/** Make `input` a combobox for things of a kind. What is chosen stands in `input.dataset.id`, "" for text as typed. */
export const offerNames = (input, of) => {
  count += 1;
  const list = make("ul", undefined, "offers");
  Object.assign(list, { id: `offers-${count}`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", word("suggestions"));
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  input.dataset.id = "";
  let [timer, asking, active, offers] = [0, null, -1, []];

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };
  const take = (offer) => {
    input.value = one([offer.fa, offer.en]) || offer.id;
    input.dataset.id = offer.id;
    remember(offer.iri, offer.fa, offer.en);
    close();
    input.dispatchEvent(new CustomEvent("taken"));
  };
  const item = (offer, index) => {
    const found = make("li");
    found.id = `${list.id}-${index}`;
    found.setAttribute("role", "option");
    found.setAttribute("aria-selected", "false");
    found.append(make("bdi", one([offer.fa, offer.en]) || offer.id));
    const other = [offer.fa, offer.en].filter(Boolean);
    const more = offer.note || (other.length > 1 && other[0] !== other[1] ? other.find((name) => name !== found.textContent) : "");
    if (more) found.append(make("bdi", more, "note"));
    found.addEventListener("mousedown", (event) => { event.preventDefault(); take(offer); });
    return found;
  };
  const show = (found) => {
    offers = found;
    list.replaceChildren(...(found.length ? found.map(item) : [make("li", word("noSuggestion"), "none")]));
    list.hidden = false;
    mark(-1);
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  const ask = async () => {
    asking?.abort();
    const typed = input.value.trim();
    if (!typed) return close();
    asking = new AbortController();
    try {
      const found = await suggest(typed, of, asking.signal);
      if (document.activeElement === input && input.value.trim() === typed) show(found);
    } catch (error) {
      if (error.name !== "AbortError") close(); // what was typed can still be asked as it is
    }
  };

  input.addEventListener("input", () => {
    input.dataset.id = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step && !list.hidden && offers.length) {
      event.preventDefault();
      mark(active < 0 && step < 0 ? offers.length - 1 : (active + step + offers.length) % offers.length);
    } else if (event.key === "ArrowDown") ask();
    else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      take(offers[active]);
    }
  });
  return list;
};
