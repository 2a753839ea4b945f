"""Where a Persian text says that an agreement was signed, by a visit: «در سفر وزیر نیرو به مسقط … امضا شد».

Only where no place is named that it was signed in; a visit that is over or still to come tells nothing.
"""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.located import located, signings
from kg.extraction.reading import Located

REACH = 9
"""Most elements between the visit and its place («سفر معاون وزیر نیروی عمان *به* تهران»)."""

TIED = 3
"""Within so many elements before the visit «در» ties it to what is told («در جریان دومین سفر خود»)."""

_VISITS = frozenset({"سفر", "سفری", "سفرش", "بازدید"})
_OTHERWISE = frozenset({"آستانه", "پیش", "قبل", "پس", "بعد", "آینده", "آتی", "لغو"})
_APART = frozenset({"SAY", "COLON", "STOP", "NOUN", "ACT", "AIM", "IS", "DO", "BECOME"})


def place_of_visit(document: Document, made: Draft) -> Located | None:
    """Return the place of a visit told of in the sentence of the signing."""
    for sentence, _ in signings(made):
        found = next((e for n, e in enumerate(sentence.elements) if _visited(sentence, n)), None)
        if found is not None:
            return located(document, found, "place.visit")
    return None


def _visited(sentence: Sentence, at: int) -> bool:
    """Say whether the element at ``at`` is a place to which a visit was made."""
    elements = sentence.elements
    if elements[at].kind not in ("PLACE", "CAPITAL", "STATE") or at == 0 or elements[at - 1].kind != "TO":
        return False
    for back in range(at - 2, max(-1, at - 2 - REACH), -1):
        if elements[back].key in _VISITS:
            return _tied(elements, back)
        if elements[back].kind in _APART:
            return False
    return False


def _tied(elements: list[Element], visit: int) -> bool:
    """Say whether «در» or «طی» stands before the visit, and no word makes it one of another time."""
    before = elements[max(0, visit - TIED) : visit]
    after = elements[visit + 1 : visit + 3]
    return any(e.kind == "IN" for e in before) and not any(e.key in _OTHERWISE for e in (*before, *after))
