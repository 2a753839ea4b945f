"""What is done to an agreement: finite verbs («امضا شد», "was signed") and nouns of action («با امضای»)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extraction.elements import Body, Element, Sentence
from kg.language import Span

VERB, NOUN = "act.verb", "act.noun"
"""Rule ids: a finite verb says more than a noun of action."""


@dataclass(slots=True)
class Act:
    """Something done to an agreement. time: past or future; negative: it was not done; by: whose act it is."""

    event: str
    time: str
    negative: bool
    span: Span
    rule: str
    by: Body | None = None


def acts_of(sentence: Sentence) -> list[Act]:
    """Return what the sentence says was done; «به‌زودی» and the like make all of it a plan."""
    elements = sentence.elements
    found = [_READERS[element.kind](elements, at) for at, element in enumerate(elements) if element.kind in _READERS]
    made = [act for act in found if act is not None]
    if _provides(elements):
        made = [act for act in made if act.event not in _CHANGES]
    if any(element.kind == "SOON" for element in elements):
        for act in made:
            act.time = "future"
    return made


_CHANGES = ("extension", "amendment", "termination", "suspension")


def _provides(elements: list[Element]) -> bool:
    """Say whether the sentence tells what the agreement provides («بر پایه این الحاقیه، … تمدید شده است»)."""
    kinds = [element.kind for element in elements[:4]]
    named = "NOUN" in kinds and kinds.index("NOUN") <= 2
    return kinds[:1] == ["BASIS"] and named and elements[kinds.index("NOUN") + 1 : kinds.index("NOUN") + 2] != []


def _near_noun(elements: list[Element], start: int, end: int) -> bool:
    return any(element.kind == "NOUN" for element in elements[max(0, start) : end])


def _verb(elements: list[Element], at: int) -> Act | None:
    event, voice, time, sign = elements[at].value.split(":")
    if event != "signing" and not _near_noun(elements, at - 40, at + 8):
        return None
    by = _acting(_subject(elements, at), event) if event in _APPROVING and voice != "passive" else None
    return Act(event, time, sign == "-", elements[at].span, VERB, by or _by_body(elements, at, event))


def _by_body(elements: list[Element], at: int, event: str) -> Body | None:
    """Return the body after «توسط», «از سوی» or "by" beside an approval, or the acting one after «در»."""
    if event not in _APPROVING:
        return None
    near = range(max(0, at - 12), min(len(elements), at + 4))
    within = (n for n in near if elements[n].kind == "IN" and any(e.acting for e in elements[n + 1 : n + 3]))
    led = next((n for n in near if elements[n].kind in ("BY", "FROM", "REP")), next(within, None))
    return _acting(elements[led : led + 5], event) if led is not None else None


def _subject(elements: list[Element], at: int) -> list[Element]:
    """Return what stands before the agreement, and between it and its verb what follows «را» or "that".

    The bodies in the agreement's own name («موافقت‌نامه میان ایران و ارمنستان») are not those that act.
    """
    noun = next((n for n in range(at) if elements[n].kind == "NOUN"), at)
    rest = next((n for n in range(at - 1, noun, -1) if elements[n].kind in ("RA", "THAT")), at)
    return [*elements[:noun], *elements[rest + 1 : at]]


def _reached(elements: list[Element], at: int) -> Act | None:
    """Read «به امضای X و Y رسید», «به تصویب X رسید»; ``value`` of the words before says what was reached."""
    led = next((n for n in range(at - 1, -1, -1) if elements[n].kind in ("BYSIGN", "BYACT")), None)
    if led is None:
        return None
    event = elements[led].value if elements[led].kind == "BYACT" else "signing"
    time = "future" if elements[at].value == "future" else "past"
    return Act(event, time, elements[at].value == "negative", elements[at].span, VERB, _acting(elements[led:at], event))


def _acting(elements: list[Element], event: str) -> Body | None:
    """Return the last acting body that the elements name, else the first body, itself or by its office-holder.

    One man notifies but does not approve («هیئت وزیران به ریاست رئیس‌جمهور … را تصویب کرد»).
    """
    one = event == "notification"
    acting = [e.acting for e in elements if e.acting and (one or e.post is None or e.post.plural)]
    if acting:
        return acting[-1]
    found = (e.body or (e.post.body if e.post else None) for e in elements if e.kind in ("INST", "OFFICE", "STATE"))
    return next((body for body in found if body), None)


_APPROVING = ("ratification", "confirmation", "notification")
"""Acts that one body does, which the sentence may name."""

_NAME = frozenset(
    {"THE", "ITS", "ONE", "WORD", "NUM", "ADJ", "NATIONAL", "NAME", "IHEAD", "BARE", "INST", "PLACE", "CAPITAL"}
)
"""Kinds that may stand between "joined" and its agreement ("joined the Palermo Convention")."""


def _joined(elements: list[Element], at: int) -> Act | None:
    """Read «به کنوانسیون … پیوست», "acceded to the … convention"."""
    event, _, time, sign = elements[at].value.split(":")
    to = next((n for n in range(at - 1, max(-1, at - 16), -1) if elements[n].kind == "TO"), None)
    after = next((n for n in range(at + 1, min(len(elements), at + 10)) if elements[n].kind not in _NAME), at)
    led = to is not None and _near_noun(elements, to + 1, at)
    if led or (after > at and elements[after].kind == "NOUN"):
        return Act(event, time, sign == "-", elements[at].span, VERB)
    return None


def _with_signature(elements: list[Element], at: int) -> Act | None:
    time = "future" if elements[at].extra == ("future",) else "past"
    return Act("signing", time, False, elements[at].span, NOUN)


def _signature(elements: list[Element], at: int) -> Act | None:
    return _with_signature(elements, at) if _near_noun(elements, at, at + 4) else None


def _named_act(elements: list[Element], at: int) -> Act | None:
    """Read «تمدید قرارداد …»; other nouns of action need their verb, for they are as often denied or only asked for."""
    told = elements[at].value == "extension" and _near_noun(elements, at + 1, at + 2)
    return Act("extension", "past", False, elements[at].span, NOUN) if told else None


def _withdrawal(elements: list[Element], at: int) -> Act | None:
    return Act("withdrawal", "past", False, elements[at].span, NOUN) if _near_noun(elements, at, at + 10) else None


def _negotiation(elements: list[Element], at: int) -> Act | None:
    return Act("negotiation", "past", False, elements[at].span, NOUN) if _near_noun(elements, at - 4, at + 6) else None


_READERS: dict[str, Callable[[list[Element], int], Act | None]] = {
    "ACT": _verb,
    "CONFIRM": _verb,
    "JOIN": _joined,
    "LEAVE": _verb,
    "RASID": _reached,
    "WITHSIGN": _with_signature,
    "SIGNN": _signature,
    "CEREMONY": _signature,
    "NOMACT": _named_act,
    "WITHDRAW": _withdrawal,
    "NEGOT": _negotiation,
    "DRAFT": _negotiation,
}
