"""Bodies as the lexicon names them, or, where it does not know them, as the text writes them."""

from __future__ import annotations

from kg.extraction.elements import Body
from kg.lexicon import Institution, Lexicon

HOME = "ایران"
_REPUBLIC = "جمهوری اسلامی"
_PERSIAN = {0x064A: "ی", 0x0649: "ی", 0x0643: "ک"}
"""Arabic letters that stand for Persian ones in print."""


def body_of(entry: Institution, language: str = "fa") -> Body:
    """Return the body for a lexicon entry, named in the language of the text where it has such a name."""
    kind = {"state": "state", "company": "company", "bank": "company"}.get(entry.kind, "institution")
    if entry.kind == "bank" and "central" in entry.slug:
        kind = "institution"
    name = entry.name_en if language == "en" and entry.name_en else entry.name_fa or entry.name_en
    return Body(name, entry.id, kind, entry.kind, known=True)


def home_body(lexicon: Lexicon, name: str) -> Institution | None:
    """Return the lexicon's body that a Persian name means with its own state behind it («وزارت نیروی ایران»)."""
    printed = name.translate(_PERSIAN)
    own = printed.removesuffix(f" {HOME}").removesuffix(f" {_REPUBLIC}")
    if own == printed:
        return None
    return lexicon.institution(own) or (lexicon.institution(own[:-1]) if own.endswith(("وی", "ای")) else None)


def named_body(lexicon: Lexicon, name: str, kind: str, ikind: str, language: str = "fa") -> Body:
    """Return the body called so: the lexicon's, else one as written with the id of its skeleton."""
    entry = lexicon.institution(name) or home_body(lexicon, name)
    if entry:
        return body_of(entry, language)
    return Body(" ".join(name.split()), lexicon.institution_id(name), kind, ikind)


def non_state_actor(body: Body) -> bool:
    """Say whether the lexicon knows a body that is no state's («طالبان»), whose head acts for no state."""
    return body.known and body.ikind == "other"
