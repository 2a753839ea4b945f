"""The two parts of an article's page that are made of hundreds of pieces: its marked text, and what stretches say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from kg.pages.article_values import ArticlePage, Piece, Said, Stretch
from kg.pages.pieces import both, number, shorten, spans
from kg.pages.words import words


def story(page: ArticlePage) -> Markup:
    """Return the text of an article: stretches that support something marked and linked, unused sentences faint."""
    return Markup("".join(part for piece in page.pieces for part in _piece(page, piece)))  # noqa: S704 - escaped


def _piece(page: ArticlePage, piece: Piece) -> Iterator[str]:
    for stretch in piece.anchors:
        for name in page.anchors[stretch]:
            yield f'<a id="{name}" data-n="{stretch}"></a>'
    text = escape(piece.text)
    if piece.marks:
        to = next((page.linked[mark] for mark in piece.marks if mark in page.linked), "")
        inner = f'<a href="#{to}">{text}</a>' if to else text
        yield f'<mark data-q="{" ".join(piece.marks)}">{inner}</mark>'
    elif piece.unused:
        yield f'<span class="unused" title="{escape(piece.unused)}">{text}</span>'
    else:
        yield text


def telling(said: Sequence[Said], listed: dict[str, int]) -> Markup:
    """Return what stretches say of one thing. listed: the stretches listed so far, which have their element id."""
    return Markup("".join(_group(group, listed) for group in said))  # noqa: S704 - escaped


def _group(group: Said, listed: dict[str, int]) -> str:
    word = f"<span>{both(group.word)}</span>" if group.word.any else ""
    rows = "".join(_stretch(one, listed) for one in group.stretches)
    more = words()["moreOfThem"]
    left = f"<span>{number(group.left)} {spans(more.fa, more.en)}</span>" if group.left else ""
    return f'<div class="tellings">{word}<ul>{rows}</ul>{left}</div>\n'


def _stretch(one: Stretch, listed: dict[str, int]) -> str:
    name = "" if one.number in listed else f' id="t{one.number}"'
    listed[one.number] = 1
    return f'<li{name}><a href="#{one.anchor}"><q dir="auto">{escape(shorten(one.text))}</q></a></li>'
