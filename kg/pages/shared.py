"""Files below the root of a server's pages that need no store: style, scripts, font, words, the reference page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.ontology import reference_page
from kg.pages.assets_of import shared_assets
from kg.pages.drawing import shared_drawing
from kg.pages.scripts import data_script
from kg.pages.searching import fold_data
from kg.pages.words import live_words, words

MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


def shared_file(address: str) -> tuple[bytes, str] | None:
    """Return (bytes, media type) of a file that all pages share, None where there is no such file.

    Only names out of fixed tables are opened. Raises MissingToolError when the installation lacks one.
    """
    if address == "ontology.html":
        return _reference(), MEDIA_TYPES[".html"]
    if address in ("data/words.js", "data/fold.js", "data/drawing.js"):
        return _data(address).encode(), MEDIA_TYPES[".js"]
    file = _assets().get(address.removeprefix("assets/")) if address.startswith("assets/") else None
    return (file.read_bytes(), MEDIA_TYPES[file.suffix]) if file else None


@cache
def _reference() -> bytes:
    return reference_page().encode()


@cache
def _data(address: str) -> str:
    if address == "data/fold.js":
        return data_script("data/fold", fold_data())
    if address == "data/drawing.js":
        return data_script("data/drawing", shared_drawing())
    texts = {key: [label.fa, label.en] for key, label in {**words(), **live_words()}.items()}
    return data_script("data/words", {"words": texts})


@cache
def _assets() -> dict[str, Path]:
    return {**shared_assets(), "live.js": Path(__file__).with_name("assets") / "live.js"}
