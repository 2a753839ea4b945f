"""The page itself: the gallery is in it as plain links, so that it is read at once; scripts do the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from kg.desk.library import by_theme
from kg.pages import Label, environment, json_text, read_words, words
from kg.settings import BASE_IRI

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page may load and ask: its own server and nothing else. The editor and the drawings set styles inline."""

_HERE = Path(__file__).parent


def desk_page(base_iri: str = BASE_IRI, *, pages: str = "pages/index.html") -> str:
    """Return the page at ``/``. All its addresses are relative, so it may stand below a path.

    base_iri: prefix of the store's IRIs; the page shows them as links to ``id/…``. pages: where the live pages begin.
    """
    shown = {"base": base_iri, "pages": pages, "themes": by_theme(), "words": _script_words()}
    return _environment().get_template("desk.html").render(root="", policy=POLICY, **shown)


@cache
def desk_words() -> dict[str, Label]:
    """Return the words of the page: its own and, of those the pages have, what the shared template needs."""
    return words() | read_words(_HERE / "words.tsv")


@cache
def _environment() -> Environment:
    return environment(desk_words(), _HERE / "templates")


def _script_words() -> Markup:
    """Return the words that scripts show, as JSON for a data block: no ``<`` is in it."""
    own: dict[str, Any] = {key: [label.fa, label.en] for key, label in read_words(_HERE / "words.tsv").items()}
    return Markup(json_text(own))  # noqa: S704 - json_text escapes every character that markup knows
