"""What a page only prints: its headline, the day of publication (often Jalali), who wrote it. General rules only.

A page prints many dates: today's above, those of comments and of other news below. The one wanted is labelled as the
date of publication, or stands in an element named after a date, or bare, and in each case nearest to the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.articles.markup import Node, one_line
from kg.articles.records import publication_date
from kg.language import skeleton_key

LABELLED, NAMED, BARE = 0, 1, 2
_LONGEST_DATE = 120
_FURTHEST = {LABELLED: 400, NAMED: 150, BARE: 30}
"""How many elements from the headline a date may stand, by how it is marked."""
_BEFORE = 4
"""A date above the headline counts as so many times further away: today's date stands there."""
_MOST = 300

_NAMES = "concat(' ', @class, ' ', @id, ' ', @itemprop)"
_LOWER = f"translate({_NAMES}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_DATE_NAMES = ("date", "time", "publish", "tarikh", "zaman", "تاریخ", "زمان")
_NAMED_DATES = f"//*[self::time or {' or '.join(f'contains({_LOWER}, {name!r})' for name in _DATE_NAMES)}]"
_LABELS = ("انتشار", "منتشر", "تاریخ", "تاريخ", "زمان", "ublish", "osted on", "Date")
_LABELLED_DATES = f"//text()[{' or '.join(f'contains(., {label!r})' for label in _LABELS)}]"
_SHORT_TEXTS = f"//text()[string-length(.) < {_LONGEST_DATE} and string-length(normalize-space(.)) > 5]"
_LABEL = re.compile(
    r"(?:تار[یي]خ|زمان)\s*(?:و\s*ساعت\s*)?(?:انتشار|خبر|درج|ثبت|ارسال|مخابره)?\s*[:؛]|انتشار\s*[:؛]|منتشر\s+شده"
    r"|\b(?:published|posted\s+on|publication\s+date|date)\b\s*:?",
    re.IGNORECASE,
)
_NOT_THAT_DATE = re.compile(r"امروز|به[\s\u200c]?روز|ویرایش|اصلاح|today|updated|modified", re.IGNORECASE)
_CLOCK = re.compile(r"(?<=\d)\s*[-–—_|،,]\s*(?=\d{1,2}:\d\d)|(?<=\d{4})T(?=\d\d:)")
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|side-|widget|footer|menu|navbar|breadcrumb|latest|most-|popular|recent|copyright|نظر|مرتبط"
)
_ELSEWHERE_TAGS = frozenset(("nav", "footer", "aside"))

_LEAD_NAMES = ("lead", "summary", "intro", "standfirst", "subtitle", "sotitr", "description")
_LEADS = (
    f"//*[not(.//p or .//div or .//figure)][{' or '.join(f'contains({_LOWER}, {name!r})' for name in _LEAD_NAMES)}]"
)
_SHORTEST_LEAD, _LONGEST_LEAD, _FURTHEST_LEAD = 40, 1_500, 60

_AUTHOR_LABEL = r"(?:نویسنده|نويسنده|نگارنده|خبرنگار|گزارشگر|گزارش\s+از|author|reporter|writer|written\s+by|by)"
_AUTHOR = re.compile(
    rf"^\s*{_AUTHOR_LABEL}\s*[:؛]?\s+(?P<name>.+)$|^\s*{_AUTHOR_LABEL}\s*[:؛]\s*(?P<name2>.+)$", re.IGNORECASE
)
_AUTHOR_NAMES = ("author", "byline", "reporter", "writer", "نویسنده")
_NAMED_AUTHORS = f"//*[@rel='author' or {' or '.join(f'contains({_LOWER}, {name!r})' for name in _AUTHOR_NAMES)}]"
_AUTHOR_LABELS = ("نویسنده", "نويسنده", "خبرنگار", "گزارشگر", "نگارنده", "eporter")
_LABELLED_AUTHORS = f"//text()[{' or '.join(f'contains(., {label!r})' for label in _AUTHOR_LABELS)} or starts-with(normalize-space(.), 'By ')]"
_LONGEST_NAME = 60
_HEADINGS = "//h1 | //h2 | //h3 | //*[@itemprop='headline'] | //*[contains(@class, 'title')]"


@dataclass(frozen=True, slots=True)
class Headline:
    """A printed headline: its text and the element that it stands in."""

    text: str
    node: Node


def headlines(tree: Node) -> list[Headline]:
    """Return the page's headings in the order of the page, at most 300, each with some text."""
    found = (Headline(_text(node, 500) or "", node) for node in tree.xpath(_HEADINGS)[:_MOST])
    return [headline for headline in found if headline.text]


