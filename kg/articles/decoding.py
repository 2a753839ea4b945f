"""From bytes to text: which character set they are written in, and how that was found out.

A mark or valid UTF-8 is certain. A declared set comes next, unless the bytes speak against it: a set in which every
byte means something always "fits", so it is weighed against the others by how letters stand side by side.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

ARABIC, ISO_ARABIC, LATIN = "windows-1256", "iso-8859-6", "windows-1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE)
_KNOWN = re.compile(
    r"ascii|utf-8|utf-16(-le|-be)?|utf-32(-le|-be)?|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*"
)
"""Python's names of the sets a page may declare; not UTF-7, escapes, punycode and other codecs of no page."""
_LATIN_NAMES = frozenset({"ascii", "iso8859-1", "cp1252"})
"""What servers declare without looking; the web standard reads all three as windows-1252."""

_SAMPLE = 200_000
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROL = 0.01
_GOOD_TO_BAD = 4
"""UTF-8 is broken rather than another set, when it has so many whole sequences for each broken one: Persian
pieces of 10 characters in windows-1256 have at most 0.5."""
_SEQUENCE = re.compile("[^\x00-\x7f\ufffd]")
_SIDE_BY_SIDE = re.compile(rb"[\xc0-\xff](?=[\xc0-\xff])")
_AMONG_LATIN = re.compile(rb"[A-Za-z](?=[\xc0-\xff])|[\xc0-\xff](?=[A-Za-z])")
_ISO_LETTERS = re.compile(rb"[\xe7\xe8\xea]")
"""Heh, waw and yeh in ISO-8859-6; in windows-1256 they are French letters, and yeh is 0xED."""
_FREQUENT = frozenset("اآبتدرزسشعلمنهويیكک")
_LEAST_FREQUENT = 0.5
"""Share of those letters among all that are not ASCII: 0.62 and more in 454 Persian pieces of 20 characters, 0.47 and
less in Russian and Greek misread as Arabic."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how its bytes were read.

    encoding: name of the character set, "" for plain UTF-8. note: one line for a reader, "" when nothing was guessed,
    replaced or contradicted.
    """

    text: str
    encoding: str = ""
    note: str = ""


def declared_type(header: str) -> tuple[str, str]:
    """Return the media type and the character set that a Content-Type header names, in lower case, "" for none.

    >>> declared_type("Text/HTML; charset=Windows-1256")
    ('text/html', 'windows-1256')
    """
    found = _CHARSET.search(header)
    return header.partition(";")[0].strip().lower(), found[1].lower() if found else ""


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Return the text of bytes, or None when they are no text. Newlines are not translated, a mark is dropped.

    declared: the character set named outside of the bytes (by a server); one that is named inside of them, in a meta
    tag or XML declaration, is found here.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    wide = _wide(data)
    if wide is None and _is_binary(data):
        return None
    names = _names(data, declared)
    if wide:
        return _as_wide(data, wide, names)
    return _as_utf8(data, names) or _as_declared(data, names) or _guessed(data, names)


def _marked(data: bytes, name: str) -> Decoded:
    encoding = "" if name == "utf-8" else name
    try:
        return Decoded(data.decode(name), encoding)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, name, _replaced(text, name))


def _replaced(text: str, name: str) -> str:
    places = text.count("\ufffd")
    return f"{places} places that are not {name.upper()} are replaced by U+FFFD"


def _wide(data: bytes) -> str | None:
    """Return the kind of UTF-16 that unmarked bytes are written in: every second byte is 0 or 6 (the Arabic block)."""
    sample = data[: _HEAD - _HEAD % 2]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    for name, rows in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        others = sample[0::2] if name == "utf-16-le" else sample[1::2]
        if rows.count(0) + rows.count(6) > pairs * 0.7 and others.count(0) < pairs * 0.1:
            return name
    return None


def _as_wide(data: bytes, name: str, names: list[str]) -> Decoded:
    text = data.decode(name, "replace")
    notes = () if any(one.startswith("utf-16") for one in names) else (f"not declared; read as {name} by its bytes",)
    lost = (_replaced(text, name),) if "\ufffd" in text else ()
    return Decoded(text, name, "; ".join((*notes, *lost)))


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > len(sample) * _MOST_CONTROL


def _names(data: bytes, declared: str) -> list[str]:
    """Return the declared sets as Python names them, the server's word first; unknown names are left out."""
    found = _DECLARED.search(data, 0, _HEAD)
    inside = (found[1] or found[2]).decode("ascii") if found else ""
    names = []
    for name in (declared, inside):
        try:
            known = codecs.lookup(name.strip().strip("\"'")).name if name.isascii() and name.strip() else ""
        except (LookupError, ValueError):
            continue
        if _KNOWN.fullmatch(known):
            names.append(known)
    return names


def _as_utf8(data: bytes, names: list[str]) -> Decoded | None:
    """Read as UTF-8, whole or broken in few places; None when it is not."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _as_broken_utf8(data)
    other = next((name for name in names if name not in ("utf-8", "ascii")), None)
    if other and not data.isascii():
        return Decoded(text, "", f"declared as {_shown(other)}, but it is UTF-8")
    return Decoded(text)


def _as_broken_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = sum(1 for _ in _SEQUENCE.finditer(text))
    return Decoded(text, "utf-8", _replaced(text, "utf-8")) if good >= bad * _GOOD_TO_BAD else None


def _shown(name: str) -> str:
    return re.sub(r"^cp(?=12\d\d$)", "windows-", re.sub(r"^iso8859", "iso-8859", name))


def _fitting(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, names: list[str]) -> Decoded | None:
    """Read as declared, unless the declared set is a Latin one and the letters stand side by side as Arabic ones do."""
    passed = ""
    for name in names:
        arabic = _arabic(data) if name in _LATIN_NAMES else None
        text = None if arabic else _fitting(data, LATIN if name in _LATIN_NAMES else name)
        if text is not None:
            return Decoded(text, _shown(LATIN if name in _LATIN_NAMES else name), passed)
        passed = passed or f"declared as {_shown(name)}, which does not fit; read as declared in another place"
    return None


def _guessed(data: bytes, names: list[str]) -> Decoded:
    """Read as the likeliest of the sets in which Persian and English news were written."""
    name = _arabic(data) or LATIN
    why = f"declared as {_shown(names[0])}, which does not fit" if names else "no character set is declared"
    text = data.decode(name, "replace")
    lost = f"; {_replaced(text, name)}" if "\ufffd" in text else ""
    return Decoded(text, name, f"{why}; read as {name} by its letters{lost}")


def _arabic(data: bytes) -> str | None:
    """Return the Arabic set that bytes look written in, None when they look Latin."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 1) if first else 0
    sample = data[start : start + _SAMPLE]
    if len(_SIDE_BY_SIDE.findall(sample)) <= len(_AMONG_LATIN.findall(sample)):
        return None
    name = ISO_ARABIC if len(_ISO_LETTERS.findall(sample)) > sample.count(b"\xed") else ARABIC
    return name if _frequent_share(sample, name) >= _LEAST_FREQUENT else None


def _frequent_share(sample: bytes, name: str) -> float:
    text = sample.decode(name, "replace")
    letters = [letter for letter in text if letter > "\x7f"]
    return sum(letter in _FREQUENT for letter in letters) / max(1, len(letters))
