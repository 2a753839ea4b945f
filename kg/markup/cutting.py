"""A feed is cut into its items before any of it is parsed: in one pass, so that a million of them cost no memory.

Items are found by their tags, outside of CDATA and comments. What is cut out is mended as far as an XML parser needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from kg.errors import InputError

_ROOT = re.compile(r"<((?:[\w.-]{1,40}:)?(rss|RDF|feed))(?=[\s/>])")
_PROLOG = re.compile(r"\s+|<\?|<!--|<!DOCTYPE", re.IGNORECASE)
_ENDS = {"<?": "?>", "<!--": "-->"}
_TOKENS = {
    name: re.compile(
        rf"<!\[CDATA\[|<!--|<((?:[\w.-]{{1,40}}:)?{name})(?=[\s/>])|</(?:[\w.-]{{1,40}}:)?{name}\s{{0,9}}>"
    )
    for name in ("item", "entry")
}
_LONGEST_HEAD = 1_000_000
_LONGEST_ROOT = 20_000
"""Characters of the root's tag, which is read again with every portion of items."""
_REFERENCE = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31};)|)")
_XML_NAMES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed's frame. start: its root's tag and, for RSS, that of its channel; end: what closes them.

    about: what stands before and behind the items, as a document of its own. text, first: the feed and where its
    first item may begin. name: ``item`` or ``entry``.
    """

    text: str
    first: int
    name: str
    start: str
    end: str
    about: str

    def document(self, items: list[str]) -> str:
        """Return a document with some of the feed's items."""
        return "".join((self.start, *items, self.end))


def open_cut(text: str) -> Cut:
    """Find a feed's frame. Raises InputError for a text that is no feed, or whose head is hostile (huge, entities)."""
    at = _root_at(text)
    root = _ROOT.match(text, at) if at is not None else None
    close = text.find(">", root.end()) if root else -1
    if root is None or close < 0:
        raise InputError("it is not a feed", expected="RSS, RDF or Atom")
    if close - root.start() > _LONGEST_ROOT:
        raise InputError(f"its first tag has over {_LONGEST_ROOT} characters", expected="names of XML namespaces in it")
    name = "entry" if root[2] == "feed" else "item"
    before, behind = _around(text, close + 1, name)
    channel = "<channel>" if root[2] == "rss" else ""
    end = f"{channel.replace('<', '</')}</{root[1]}>"
    about = (
        f"{text[root.start() : close + 1]}{before}{behind}"
        if behind
        else f"{text[root.start() : close + 1]}{before}{end}"
    )
    return Cut(text, close + 1, name, f"{text[root.start() : close + 1]}{channel}", end, about)


def _root_at(text: str) -> int | None:
    """Return where the root's tag begins; InputError for an internal subset, which is where entities are declared."""
    at = 0
    while found := _PROLOG.match(text, at):
        mark = found[0] if found[0] in _ENDS else ""
        if found[0].upper() == "<!DOCTYPE":
            end = text.find(">", at)
            if end < 0 or "[" in text[at:end]:
                raise InputError("it declares entities of its own", expected="a feed without an internal DTD")
            at = end + 1
        elif mark:
            end = text.find(_ENDS[mark], at)
            if end < 0:
                return None
            at = end + len(_ENDS[mark])
        else:
            at = found.end()
    return at


def _around(text: str, at: int, name: str) -> tuple[str, str]:
    """Return what stands before the first and behind the last item, "" for what is too long to be of use."""
    first = next((start for start, _end in _spans(text, at, name)), len(text))
    last = text.rfind(f"{name}>")
    before = text[at:first] if first - at <= _LONGEST_HEAD else ""
    behind = text[last + len(name) + 1 :] if last > first and len(text) - last <= _LONGEST_HEAD else ""
    return before, behind


def cut_items(cut: Cut) -> Iterator[str | None]:
    """Yield each item with its tags, in the order of the feed; None for a last one that the feed breaks off in."""
    for start, end in _spans(cut.text, cut.first, cut.name):
        yield mended(cut.text[start:end]) if end is not None else None


def count_items(cut: Cut, after: int) -> int:
    """Return how many items come after so many."""
    return max(0, sum(1 for _ in _spans(cut.text, cut.first, cut.name)) - after)


def _spans(text: str, at: int, name: str) -> Iterator[tuple[int, int | None]]:
    """Yield where each item begins and ends; an end of None: the text ends first."""
    tokens = _TOKENS[name]
    start = None
    while found := tokens.search(text, at):
        at = found.end()
        if found[0] in ("<![CDATA[", "<!--"):
            closing = "]]>" if found[0] != "<!--" else "-->"
            end = text.find(closing, at)
            if end < 0:
                break
            at = end + len(closing)
        elif found[1] is None:
            if start is not None:
                yield start, at
            start = None
        elif start is None:
            start = found.start()
            close = text.find(">", at)
            if close > 0 and text[close - 1] == "/":
                yield start, close + 1
                start, at = None, close + 1
    if start is not None:
        yield start, None


def mended(markup: str) -> str:
    """Return markup whose ``&`` and names of characters an XML parser reads; CDATA is left as it is."""
    if "&" not in markup:
        return markup
    parts = []
    at = 0
    while at < len(markup):
        start = markup.find("<![CDATA[", at)
        end = markup.find("]]>", start) if start >= 0 else -1
        stop = len(markup) if start < 0 or end < 0 else start
        parts.append(_REFERENCE.sub(_character, markup[at:stop]))
        if stop == len(markup):
            break
        parts.append(markup[start : end + 3])
        at = end + 3
    return "".join(parts)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return found[0] if _is_xml(code) else ""
    if name in _XML_NAMES:
        return found[0]
    return html5[name].replace("&", "&amp;").replace("<", "&lt;") if name in html5 else f"&amp;{name or ''}"


def _is_xml(code: int) -> bool:
    """Tell whether XML may hold a character."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
