// The gallery is in the page already; this hides what the typed words do not find, folded as the store folds.
import { library } from "./server.js";
import { forgetThings, lookForThings } from "./things.js";
import { digits, latin } from "./words.js";

const part = (id) => document.getElementById(id);

const textsOf = ({ questions }, fold) => new Map(Object.values(questions).map((question) =>
  [question.name, ` ${fold([...question.title, ...question.about, question.name.replaceAll("-", " ")].join(" "))} `]));

const filter = (typed, texts, fold) => {
  const words = fold(latin(typed.replaceAll("*", " "))).split(" ").filter(Boolean);
  const glued = words.join("");
  let count = 0;
  for (const link of document.querySelectorAll(".question")) {
    const text = texts.get(link.dataset.name) || "";
    const fits = words.every((word) => text.includes(` ${word}`)) || (glued.length > 3 && text.replaceAll(" ", "").includes(glued));
    link.parentElement.hidden = !fits;
    count += fits;
  }
  for (const theme of document.querySelectorAll(".theme")) theme.hidden = !theme.querySelector("li:not([hidden])");
  part("find-none").hidden = count > 0;
  part("find-count").textContent = digits(count);
  return count;
};

export const startGallery = () => {
  const input = part("find");
  input.addEventListener("input", async () => {
    const found = await library();
    const fold = window.kg.folder(found.fold);
    const count = filter(input.value, textsOf(found, fold), fold);
    if (input.value.trim()) lookForThings(part("things"), input, count, found);
    else forgetThings(part("things"));
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") (document.querySelector(".theme:not([hidden]) li:not([hidden]) .question") || document.querySelector("#things a"))?.click();
  });
};
