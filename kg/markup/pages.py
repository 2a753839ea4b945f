"""HTML pages saved from news sites become articles.

trafilatura finds the body. It deletes every character that Python does not call printable, the ZWNJ of Persian among
them; so each of those is replaced by a printable sentinel that the page does not hold, and put back afterwards. Its
result is written out here, and metadata are read here, from the one tree that was parsed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from kg.articles import Article, Page, Skip, decode, record_article, too_large
from kg.language import skeleton_key
from kg.markup.addresses import saved_from, web_address
from kg.markup.metadata import Facts, page_facts
from kg.markup.trees import Node, OverLimitError, clean, fragment_lines, lines_of, one_line, parse_page
from kg.settings import Settings

_CLEARED_FROM = 1_000_000
"""trafilatura remembers the last 1,024 strings it trimmed; after a page of so many bytes it is made to forget them."""
_SHORT = 250
"""Below so many characters (trafilatura's own measure) the text in JSON-LD is taken when it is longer."""
_PROSE_LINE, _PROSE = 60, 140
"""A page that does not say it is an article must have lines of so many characters, in all so many."""
_TEASERS, _TEASERS_SHARE = 3, 1 / 3
"""A page with so many lines that are links or lead to other pages, and such a share of all lines, lists other pages."""
_LONG_LINK = 15
_TEXT = 2
"""A page may hold so many times the text of the longest article: there are menus and comments besides."""
_FIRST_SENTINEL = 0x2E31
_SENTINELS = (range(_FIRST_SENTINEL, _FIRST_SENTINEL + 1), range(0x10600, 0x10737), range(0x20000, 0x2A6DE))
"""Printable characters that no news page holds: a dot that divides words, Linear A, rare ideographs."""
_HEAD_LINES, _HEAD_LINE = 8, 120
"""What stands above the headline (a kicker, the date, a number) is so many lines at most, none of them longer."""
_LAYOUT = "/descendant::table[.//table or .//td[count(.//p | .//div | .//h1 | .//h2 | .//h3 | .//ul) > 1]]"
"""Tables that lay out a page, and do not show data: their cells hold paragraphs."""


def read_page(page: Page, settings: Settings) -> Article | Skip:
    """Make an article of one saved HTML page, or say why there is none on it.

    Its text is the headline, unless the body begins with it, and the paragraphs of the body, each a line. Pure: the
    same bytes give the same article, nothing is fetched. Skips: ``NOT_TEXT``, ``TOO_LARGE``, ``TOO_COMPLEX``,
    ``NO_ARTICLE`` and those of a record.
    """
    if len(page.data) > settings.record_bytes:
        return too_large(page.source, settings.record_bytes, "the page")
    decoded = decode(page.data, page.encoding)
    if decoded is None:
        return Skip(page.source, "NOT_TEXT", "the page is no text in any known character set")
    text, dropped = clean(decoded.text)
    try:
        tree = parse_page(text, settings.page_elements)
        facts, lines = _read(tree, web_address(page.url) or saved_from(text), settings)
    except OverLimitError as error:
        return Skip(page.source, error.code, error.reason)
    finally:
        if len(page.data) > _CLEARED_FROM:
            _forget()
    if not lines:
        return Skip(page.source, "NO_ARTICLE", "there is no article on the page")
    lost = f"{dropped} characters that no markup may hold are left out" if dropped else ""
    notes = tuple(note for note in (decoded.note, lost, *facts.notes) if note)
    article = record_article(_record(facts, lines), page.source, settings)
    return replace(article, encoding=decoded.encoding, notes=notes) if isinstance(article, Article) else article


def _read(tree: Node | None, own: str | None, settings: Settings) -> tuple[Facts, list[str]]:
    """Return what a page says about its article, and the article's lines: none when there is no article."""
    if tree is None:
        return Facts(), []
    facts = page_facts(tree, own)
    lines = _body(tree, settings)
    if facts.body and sum(map(len, lines)) < min(_SHORT, len(facts.body)):
        lines = fragment_lines(facts.body, settings.page_elements)
    front_page = own is not None and not urlsplit(own).path.strip("/") and not urlsplit(own).query
    is_article = facts.is_article or (not front_page and _looks_like_an_article(lines, tree))
    return facts, _with_lead(_without_head(lines, facts.title), facts.lead) if is_article else []


def _looks_like_an_article(lines: list[str], tree: Node) -> bool:
    """Tell an article from a list of pages, an error page and other pages that do not say what they are."""
    if _prose(lines) < _PROSE:
        return False
    found = set(lines) & {
        line for line in (one_line("".join(node.itertext()), 2_000) for node in tree.iter("a")) if line
    }
    for node in tree.iter("p", "div", "span", "li"):
        line = one_line(node.text)
        if line in lines and _leads_elsewhere(node.getparent(), len(line)):
            found.add(line)
    return len(found) < _TEASERS or len(found) < len(lines) * _TEASERS_SHARE


def _prose(lines: list[str]) -> int:
    return sum(len(line) for line in lines if len(line) >= _PROSE_LINE)


def _leads_elsewhere(box: Node, length: int) -> bool:
    """Tell whether what a line of a length stands in is a teaser: with the line, a long link and little else."""
    links = ["".join(link.itertext()).strip() for link in box.iter("a")] if len(box) < 20 else []
    return any(len(link) >= _LONG_LINK for link in links) and len("".join(box.itertext())) < 2 * length + 200


def _without_head(lines: list[str], title: str | None) -> list[str]:
    """Return the body without the headline and what stands above it."""
    key = skeleton_key(title or "")
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if len(line) <= _HEAD_LINE + len(title or "") and skeleton_key(line) == key:
            return lines[number + 1 :] or lines
        if len(line) > _HEAD_LINE:
            break
    return lines


def _with_lead(lines: list[str], lead: str | None) -> list[str]:
    """Return the body with the lead as its first line, when it was left out of it."""
    key = skeleton_key(lead or "")
    return lines if not lead or key in skeleton_key(" ".join(lines[:_HEAD_LINES])) else [lead, *lines]


def _record(facts: Facts, lines: list[str]) -> Mapping[str, object]:
    title = facts.title
    return {
        "text": "\n".join([title, *lines] if title and title != lines[0] else lines),
        "title": title,
        "url": facts.url,
        "publisher": facts.publisher,
        "author": facts.author,
        "published": facts.published,
    }


def _body(tree: Node, settings: Settings) -> list[str]:
    """Return the lines of the body that trafilatura finds; the tree loses its scripts and styles."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    _repair(tree)
    text = "".join(tree.itertext())
    if len(text) > _TEXT * settings.article_characters:
        raise OverLimitError(
            "TOO_LONG", f"the page has {len(text)} characters, an article at most {settings.article_characters}"
        )
    back = _protect(tree, set(text))
    lines = _lines_found(tree, rescue=False)
    if _prose(lines) < _PROSE:
        rescued = _lines_found(tree, rescue=True)
        lines = rescued if not lines or _prose(rescued) >= max(_PROSE, 3 * _prose(lines)) else lines
    return [line.translate(back) for line in lines] if back else lines


def _repair(tree: Node) -> None:
    """Make old markup what trafilatura can read: tables of layout, paragraphs within unclosed ones."""
    for table in tree.xpath(_LAYOUT):
        for node in table.iter("table", "tbody", "tr", "td", "th"):
            node.tag = "div"
    for inner in tree.xpath("/descendant::p[ancestor::p]"):
        line_break = inner.makeelement("br")
        line_break.tail, inner.text, inner.tag = inner.text, None, "span"
        inner.insert(0, line_break)


def _lines_found(tree: Node, *, rescue: bool) -> list[str]:
    try:
        found = _trafilatura(rescue)(tree)
    except Exception:  # noqa: BLE001 - whatever a hostile page brings about in it, the other pages go on
        return []
    return lines_of(found.body) if found is not None and found.body is not None else []


def _protect(tree: Node, used: set[str]) -> dict[int, str]:
    """Replace each unprintable character in a tree's text by a sentinel; return the table that puts them back.

    used: all characters of the text.
    """
    hidden = sorted(char for char in used if not char.isprintable() and not char.isspace())
    free = (chr(code) for code in chain.from_iterable(_SENTINELS) if chr(code) not in used)
    there = dict(zip(hidden, free, strict=False))
    if len(there) < len(hidden):
        raise OverLimitError("TOO_COMPLEX", "the page holds every character that could stand for a joiner")
    table = {ord(char): sentinel for char, sentinel in there.items()}
    for char in hidden:
        for piece in tree.xpath("/descendant::text()[contains(., $char)]", char=char):
            node = piece.getparent()
            if piece.is_tail:
                node.tail = node.tail.translate(table)
            else:
                node.text = node.text.translate(table)
    return {ord(sentinel): char for char, sentinel in there.items()}


@cache
def _trafilatura(rescue: bool) -> Callable[[Node], Any]:
    """Return trafilatura's extraction without comments, metadata and serialisation; it says nothing on stderr.

    rescue: take all paragraphs of the page when little text is found, as it does by default. That mixes menus into
    short news, so it is the second choice.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import
    from trafilatura.settings import Extractor  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    options = Extractor(output_format="xml", formatting=False, comments=False)
    if not rescue:
        options.min_extracted_size = 1
    return lambda tree: bare_extraction(tree, options=options)


def _forget() -> None:
    from trafilatura.utils import line_processing, trim  # noqa: PLC0415 - slow to import

    trim.cache_clear()
    line_processing.cache_clear()
