"""Whether a sentence denies the agreement that its noun names, or tells of a contract that is none of ours."""

from __future__ import annotations

from kg.extraction.acts import acts_of
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.nouns import plural, told_apart


def denied(document: Document, sentence: Sentence, noun: Element, *, alone: bool = True) -> bool:
    """Say whether the sentence denies the agreement; such a candidate is dropped by name.

    alone: only one body is read as a party; where several are, what was not extended is an agreement of theirs.
    """
    at = sentence.elements.index(noun)
    near = sentence.elements[max(0, at - 3) : at]
    said = [e for e in sentence.elements[:at] if e.kind == "SAY"]
    denied = any(e.value == "denial" or e.key in document.words.allegations for e in said) or _object(sentence, at)
    if denied or (any(e.value == "negative" for e in near) and not told_apart(sentence, at)):
        document.drop("agreement", noun.span, "NEGATED_OR_CLAIMED")
        return True
    playing = noun.value == "contract" or (noun.value == "agreement" and noun.extra[:1] == ("weak",))
    coached = document.coached and sentence.first("PERSON")
    if _player(sentence, at) or (
        playing and (document.sporting or coached or any(map(document.of_sport, sentence.elements)))
    ):
        document.drop("agreement", noun.span, "SPORT_CONTRACT")
        return True
    if noun.value == "contract" and (_employing(sentence, at) or _personal(document, sentence, at)):
        document.drop("agreement", noun.span, "EMPLOYMENT_CONTRACT")
        return True
    acts = acts_of(sentence)
    if not acts and plural(document, noun):
        document.drop("agreement", noun.span, "GENERIC_PLURAL")
        return True
    existing = () if alone else ("extension",)
    if acts and all(act.negative and act.event not in existing for act in acts):
        document.drop("agreement", noun.span, "NOT_DONE")
        return True
    return False


def _player(sentence: Sentence, at: int) -> bool:
    """Say whether a player or coach is who acts in English ("midfielder N has reached an agreement with X")."""
    kinds = sentence.kinds[:at]
    acting = (n for n, kind in enumerate(kinds) if kind == "ACT" and n > 1)
    return any(kinds[n - 2 : n] == ("SPORT", "PERSON") for n in acting)


def _object(sentence: Sentence, at: int) -> bool:
    """Say whether the agreement is what is denied («امضای توافق‌نامه با X را تکذیب کرد», «… صحت ندارد»)."""
    for n in range(at + 1, min(at + DENIED, len(sentence.elements))):
        element = sentence.elements[n]
        if element.kind == "FALSE":
            return True
        if element.kind in ("SAY", "ACT", "STOP", "COLON"):
            return element.value == "denial" and sentence.elements[n - 1].kind == "RA"
    return False


DENIED = 20
"""Within so many elements behind the agreement «را تکذیب کرد» or «صحت ندارد» makes it what is denied."""


def _employing(sentence: Sentence, at: int) -> bool:
    """Say whether a contract is that of workers or tenants: they stand before it, or right behind it with no aim."""
    ahead = [e.kind for e in sentence.elements[:at]]
    behind = [e.kind for e in sentence.elements[at + 1 : at + STAFFED]]
    aim = next((n for n, kind in enumerate(behind) if kind in ("AIM", "FOR", "GOALHEAD")), len(behind))
    led = next((n for n, kind in enumerate(ahead) if kind in ("AIM", "FOR")), len(ahead))
    return "STAFF" in behind[:aim] or "STAFF" in ahead[:led]


STAFFED = 7
"""Within so many elements behind a contract those stand whose it is."""


def _personal(document: Document, sentence: Sentence, at: int) -> bool:
    """Say whether a Persian contract is that of a person («قراردادش با X», «قرارداد N با X»)."""
    if document.words.language != "fa":
        return False
    own = sentence.elements[at].span.of(document.text).endswith("دادش") and sentence.first("PERSON") is not None
    after = [e.kind for e in sentence.elements[at + 1 : at + 4] if e.kind != "HON"]
    return own or after[:2] == ["PERSON", "WITH"]
