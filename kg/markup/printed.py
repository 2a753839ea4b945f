"""What a page only prints: its headline, the day of publication (often Jalali), who wrote it. General rules only.

A page prints many dates: today's above, those of comments and of other news below. The one wanted is labelled as the
date of publication, or stands in an element named after a date, or bare, and in each case nearest to the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.articles import publication_date
from kg.language import skeleton_key
from kg.markup.trees import Node, one_line

LABELLED, NAMED, BARE = 0, 1, 2
_LONGEST_DATE = 120
_FURTHEST = {LABELLED: 400, NAMED: 150, BARE: 30}
"""How many elements from the headline a date may stand, by how it is marked."""
_BEFORE = 4
"""What stands above the headline counts as so many times further away: today's date stands there."""
_MOST = 300

_DATE_NAMES = re.compile(r"date|time|publish|tarikh|zaman|تاریخ|زمان", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:تار[یي]خ|زمان)\s*(?:و\s*ساعت\s*)?(?:انتشار|خبر|درج|ثبت|ارسال|مخابره)?\s*[:؛]|انتشار\s*[:؛]|منتشر\s+شده"
    r"|\b(?:published|posted\s+on|publication\s+date|date)\b\s*:?",
    re.IGNORECASE,
)
_NOT_THAT_DATE = re.compile(r"امروز|به[\s\u200c]?روز|ویرایش|اصلاح|today|update|modified", re.IGNORECASE)
_CLOCK = re.compile(r"(?<=\d)\s*[-–—_|،,]\s*(?=\d{1,2}:\d\d)|(?<=:\d\d)\s*[-–—_|،,]\s*(?=\d)|(?<=\d{4})T(?=\d\d:)")
"""What divides a day from a time of day."""
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|side-|widget|footer|menu|navbar|breadcrumb|latest|most-|popular|recent|copyright|نظر|مرتبط"
)
_ELSEWHERE_TAGS = frozenset(("nav", "footer", "aside"))

_MUTE = frozenset(("script", "style", "title", "textarea", "option"))
_BOXES = frozenset(("p", "div", "figure", "table", "ul"))

_LEAD_NAMES = re.compile(r"lead|summary|intro|standfirst|subtitle|sotitr|description", re.IGNORECASE)
_SHORTEST_LEAD, _LONGEST_LEAD, _FURTHEST_LEAD = 40, 1_500, 60

_AUTHOR_LABEL = r"(?:نویسنده|نويسنده|نگارنده|خبرنگار|گزارشگر|گزارش\s+از|author|reporter|writer|written\s+by|by)"
_AUTHOR = re.compile(
    rf"^\s*{_AUTHOR_LABEL}\s*[:؛]?\s+(?P<name>.+)$|^\s*{_AUTHOR_LABEL}\s*[:؛]\s*(?P<name2>.+)$", re.IGNORECASE
)
_AUTHOR_NAMES = re.compile(r"author|byline|reporter|writer|نویسنده", re.IGNORECASE)
_AUTHOR_WORDS = re.compile(r"نو[یي]سنده|خبرنگار|گزارشگر|نگارنده|[Rr]eporter|^\s*By\s")
_LONGEST_NAME = 60
_HEADINGS = "/descendant::*[self::h1 or self::h2 or self::h3 or @itemprop='headline' or contains(@class, 'title')]"


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


