"""The smallest parts of pages, dozens of each on every page: made here, since a template costs several times as much.

Each returns markup in which all that comes from data is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kg.pages.dates import persian_digits
from kg.pages.values import Label, Link, Quote, When
from kg.pages.words import words

_ALL = 1000
"""Quotes of one row, where a page does not say for how many it has room."""


def spans(persian: str, english: str) -> Markup:
    """Return a text of the interface in both languages; the style sheet shows one."""
    return Markup(  # noqa: S704 - both are escaped
        f'<span class="fa" lang="fa">{escape(persian)}</span><span class="en" lang="en">{escape(english)}</span>'
    )


@lru_cache(maxsize=20_000)
def both(label: Label) -> Markup:
    """Return data in both languages where they differ, else once; each isolated from what stands around it."""
    persian, english = _seen(label.fa), _seen(label.en)
    if not persian and not english:
        unnamed = words()["unnamed"]
        return spans(unnamed.fa, unnamed.en)
    if persian and english and persian != english:
        return Markup(  # noqa: S704 - both are escaped
            f'<bdi class="fa" lang="fa">{escape(persian)}</bdi><bdi class="en" lang="en">{escape(english)}</bdi>'
        )
    return Markup(f"<bdi>{escape(persian or english)}</bdi>")  # noqa: S704 - escaped


def _seen(text: str) -> str:
    """Return a text without space around it, "" if nothing of it can be seen: it would be a link nobody can find."""
    text = text.strip()
    return text if any(map(str.isalnum, text)) or any(category(sign)[0] not in "CZ" for sign in text) else ""


@lru_cache(maxsize=2_000, typed=True)
def number(value: object) -> Markup:
    """Return a number in the digits of both languages."""
    return spans(persian_digits(value).replace(".", "٫"), str(value))


def slug(text: str) -> str:
    """Return the text if it is safe as a part of a class name or a language tag, else ""."""
    return text if re.fullmatch(r"[A-Za-z0-9-]{1,40}", text) else ""


def shorten(text: str, limit: int = 80) -> str:
    """Return a text as a line has room for it."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def link(item: Link, root: str) -> Markup:
    """Return a link to a page by its name."""
    return Markup(f'<a href="{escape(root)}{escape(item.href)}">{both(item.label)}</a>')  # noqa: S704 - escaped


@lru_cache(maxsize=2_000)
def chip(label: Label, code: str = "") -> Markup:
    """Return a kind or status; code: of a status, which gives it its colour."""
    if not label.any:
        return Markup()
    look = f" s-{slug(code)}" if code else ""
    return Markup(f'<span class="chip{look}">{both(label)}</span>')  # noqa: S704 - escaped


@lru_cache(maxsize=5_000)
def moment(when: When | None) -> Markup:
    """Return a date, in each language first in its own calendar; one of which only the phrase is known as printed."""
    if not when:
        return Markup()
    at = f' datetime="{escape(when.iso)}"' if when.iso else ""
    jalali, gregorian = when.jalali, when.gregorian
    if not (jalali.fa or gregorian.fa):
        return Markup(f"<time{at}><bdi>{escape(when.written)}</bdi></time>")  # noqa: S704 - escaped
    persian, english = _day(jalali.fa, gregorian.fa), _day(gregorian.en, jalali.en)
    return Markup(  # noqa: S704 - escaped
        f'<time{at}><span class="fa" lang="fa">{persian}</span>\n<span class="en" lang="en">{english}</span></time>'
    )


def _day(first: str, second: str) -> str:
    beside = f" <small><bdi>{escape(second)}</bdi></small>" if first and second else ""
    return f"<bdi>{escape(first or second)}</bdi>{beside}"


def quote(item: Quote, root: str) -> Markup:
    """Return a quote in its sentence, with the link to its place in the article."""
    rule = f"{escape(item.rule)} · {item.start}–{item.end}"
    article = _titled(item.source.label.any)
    place = f'<a href="{escape(root)}{escape(item.source.href)}" title="{rule}">{article}</a>'
    said = f"{escape(item.before)}<mark>{escape(item.text)}</mark>{escape(item.after)}"
    return Markup(f'<blockquote class="quote" dir="auto">{said}<cite>{place}</cite></blockquote>\n')  # noqa: S704 - escaped


def _titled(text: str) -> str:
    """Return the title of an article, one that nobody can see told as missing: it is a link's text."""
    unnamed = words()["unnamed"]
    return f"<bdi>{escape(text)}</bdi>" if _seen(text) else str(spans(unnamed.fa, unnamed.en))


@pass_context
def quotes(context: Context, items: Sequence[Quote], root: str) -> Markup:
    """Return the quotes of a row: the best, and those for which there is room (``most`` of the page) to unfold."""
    if not items:
        return Markup()
    first = f"{quote(items[0], root)}\n"
    if len(items) == 1:
        return Markup(first)  # noqa: S704 - escaped
    room, t = context.get("most", _ALL), context["t"]
    more = "".join(quote(item, root) for item in items[1:room])
    left = f'<p class="hint">{number(len(items) - room)} {t("quotesLeft")}</p>' if len(items) > room else ""
    summary = f"<summary>{number(len(items) - 1)} {t('more')}</summary>"
    return Markup(f'{first}<details class="more">{summary}\n{more}{left}</details>\n')  # noqa: S704 - escaped
