"""Make ``kg/language/fold-v1.tsv``: the fold's table, derived once from the Unicode database and the rules below.

Run by hand (``python tests/language/make_fold_table.py``) only to start a new version of the table: IRIs hang on
version 1, so its bytes are pinned by a test and never change.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "kg" / "language" / "fold-v1.tsv"
#: Letters that Persian and Arabic keyboards write differently, and punctuation with a Persian and a Latin shape.
UNIFIED = {
    **dict.fromkeys("يىئےېۍێۑݷ", "ی"),
    **dict.fromkeys("كڪګڬڭڮ", "ک"),
    **dict.fromkeys("ةۀہۂھەۃ", "ه"),
    **dict.fromkeys("ؤۆۇۈۋ", "و"),
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("،٬﹐﹑、,", ","),
    "؛": ";", "؟": "?", "٪": "%", "٫": ".", "۔": ".", "٭": "*", "⁄": "/", "∕": "/",
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
}  # fmt: skip
#: U+00AC and U+009D are what Word and windows-1256 leave of a ZWNJ; U+200B is a break without width.
SOFT = "\u200c\u200b\u00ac\u009d"
HAMZA = "ء"


def one(char: str) -> tuple[str, str]:  # noqa: PLR0911
    """Return the class of a code point and what it folds to."""
    kind = unicodedata.category(char)
    if char in SOFT:
        return "soft", ""
    if char == "_" or kind in ("Zs", "Zl", "Zp") or char in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
        return "space", ""
    if char in "ـء" or kind == "Me" or (kind == "Mn" and (unicodedata.combining(char) or "\ufe00" <= char <= "\ufe0f")):
        return "mark", ""
    if kind in ("Cc", "Cf"):
        return "invisible", ""
    folded = mapped(char)
    if not folded:
        return "mark", ""
    if folded in ("_", "¬"):
        return one(folded)
    if kind[0] in "PS" or kind == "Cs":
        if all(unicodedata.category(c)[0] in "PSC" for c in folded):
            return "punct", folded
        return "letter", folded
    return "letter", folded


def mapped(char: str) -> str:
    """Return the closed folding of a code point: compatibility form, no marks, one shape of each letter."""
    if unicodedata.category(char) in ("Cs", "Sk"):
        return UNIFIED.get(char, char)
    if unicodedata.decimal(char, None) is not None:
        return str(unicodedata.decimal(char))
    before, now = "", char
    while before != now:
        before = now
        now = "".join(unified(c) for c in unicodedata.normalize("NFKD", now))
        now = unicodedata.normalize("NFC", now.lower())
    return now


def unified(char: str) -> str:
    """Return one character of a decomposition with its one shape, or nothing for spaces and marks."""
    if unicodedata.category(char) == "Zs" or char in "ـء" or unicodedata.combining(char):
        return ""
    return UNIFIED.get(char, char)


def runs() -> Iterator[tuple[int, int, str, str]]:
    """Yield runs ``(first, last, class, folded)``; characters that fold to themselves share a run."""
    run: list[object] | None = None
    for code in range(sys.maxunicode + 1):
        kind, folded = one(chr(code)) if unicodedata.category(chr(code)) not in ("Cn", "Co") else ("letter", chr(code))
        same = folded == chr(code)
        row = None if same and kind == "letter" else (kind, "=" if same else folded)
        if run and row and run[1] == code - 1 and (kind, row[1]) == (run[2], run[3]) and (same or not folded):
            run[1] = code
            continue
        if run:
            yield tuple(run)  # type: ignore[misc]
        run = [code, code, *row] if row else None
    if run:
        yield tuple(run)  # type: ignore[misc]


def main() -> None:
    """Write the table."""
    lines = [
        "# key v1: the fold of every code point; what is not listed is a letter that folds to itself. Never edit: IRIs hang on it.",
        f"# Derived from Unicode {unicodedata.unidata_version}. Columns: code point or range (hex), class, code points it folds to (hex; = for itself).",
        "# classes: letter, punct (kept in the fold, dropped from keys), space (hard break), soft (soft break), mark (of the letter before), invisible.",
    ]
    for first, last, kind, folded in runs():
        where = f"{first:04X}" if first == last else f"{first:04X}-{last:04X}"
        to = folded if folded == "=" else " ".join(f"{ord(c):04X}" for c in folded)
        lines.append(f"{where}\t{kind}\t{to}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
