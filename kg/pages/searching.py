"""What the search box needs: one entry a page, and the fold of ``kg.language`` as a table for the browser.

The box folds what is typed exactly as the store's ``agr:searchText`` was folded, so ملي finds ملی. The table is
read off ``search_text`` itself, character by character, so that the two cannot drift apart.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from typing import Any

from kg.language import search_text
from kg.pages.values import Link

_LAST = 0x1FFFF
"""Beyond lie rare Han and private characters, which fold to themselves for the browser."""


def search_entry(link: Link, folded: str) -> list[str]:
    """Return one entry: kind, Persian label, English label ("" if the same), address, folded text."""
    label = link.label
    text = folded or search_text(f"{label.fa} {label.en}")
    return [link.kind, _short(label.any), _short(label.en) if label.fa else "", link.href, _short(text)]


def _short(text: str, limit: int = 300) -> str:
    return text if len(text) <= limit else text[:limit]


@cache
def fold_data() -> dict[str, Any]:
    """Return the fold for the browser.

    ``maps``: replacement -> the characters it stands for ("" is dropped, " " a border); ``marks``: the dropped
    characters that belong to the letter before, which the rule on a hamza before a yeh must look past.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for code in range(_LAST + 1):
        char = chr(code)
        if 0xD800 <= code <= 0xDFFF:
            continue
        folded = _folded(char)
        if folded != char:
            groups[folded].append(char)
    marks = [char for char in groups[""] if unicodedata.category(char) in ("Mn", "Me", "Lm")]
    return {"maps": {to: "".join(chars) for to, chars in sorted(groups.items())}, "marks": "".join(marks)}


def _folded(char: str) -> str:
    """Return what one character becomes between two letters."""
    inner = search_text(f"x{char}x")[1:-1]
    return inner if inner.strip(" ") or not inner else " "
