"""HTML as a tree, and a tree's text as lines; nothing is fetched, no entity but HTML's own is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Node = Any
"""An lxml element: lxml has no types of its own."""

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_UNSEEN = "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Joiners and marks of direction: a line of nothing else is empty."""
DEEPEST_WIDE = 5_000
"""A page of so many elements at most may be nested deeper than 256: reading 600 tables in one another takes 3 s."""
_BLOCKS = frozenset(
    """address article aside blockquote body caption cell dd details div dl dt fieldset figcaption figure footer form
    graphic h1 h2 h3 h4 h5 h6 head header hr item lb li list main nav ol p pre quote row section summary table tbody
    tfoot thead title tr ul br""".split()
)
_CELLS = frozenset(("cell", "td", "th"))
_SILENT = frozenset("script style noscript template textarea select button iframe object svg math".split())


class OverLimitError(ValueError):
    """Markup is over a limit: the code and the reason of the skip that follows."""

    def __init__(self, code: str, reason: str) -> None:
        self.code, self.reason = code, reason
        super().__init__(reason)


def clean(text: str) -> tuple[str, int]:
    """Return a text without the characters that no markup may hold, and how many were dropped."""
    return _UNREADABLE.subn("", text)


def parse_page(text: str, most_elements: int) -> Node | None:
    """Return the root of a page's tree, None for one without any element. Broken markup is read roughly as browsers do.

    text: see ``clean``. Raises OverLimitError (``TOO_COMPLEX``).
    """
    data = text.encode("utf-8", "replace")
    tree, cut = _parsed(data, deep=False)
    most = most_elements
    if cut:
        tree, cut = _parsed(data, deep=True)
        most = min(most, DEEPEST_WIDE)
    if cut or (tree is not None and tree.xpath("count(/descendant::*)") > most):
        raise OverLimitError("TOO_COMPLEX", f"its markup is nested too deep, or it has over {most_elements} elements")
    return tree


def _parsed(data: bytes, *, deep: bool) -> tuple[Node | None, bool]:
    """Return the tree, and whether the parser stopped at a limit of its own."""
    from lxml import etree, html  # noqa: PLC0415 - slow to import

    parser = html.HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=deep,
    )
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    return tree, any("RESOURCE_LIMIT" in entry.type_name or "depth" in entry.message for entry in parser.error_log)


def lines_of(root: Node) -> list[str]:
    """Return the text under an element as lines, one for each block of text; empty ones are left out.

    White space is shown as browsers show it: any run of it is one space; the cells of a row are divided by tabs.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import

    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag
        if tag in _SILENT:
            silent += 1 if event == "start" else -1
        border = "\t" if tag in _CELLS else "\n" if tag in _BLOCKS else ""
        if border:
            parts.append(border)
        piece = node.text if event == "start" else node.tail if node is not root else None
        if piece and not silent:
            parts.append(_SPACE.sub(" ", piece))
    return _filled(_line(line) for line in "".join(parts).split("\n"))


def _line(raw: str) -> str:
    return "\t".join(filter(None, (" ".join(cell.split()) for cell in raw.split("\t"))))


def _filled(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.strip(_UNSEEN)]


def fragment_lines(markup: str, most_elements: int) -> list[str]:
    """Return the lines of an HTML fragment (or plain text) as feeds carry it; OverLimitError as ``parse_page``."""
    text, _dropped = clean(markup)
    if "<" not in text and "&" not in text:
        return _filled(" ".join(line.split()) for line in text.split("\n"))
    tree = parse_page(f"<div>{text}</div>", most_elements)
    return [] if tree is None else lines_of(tree)


def one_line(value: str | None, longest: int = 500) -> str | None:
    """Return a value in one line without surplus space, None when nothing is left or it is too long to be one."""
    line = " ".join(value.split()) if value else ""
    return line if 0 < len(line) <= longest else None
