"""IRIs in the tokens of a query or update: what PREFIX declares, and which absolute IRI a token means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.query import Token

_INK: Final = re.compile(r"[^\r\n]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def declared(found: tuple[Token, ...]) -> dict[str, str]:
    """Return what PREFIX declares, prefix with its colon -> IRI; of two declarations the last."""
    return {
        found[index + 1].text: found[index + 2].text[1:-1]
        for index, token in enumerate(found[:-2])
        if token.kind == "word" and token.text.upper() == "PREFIX" and found[index + 2].kind == "iri"
    }


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with spaces in place of the spans (start, end); line breaks, so lines and columns, stay."""
    parts, done = list[str](), 0
    for start, end in spans:
        parts += (text[done:start], _INK.sub(" ", text[start:end]))
        done = end
    return "".join((*parts, text[done:]))


def resolved(token: Token, prefixes: dict[str, str]) -> str:
    r"""Return the absolute IRI that a token means, or "" where it is no name, relative, or written with escapes.

    prefixes: prefix with its colon -> IRI. What engines resolve in different ways is "" too: ``\`` escapes and
    dot segments.
    """
    if token.kind == "iri":
        iri = token.text[1:-1]
    elif token.kind == "name":
        prefix, _, local = token.text.partition(":")
        iri = prefixes.get(f"{prefix}:", "") + local
    else:
        return ""
    plain = "\\" not in iri and "/./" not in iri and "/../" not in iri and not iri.endswith(("/.", "/.."))
    return iri if plain and _SCHEME.match(iri) else ""