def matching(title: str, among: list[Headline]) -> Headline | None:
    """Return the heading that prints a title: the same, or the longest that is a part of it or that it is cut from."""
    wanted = skeleton_key(title)
    keys = [(skeleton_key(headline.text), headline) for headline in among]
    same = next((headline for key, headline in keys if key == wanted), None)
    if same or len(wanted) < 8:
        return same
    start = wanted.rstrip("….")
    parts = [
        one for one in keys if len(one[0]) > 7 and (one[0] in wanted or (start != wanted and one[0].startswith(start)))
    ]
    return max(parts, key=lambda one: len(one[0]), default=(None, None))[1]


def printed_date(tree: Node, headline: Node | None) -> str | None:
    """Return the ISO day of publication that a page prints, None when it prints none near its headline."""
    places = {node: number for number, node in enumerate(tree.iter())}
    centre = places.get(headline, 0)
    near: list[tuple[int, int, int, Node, str]] = []
    for kind, node, text in _marked_dates(tree):
        distance = places.get(node, 0) - centre
        distance = -distance * _BEFORE if distance < 0 else distance
        if distance <= _FURTHEST[kind]:
            near.append((kind, distance, len(near), node, text))
    for _kind, _distance, _number, node, text in sorted(near, key=lambda one: one[:3]):
        whole = text or _text(node, _LONGEST_DATE)
        if whole and not _NOT_THAT_DATE.search(whole) and not _stands_elsewhere(node):
            day = written_date(whole)
            if day:
                return day
    return None


def written_date(text: str) -> str | None:
    """Return the ISO day of a date as pages print it, with a time of day beside it."""
    return publication_date(_CLOCK.sub(" ", text))


def _marked_dates(tree: Node) -> Iterator[tuple[int, Node, str]]:
    """Yield what may be a printed date: how it is marked, where it stands, its text ("" when it is the element's)."""
    for text in tree.xpath(_LABELLED_DATES)[:_MOST]:
        if _LABEL.search(text):
            node = _holder(text)
            yield LABELLED, node, str(text)
            yield LABELLED, node, ""
            if node.getparent() is not None:
                yield LABELLED, node.getparent(), ""
    for node in tree.xpath(_NAMED_DATES)[:_MOST]:
        yield NAMED, node, node.get("datetime") or node.get("content") or ""
    for text in tree.xpath(_SHORT_TEXTS)[: _MOST * 10]:
        if re.search(r"\d", text):
            yield BARE, _holder(text), str(text)


def _holder(text: Node) -> Node:
    """Return the element that a piece of text stands in."""
    return text.getparent().getparent() if text.is_tail else text.getparent()


def _stands_elsewhere(node: Node) -> bool:
    """Tell whether an element is in a part of the page that is not about this article."""
    while node is not None and node.tag not in ("html", "body", "article", "main"):
        if node.tag in _ELSEWHERE_TAGS or _ELSEWHERE.search(f"{node.get('class', '')} {node.get('id', '')}".lower()):
            return True
        node = node.getparent()
    return False


def printed_lead(tree: Node, headline: Node) -> str | None:
    """Return the lead of an article: what stands below its headline in an element named after leads."""
    places = {node: number for number, node in enumerate(tree.iter())}
    for node in tree.xpath(_LEADS)[:_MOST]:
        text = _text(node, _LONGEST_LEAD)
        near = 0 < places.get(node, 0) - places.get(headline, 0) <= _FURTHEST_LEAD
        if near and text and len(text) >= _SHORTEST_LEAD and not _stands_elsewhere(node):
            return text
    return None


def printed_author(tree: Node) -> str | None:
    """Return the name of the author that a page prints, with a label or in an element named after authors."""
    for text in tree.xpath(_LABELLED_AUTHORS)[:_MOST]:
        node = _holder(text)
        for whole in (str(text), _text(node, _LONGEST_NAME + 20), _text(node.getparent(), _LONGEST_NAME + 20)):
            name = _labelled_name(whole)
            if name and not _stands_elsewhere(node):
                return name
    for node in tree.xpath(_NAMED_AUTHORS)[:_MOST]:
        whole = _text(node, _LONGEST_NAME)
        if whole and not _stands_elsewhere(node):
            return _labelled_name(whole) or whole
    return None


def _labelled_name(text: str | None) -> str | None:
    found = _AUTHOR.match(text or "")
    name = one_line(found["name"] or found["name2"], _LONGEST_NAME) if found else None
    return name if name and not re.search(r"\d", name) else None


def _text(node: Node | None, longest: int) -> str | None:
    """Return an element's text in one line, None when it has none, or more than a short piece of text has."""
    if node is None or not isinstance(node.tag, str):
        return None
    pieces: list[str] = []
    size = 0
    for piece in node.itertext():
        pieces.append(piece)
        size += len(piece.strip())
        if size > longest:
            return None
    return one_line("".join(pieces), longest)
