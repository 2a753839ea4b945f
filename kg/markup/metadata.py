"""What a page says about itself: JSON-LD first, then meta tags, then what is printed.

Of every property the first usable value counts. What had to be left out, and dates that disagree, are noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import chain

from kg.language import skeleton_key
from kg.markup.addresses import choose_address
from kg.markup.linked import Linked, read_linked
from kg.markup.printed import (
    Headline,
    around,
    headlines,
    matching,
    printed_author,
    printed_date,
    printed_lead,
    written_date,
)
from kg.markup.trees import Node, one_line

_TITLES = ("og:title", "dc.title", "dcterms.title", "dc:title", "citation_title", "headline", "twitter:title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "dc:publisher", "publisher", "article:publisher",
               "application-name")  # fmt: skip
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "dc:creator",
            "citation_author", "sailthru.author", "parsely-author")  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc:created", "dcterms.date", "dc.date",
    "dc:date", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date",
)  # fmt: skip
_LOOSE_DATES = ("article:modified_time", "datemodified", "last-modified", "date")
"""The day on which a page was changed or sent: believed only where no day of publication is stated or printed."""
_ADDRESSES = ("og:url", "twitter:url", "al:web:url")
_OWNED_NAMES = "/descendant::*[@itemprop='name'][ancestor::*[@itemprop='author' or @itemprop='publisher']]"
_OWNERS = ("author", "publisher")
_UNSET = "1970-01-01"
"""What software writes for a date that it does not have: its zero."""
_STROKES = "|–—:»«•·/>-"
_BETWEEN = re.compile(rf"\s+[{_STROKES}]+\s+|\s*[|»«]\s*")
_DATED_PATH = re.compile(r"/((?:1[34]|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page's article but its text.

    lead: its first paragraph, where the page marks it. body: its whole text as JSON-LD has it.
    is_article: the page says that it is one article.
    published: ISO day. notes: what was left out and why, what disagrees.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    lead: str | None = None
    body: str | None = None
    is_article: bool = False
    notes: tuple[str, ...] = ()


def page_facts(tree: Node, own: str | None) -> Facts:
    """Return what a page says about its article. own: the address it was fetched from, None when that is not known."""
    linked = read_linked(tree)
    meta = _meta(tree)
    printed = headlines(tree)
    whole = _page_title(tree)
    publisher = linked.publisher or _publisher(meta)
    title, headline = _title(linked, meta, whole, printed, publisher)
    url, about_url = choose_address(own, chain(_canonical(tree), _get(meta, _ADDRESSES), linked.urls))
    near = around(tree, headline.node if headline else None)
    published, about_date = _published(near, linked, meta, url)
    broken = f"{linked.broken} blocks of JSON-LD are no JSON: left out" if linked.broken else ""
    return Facts(
        title=title,
        publisher=publisher or _rest_of(whole, title),
        author=linked.author or _first_name(_get(meta, _AUTHORS)) or printed_author(near),
        url=url,
        published=published,
        lead=printed_lead(near) if headline else None,
        body=linked.body,
        is_article=linked.is_article or _says_article(meta),
        notes=tuple(note for note in (about_url, about_date, broken) if note),
    )


def _says_article(meta: dict[str, list[str]]) -> bool:
    return "article" in meta.get("og:type", [""])[0].lower() or "article:published_time" in meta


def _meta(tree: Node) -> dict[str, list[str]]:
    """Return the values of meta tags and microdata by lower-case name, in the order of the page."""
    found: dict[str, list[str]] = {}
    for node in tree.xpath("/descendant::*[(self::meta and @content) or @itemprop='datePublished']"):
        names = " ".join(filter(None, map(node.get, ("property", "name", "itemprop"))))
        line = one_line(unescape(node.get("content") or node.get("datetime") or node.text or ""))
        for name in dict.fromkeys(names.lower().split()[:9]) if line else ():
            found.setdefault(name, []).append(line or "")
    for node in tree.xpath(_OWNED_NAMES)[:20]:
        owner = next(one for one in (above.get("itemprop") for above in node.iterancestors()) if one in _OWNERS)
        line = one_line(node.get("content") or "".join(node.itertext()))
        found.setdefault(owner, []).extend([line] if line else [])
    return found


def _get(meta: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _first_name(values: Iterable[str]) -> str | None:
    """Return the first value that is a name rather than an address or a handle."""
    return next((value for value in values if not re.match(r"https?://|@|#|\d+$", value)), None)


def _publisher(meta: dict[str, list[str]]) -> str | None:
    return _first_name(_get(meta, _PUBLISHERS))


def _canonical(tree: Node) -> list[str]:
    return [node.get("href") for node in tree.iter("link") if "canonical" in (node.get("rel") or "").lower().split()]


def _page_title(tree: Node) -> str | None:
    node = tree.find(".//title")
    return one_line("".join(node.itertext())) if node is not None else None


def _title(
    linked: Linked, meta: dict[str, list[str]], whole: str | None, printed: list[Headline], publisher: str | None
) -> tuple[str | None, Headline | None]:
    """Return the title and the heading that prints it; the heading's form wins where the title is cut or decorated."""
    given = linked.title or next(iter(_get(meta, _TITLES)), None)
    title = _without(given or whole, publisher)
    if title is None:
        heading = next((one for one in printed if one.node.tag == "h1"), None)
        return (heading.text, heading) if heading else (None, None)
    heading = matching(title, printed)
    if heading is None and not given:
        heading = _only_h1(printed, publisher)
    return (heading.text, heading) if heading else (title, None)


