"""The templates: Jinja with autoescape, and the few functions they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.pages import pieces, stories
from kg.pages.columns import columns
from kg.pages.dates import persian_digits
from kg.pages.values import Label
from kg.pages.words import live_words, words

_SHARED = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'"
)
POLICY = f"{_SHARED}; form-action 'none'"
"""What a page may load: its own files and nothing else. Works on ``file://`` (hashes alone would not)."""
LIVE_POLICY = f"{_SHARED}; connect-src 'self'; form-action 'self'"
"""What a page on a server may do besides: ask that server, and send its search form there."""

_PIECES: dict[str, Callable[..., Markup]] = {
    **{name: getattr(pieces, name) for name in ("both", "number", "link", "chip", "moment", "quote", "quotes")},
    "story": stories.story,
    "telling": stories.telling,
}
_ATTRIBUTE = Markup('{}="{}" data-fa-{}="{}" data-en-{}="{}"')


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page. Every value is escaped; a name the template does not get is an error."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    return environment({**words(), **live_words()})


def environment(labels: Mapping[str, Label], *folders: Path) -> Environment:
    """Return templates of these folders and of the pages, with the functions that all share and these words."""
    found = Environment(
        loader=FileSystemLoader([*folders, Path(__file__).with_name("templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals.update(digits=persian_digits, columns=columns, policy=POLICY, **_PIECES, **_worded(labels))

    @lru_cache(maxsize=100)
    def menu(root: str, section: str, live: bool) -> Markup:
        values = {"root": root, "section": section, "live": live}
        return Markup(found.get_template("menu.html").render(values))  # noqa: S704 - a template's own output

    found.globals["menu"] = menu
    found.filters.update(slug=pieces.slug, shorten=pieces.shorten, brief=_brief)
    return found


def _worded(labels: Mapping[str, Label]) -> dict[str, Callable[..., object]]:
    """Return what templates ask by the key of a word: the word, both forms of it, or an attribute that switches."""

    @cache
    def attribute(name: str, key: str) -> Markup:
        label = labels[key]
        return _ATTRIBUTE.format(name, label.fa, name, label.fa, name, label.en)

    spans = {key: pieces.spans(label.fa, label.en) for key, label in labels.items()}
    return {"t": spans.__getitem__, "word": labels.__getitem__, "attribute": attribute}


def _brief(label: Label, limit: int = 160) -> Label:
    """Return a name as a line of a list has room for it; its own page has the whole."""
    return Label(pieces.shorten(label.fa, limit), pieces.shorten(label.en, limit))
