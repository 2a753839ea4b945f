"""Conditions of rules that a pattern cannot say: where a match is no claim after all."""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.acts import acts_of
from kg.extraction.elements import Element, Sentence
from kg.extraction.patterns import Found
from kg.language import Span

SIGNING_JOBS = ("sides", "signers", "presence")
"""Jobs whose rules read who signs."""

_SIGNED = ("signing", "exchange", "extension", "amendment", "initialling")
"""Acts whose doers are signatories."""

_APPROVAL = ("ratification", "notification")
"""Acts whose doer approves of an agreement and is no party by that."""

WE_DID = ("یم", "کردم", "ستم", "یمکرد", "یمداد", "یمرساند", "یمبست")
"""Endings of verbs whose subject is «ما» or the speaker («کردیم», «بستم», «خواهیم کرد»), as keys."""

_MARKED: dict[str, Callable[[Element], bool]] = {
    "ratified": lambda element: element.kind == "ACT" and element.value.startswith("ratification:"),
    "indefinite": lambda element: element.kind == "BASIS" and element.value == "indefinite",
}
"""What a rule with this condition asks of one element of its match."""

_FAR = 6
"""Within so many elements behind its subject an infinitive stands ("Iran and Oman to sign …")."""


def _against(sentence: Sentence, found: Found) -> bool:
    """Say whether the body behind «با» is fought or compared with («مقابله با X»): it is no partner."""
    at = found.groups["parties"].start - 2 if "against" in found.rule.unless else -1
    return at >= 0 and sentence.elements[at].value == "against"


def spoilt(sentence: Sentence, found: Found) -> bool:
    """Say whether the rule's own condition rules the place out.

    An active reading with a passive verb; words between noun and «بین» that cut them apart.
    """
    if _against(sentence, found) or _unmarked(sentence, found):
        return True
    if "cut" in found.rule.unless:
        return _apart(sentence, found.groups["parties"])
    acts = [n for n in range(found.span.start, found.span.end) if sentence.elements[n].kind == "ACT"]
    deed = deed_of(sentence, found)
    approval = "approval" in found.rule.unless and acts and sentence.elements[acts[0]].value.startswith(_APPROVAL)
    if approval or (found.rule.job in SIGNING_JOBS and deed and not signed(deed)):
        return True
    if found.rule.only in ("award", "ours"):
        return deed is None or not ("award" in deed.key if found.rule.only == "award" else deed.key.endswith(WE_DID))
    passive = deed is not None and deed.value.split(":")[1] == "passive"
    if found.rule.only == "passive" or ("passive" in found.rule.unless and passive):
        return passive is not (found.rule.only == "passive")
    active = "passive" in found.rule.unless and deed is not None and "parties" in found.groups
    return active and _only_wished(sentence.elements, found.groups["parties"], acts[0])


def _unmarked(sentence: Sentence, found: Found) -> bool:
    """Say whether the match lacks the one word that its rule asks for."""
    inside = sentence.elements[found.span.start : found.span.end]
    marked, marks = _MARKED.get(found.rule.only), found.rule.marks
    lacks = bool(marks) and not any(e.key in marks for e in inside)
    return lacks or (marked is not None and not any(map(marked, inside)))


def _apart(sentence: Sentence, stretch: Span) -> bool:
    """Say whether words between noun and «بین» cut them apart."""
    nouns = [n for n, e in enumerate(sentence.elements) if e.kind == "NOUN"]
    before = [n for n in nouns if n < stretch.start]
    if before:
        gap = _up_to_between(sentence.elements[before[-1] + 1 : stretch.start])
        return any(e.kind in ("RA", "SAY", "COLON", "THAT", "DO", "BARE") for e in gap)
    return not nouns or nouns[0] - stretch.end > 8


def deed_of(sentence: Sentence, found: Found) -> Element | None:
    """Return the act of a match: in Persian the first one behind those who act, for another clause may follow."""
    acts = [n for n in range(found.span.start, found.span.end) if sentence.elements[n].kind == "ACT"]
    persian = found.rule.id.startswith("fa.")
    end = max(span.end for span in found.groups.values()) if persian and found.groups else len(sentence.elements)
    at = next((n for n in acts if n >= end), acts[-1] if acts else None)
    return sentence.elements[at] if at is not None else None


def signed(act: Element) -> bool:
    """Say whether the doers of an act are signatories."""
    return act.value.split(":")[0] in _SIGNED


def _only_wished(elements: list[Element], subject: Span, act: int) -> bool:
    """Say whether an English act is an infinitive too far from its subject, or one that somebody asks for.

    "asked X and Y to sign an agreement" tells of none.
    """
    infinitive = elements[act].key.startswith("to") or (act > 0 and elements[act - 1].kind == "TO")
    asked = any(e.kind == "ASKED" for e in elements[max(0, subject.start - _ASKING) : subject.start])
    return infinitive and elements[act].value.endswith("future:+") and (act - subject.end > _FAR or asked)


_ASKING = 3
"""Within so many elements before those who are to act stands who asks them."""


def approves(sentence: Sentence, found: Found) -> bool:
    """Say whether the actor is a body that only approves the agreement («هیئت وزیران … را تصویب کرد»)."""
    stretch = found.groups["parties"]
    acting = any(element.acting for element in sentence.elements[stretch.start : stretch.end])
    return acting and any(act.event == "ratification" for act in acts_of(sentence))


def _up_to_between(gap: list[Element]) -> list[Element]:
    """Return what stands between noun and «بین», without «که», time and place («قراردادی که آذر ۹۸ در X میان …»)."""
    at = max((n for n, e in enumerate(gap) if e.kind == "BETWEEN"), default=len(gap))
    that = max((n for n, e in enumerate(gap[:at]) if e.kind == "THAT"), default=at)
    when = gap[that + 1 : at]
    return gap[:that] if len(when) <= WHEN and all(e.kind in _WHEN for e in when) else gap[:at]


WHEN = 8
"""Most elements that tell time and place between «که» and «بین»; a month is a given name as well."""

_WHEN = frozenset({"TIME", "WORD", "NUM", "IN", "GIVEN", "COMMA", "PLACE", "CAPITAL", "OTHER"})