def _only_h1(printed: list[Headline], publisher: str | None) -> Headline | None:
    firsts = [one for one in printed if one.node.tag == "h1" and one.text != publisher]
    return firsts[0] if len(firsts) == 1 else None


def _without(title: str | None, publisher: str | None) -> str | None:
    """Return a title without the name of the site before or behind it."""
    if not title or not publisher:
        return title
    name = skeleton_key(publisher)
    parts = [part for part in _BETWEEN.split(title) if part]
    for found in (parts[0], parts[-1]) if len(parts) > 1 else ():
        if skeleton_key(found) == name:
            at = title.find(found)
            return (title[at + len(found) :] if at == 0 else title[: title.rfind(found)]).strip(f" {_STROKES}") or None
    return title


def _rest_of(whole: str | None, title: str | None) -> str | None:
    """Return the name of the site: what ``<title>`` holds besides the title, divided from it by a stroke."""
    if not whole or not title or title not in whole:
        return None
    before, _, after = whole.partition(title)
    rest = [part.strip(f" {_STROKES}") for side in (after, before) for part in _BETWEEN.split(f" {side} ")]
    return next((part for part in rest if 0 < len(part) <= 60), None)


def _published(
    near: list[tuple[int, Node]], linked: Linked, meta: dict[str, list[str]], url: str | None
) -> tuple[str | None, str]:
    """Return the day of publication, and a note when dates disagree or it is a guess."""
    stated = [day for value in (*linked.dates, *_get(meta, _DATES)) if (day := written_date(value)) and day != _UNSET]
    days = list(dict.fromkeys(stated))
    if days:
        return days[0], f"the page names other days of publication too: {', '.join(days[1:4])}" if days[1:] else ""
    day = printed_date(near)
    return (day, "") if day else _guessed_day(meta, url)


def _guessed_day(meta: dict[str, list[str]], url: str | None) -> tuple[str | None, str]:
    found = _DATED_PATH.search(url or "")
    day = written_date("/".join(found.groups())) if found else None
    if day:
        return day, "the day of publication is taken from the address"
    loose = (written_date(value) for value in _get(meta, _LOOSE_DATES))
    day = next((one for one in loose if one and one != _UNSET), None)
    return day, "the day of publication is that of the page's last change" if day else ""