def around(tree: Node, headline: Node | None) -> list[tuple[int, Node]]:
    """Return the elements around a headline, or from the top when there is none, and how far each one stands from it.

    A bounded number, in the order of the page from the headline on, then back from it.
    """
    start = headline if headline is not None else tree
    found = [(0, start)]
    node = start
    for number in range(1, max(_FURTHEST.values()) + 1):
        node = _next(node)
        if node is None:
            break
        found.append((number, node))
    node = start
    for number in range(1, max(_FURTHEST.values()) // _BEFORE + 1):
        node = _previous(node)
        if node is None:
            break
        found.append((number * _BEFORE, node))
    return found


def _next(node: Node) -> Node | None:
    if len(node):
        return node[0]
    while node is not None:
        following = node.getnext()
        if following is not None:
            return following
        node = node.getparent()
    return None


def _previous(node: Node) -> Node | None:
    before = node.getprevious()
    if before is None:
        return node.getparent()
    while len(before):
        before = before[-1]
    return before


def printed_date(near: list[tuple[int, Node]]) -> str | None:
    """Return the ISO day of publication that a page prints, None when it prints none near its headline."""
    marked = [
        (kind, distance, number, node, text)
        for number, (distance, place) in enumerate(near)
        for kind, node, text in _marked_dates(place)
        if distance <= _FURTHEST[kind]
    ]
    for _kind, _distance, _number, node, text in sorted(marked, key=lambda one: one[:3]):
        whole = text or _text(node, _LONGEST_DATE)
        if whole and not _NOT_THAT_DATE.search(f"{whole} {_names(node)}") and not _stands_elsewhere(node):
            day = written_date(whole)
            if day:
                return day
    return None


def written_date(text: str) -> str | None:
    """Return the ISO day of a date as pages print it, with a time of day beside it."""
    return publication_date(_CLOCK.sub(" ", text))


def _marked_dates(node: Node) -> Iterator[tuple[int, Node, str]]:
    """Yield what may be a date at an element: how it is marked, where it stands, its text ("" for the element's)."""
    if node.tag == "time" or _DATE_NAMES.search(_names(node)):
        yield NAMED, node, node.get("datetime") or node.get("content") or ""
        yield NAMED, node, ""
    for text, holder in ((node.text, node), (node.tail, node.getparent())):
        if not text or holder is None or node.tag in _MUTE:
            continue
        if _LABEL.search(text, 0, _LONGEST_DATE * 4):
            yield LABELLED, holder, text if len(text) <= _LONGEST_DATE else ""
            yield LABELLED, holder, ""
            yield LABELLED, holder.getparent(), ""
        if 5 < len(text) < _LONGEST_DATE and re.search(r"\d", text):
            yield BARE, holder, text


def _names(node: Node) -> str:
    return f"{node.get('class', '')} {node.get('id', '')} {node.get('itemprop', '')}"


def _stands_elsewhere(node: Node) -> bool:
    """Tell whether an element is in a part of the page that is not about this article."""
    while node is not None and node.tag not in ("html", "body", "article", "main"):
        if node.tag in _ELSEWHERE_TAGS or _ELSEWHERE.search(f"{node.get('class', '')} {node.get('id', '')}".lower()):
            return True
        node = node.getparent()
    return False


def printed_lead(near: list[tuple[int, Node]]) -> str | None:
    """Return the lead of an article: what stands below its headline in an element named after leads."""
    for _distance, node in near[1 : _FURTHEST_LEAD + 1]:
        if _LEAD_NAMES.search(_names(node)) and not any(child.tag in _BOXES for child in node.iterdescendants()):
            text = _text(node, _LONGEST_LEAD)
            if text and len(text) >= _SHORTEST_LEAD and not _stands_elsewhere(node):
                return text
    return None


def printed_author(near: list[tuple[int, Node]]) -> str | None:
    """Return the name of the author that a page prints, with a label or in an element named after authors."""
    named = None
    for _distance, node in near:
        for text, holder in ((node.text, node), (node.tail, node.getparent())):
            if text and holder is not None and node.tag not in _MUTE and _AUTHOR_WORDS.search(text, 0, _LONGEST_DATE):
                texts = (text, _text(holder, _LONGEST_NAME + 20), _text(holder.getparent(), _LONGEST_NAME + 20))
                name = next(filter(None, map(_labelled_name, texts)), None)
                if name and not _stands_elsewhere(holder):
                    return name
        if named is None and (node.get("rel") == "author" or _AUTHOR_NAMES.search(_names(node))):
            whole = _text(node, _LONGEST_NAME)
            named = (_labelled_name(whole) or whole) if whole and not _stands_elsewhere(node) else None
    return named


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
