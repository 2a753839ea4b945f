"""IRIs in the tokens of a query or update: what PREFIX declares, and which absolute IRI a token means."""

from __future__ import annotations

import re
from typing import Final

from kg.query import Token

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


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
