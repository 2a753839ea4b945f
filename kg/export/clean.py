"""The one sanitiser that stands before every export in XML, and before every network file.

XML 1.0 allows no control character but tab, line feed and carriage return, and neither surrogates nor U+FFFE and
U+FFFF (https://www.w3.org/TR/xml/#charsets). What it forbids becomes U+FFFD, and is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Cleaner:
    """Replaces what XML forbids; ``replaced`` counts the characters."""

    replaced: int = 0

    def text(self, value: str) -> str:
        """Return the text with every forbidden character as U+FFFD."""
        cleaned, count = _FORBIDDEN.subn("\ufffd", value)
        self.replaced += count
        return cleaned

    def content(self, value: str) -> str:
        """Return the text as an element's content; a carriage return stays one through any parser."""
        return self.text(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")

    def attribute(self, value: str) -> str:
        """Return the text as a quoted attribute value; line ends and tabs survive."""
        return quoteattr(self.text(value))


def plain(value: object) -> str | int | float | bool:
    """Return an attribute's value as one that GraphML and GEXF know; lists are joined, None is "".

    NumPy numbers become Python's, dates and everything else their text.
    """
    if value is None:
        return ""
    if hasattr(value, "item") and not isinstance(value, str):
        value = value.item()
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        parts = [str(plain(part)) for part in value]
        return " ".join(parts if isinstance(value, list | tuple) else sorted(parts))
    return str(value)
