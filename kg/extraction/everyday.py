"""Words that are no names: everyday words in all their inflections, and the forms of common verbs."""

from __future__ import annotations

from kg.language import skeleton_key
from kg.lexicon import Row

_WORD_ENDINGS = ("", "ی", "ای", "یی", "ها", "های", "هایی", "تر", "ترین", "ش", "شان", "مان", "ات")
_PAST_ENDINGS = ("", "م", "ی", "یم", "ید", "ند", "ه", "هاند", "هام", "هایم", "هشد", "ن")
_FINITE_ENDINGS = ("م", "یم", "ید", "ند", "هاند", "هشد")
_PRESENT_ENDINGS = ("م", "د", "یم", "ید", "ند")
_PRESENT_OPENINGS = ("ب", "ن")
_INFLECTED = ("های", "هایی", "هایش", "هایشان", "ترین", "کننده", "کنندگان")


def everyday_forms(rows: tuple[Row, ...]) -> frozenset[str]:
    """Return the folded forms of the listed words: nouns with their endings, verbs in their persons."""
    made: set[str] = set()
    for row in rows:
        key = skeleton_key(row["form"])
        endings = _PAST_ENDINGS if row["kind"] == "past" else _WORD_ENDINGS
        made.update(_present(key) if row["kind"] == "present" else (key + ending for ending in endings))
        if row["kind"] == "past":
            made.update("ن" + key + ending for ending in endings)
    return frozenset(made)


def border_forms(rows: tuple[Row, ...]) -> frozenset[str]:
    """Return the folded words at which every name and title ends: borders as listed, and finite verbs."""
    made: set[str] = set()
    for row in rows:
        key = skeleton_key(row["form"])
        if row["kind"] == "border":
            made.add(key)
        elif row["kind"] == "past":
            made.update(opening + key + ending for opening in ("", "ن") for ending in _FINITE_ENDINGS)
        elif row["kind"] == "present":
            made.update(_present(key))
    return frozenset(made)


def _present(key: str) -> set[str]:
    return {opening + key + ending for opening in _PRESENT_OPENINGS for ending in _PRESENT_ENDINGS}


def inflected(key: str) -> bool:
    """Say whether a folded word has an ending that only everyday words have (plural with ezafe, superlative)."""
    return len(key) > 5 and key.endswith(_INFLECTED)
