"""The templates: Jinja with autoescape, and the few functions they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

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

_ATTRIBUTE = Markup('{}="{}" data-fa-{}="{}" data-en-{}="{}"')


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page. Every value is escaped; a name the template does not get is an error."""
    return _environment().get_template(template).render(**values)


def macro(name: str) -> Callable[..., Markup]:
    """Return a macro of ``macros.html``, for parts of pages that occur too often to be made anew each time."""
    found: Callable[..., Markup] = getattr(_environment().get_template("macros.html").module, name)
    return found


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
    )
    found.globals.update(
        both=_both, digits=persian_digits, columns=columns, number=_number, policy=POLICY, **_worded(labels)
    )
    found.filters.update(slug=_slug, shorten=_shorten, brief=_brief)
    return found


def _worded(labels: Mapping[str, Label]) -> dict[str, Callable[..., object]]:
    """Return what templates ask by the key of a word: the word, both forms of it, or an attribute that switches."""

    def attribute(name: str, key: str) -> Markup:
        label = labels[key]
        return _ATTRIBUTE.format(name, label.fa, name, label.fa, name, label.en)

    spans = {key: _spans(label.fa, label.en) for key, label in labels.items()}
    return {"t": spans.__getitem__, "word": labels.__getitem__, "attribute": attribute}


def _spans(persian: str, english: str) -> Markup:
    """Return a text of the interface in both languages; the style sheet shows one."""
    return Markup(  # noqa: S704 - both are escaped
        f'<span class="fa" lang="fa">{escape(persian)}</span><span class="en" lang="en">{escape(english)}</span>'
    )


@lru_cache(maxsize=2_000)
def _both(label: Label) -> Markup:
    """Return data in both languages where they differ, else once; each isolated from what stands around it."""
    persian, english = _seen(label.fa), _seen(label.en)
    if not persian and not english:
        unnamed = words()["unnamed"]
        return _spans(unnamed.fa, unnamed.en)
    if persian and english and persian != english:
        return Markup(  # noqa: S704 - both are escaped
            f'<bdi class="fa" lang="fa">{escape(persian)}</bdi><bdi class="en" lang="en">{escape(english)}</bdi>'
        )
    return Markup(f"<bdi>{escape(persian or english)}</bdi>")  # noqa: S704 - escaped


def _seen(text: str) -> str:
    """Return a text without space around it, "" if nothing of it can be seen: it would be a link nobody can find."""
    text = text.strip()
    return text if any(map(str.isalnum, text)) or any(category(sign)[0] not in "CZ" for sign in text) else ""


def _number(value: object) -> Markup:
    return _spans(persian_digits(value).replace(".", "٫"), str(value))


def _slug(text: str) -> str:
    """Return the text if it is safe as a part of a class name or a language tag, else ""."""
    return text if re.fullmatch(r"[A-Za-z0-9-]{1,40}", text) else ""


def _shorten(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _brief(label: Label, limit: int = 160) -> Label:
    """Return a name as a line of a list has room for it; its own page has the whole."""
    return Label(_shorten(label.fa, limit), _shorten(label.en, limit))
