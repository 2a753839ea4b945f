// What must be so before anything is painted; therefore small, and not deferred.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("scripted", "waiting");

  // The language: an address may name it (?lang=en); else what was chosen last, where the browser keeps that.
  let code = new URLSearchParams(location.search).get("lang");
  try {
    if (code !== "en" && code !== "fa") code = localStorage.getItem("kg-language");
  } catch { /* no storage for this page: site.js writes the language into the addresses that are followed */ }
  if (code === "en") {
    root.classList.replace("fa", "en");
    root.lang = "en";
    root.dir = "ltr";
  }

  // The font: text waits for it, so that no line moves under its reader; but not for long. A preload cannot do this:
  // browsers refuse it for files of a folder.
  const LONGEST = 1000; // milliseconds
  const show = () => root.classList.remove("waiting");
  setTimeout(show, LONGEST);
  window.addEventListener("load", show);
  Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 1em Vazirmatn`, "آA"))).then(show, show);
})();
