// Sets the language before anything is painted, so that no page turns around under its reader: small, and not deferred.
// An address may name it (?lang=en); else it is what was chosen last, where the browser keeps that.
"use strict";

(() => {
  let code = new URLSearchParams(location.search).get("lang");
  try {
    if (code !== "en" && code !== "fa") code = localStorage.getItem("kg-language");
  } catch { /* no storage for this page: site.js writes the language into the addresses that are followed */ }
  const root = document.documentElement;
  root.classList.add("scripted");
  if (code !== "en") return;
  root.classList.replace("fa", "en");
  root.lang = "en";
  root.dir = "ltr";
})();
