"""What is done to an agreement: finite verbs («امضا شد», "was signed") and nouns of action («با امضای»)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

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
    soon = [element for element in elements if element.kind == "SOON"]
    for act in made if soon else ():
        if any(_soon(elements, element, act) for element in soon):
            act.time = "future"
    return made


_CLAUSES = ("ACT", "DO", "BECOME", "SAY", "IS", "SEMI", "COLON")


def _soon(elements: list[Element], soon: Element, act: Act) -> bool:
    """Say whether the mark of a plan belongs to the act: in Persian a noun («در آستانه امضای …») in the same clause.

    "Signed an agreement to build a park soon" tells when the park is built.
    """
    if soon.key.isascii():
        aims = {e.kind for e in elements if act.span.end <= e.span.start and e.span.end <= soon.span.start}
        return not (act.rule == VERB and act.time == "past" and aims & {"TO", "AIM", "FOR"})
    if act.rule == VERB:
        return False
    low, high = sorted((soon.span, act.span))
    between = [e for e in elements if low.end <= e.span.start and e.span.end <= high.start]
    return len(between) <= SOON and not any(e.kind in _CLAUSES for e in between)


POSSIBLE = "احتمال"
"""The word before a signature that is only possible: the agreement is still being talked about."""

SOON = 14
"""So many elements may stand between «به‌زودی» and its act."""

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
    told = _near_noun(elements, at - 40, at + 8) or refers_back(elements, at)
    if event != "signing" and (not told or _of_another(elements, at)):
        return None
    if event == "termination" and _ended_without(elements, at):
        return None
    by = _acting(_subject(elements, at), event) if event in _APPROVING and voice != "passive" else None
    by = by or _by_body(elements, at, event) or _this_body(elements, at, event)
    return Act(event, time, sign == "-" or _neither(elements, at), elements[at].span, VERB, by)


def _neither(elements: list[Element], at: int) -> bool:
    """Say whether «نه … و نه …» denies an act («نه قراردادی بسته شده و نه مذاکره‌ای در جریان است»)."""
    led = pairwise(elements[max(0, at - 6) : at])
    before = any(one.key == NOR and two.kind == "NOUN" and two.key.endswith(_ANY) for one, two in led)
    return before and any(one.kind == "AND" and two.key == NOR for one, two in pairwise(elements[at:]))


NOR = "نه"
"""«نه», which before a noun is the number nine as well; then the noun has no «ی»."""
_ANY = "ی"


def _this_body(elements: list[Element], at: int, event: str) -> Body | None:
    """Return the acting body named before, where "this council" approves («… و این شورا آن را تأیید کرد»)."""
    subject = elements[max(0, at - PRONOUN) : at]
    this = any(one.kind == "THIS" and two.kind == "BARE" for one, two in pairwise(subject))
    return _acting([e for e in elements[:at] if e.acting], event) if this and event in _APPROVING else None


def refers_back(elements: list[Element], at: int) -> bool:
    """Say whether a verb's object is «آن» or "it", and its subject a body whose approval is an act of its own."""
    named = any(element.acting for element in elements[max(0, at - 16) : at])
    before = elements[max(0, at - PRONOUN) : at]
    return named and any(e.kind in ("IT", "LAW") or (e.kind == "THAT" and e.key == IT_FA) for e in before)


IT_FA, PRONOUN = "ان", 6
"""«آن» as the fold spells it; most elements between the pronoun and its verb."""


def _ended_without(elements: list[Element], at: int) -> bool:
    """Say whether what ended is only talks, or ended without a signature («بدون امضای توافق‌نامه پایان یافت»)."""
    start = next((n + 1 for n in range(at - 1, -1, -1) if elements[n].kind in _CLAUSES), 0)
    return any(e.kind in ("WITHOUT", "NEGOT") for e in elements[start:at]) or _other_work(elements, start, at)


def _other_work(elements: list[Element], start: int, at: int) -> bool:
    """Say whether what ended is told by «این» and another word («… و این کار به پایان رسیده است»), no agreement."""
    pairs = pairwise(elements[start : at + 1])
    work = any(one.kind == "THIS" and two.kind == "WORD" for one, two in pairs)
    return work and not _near_noun(elements, start, at)


def _of_another(elements: list[Element], at: int) -> bool:
    """Say whether «را» before a Persian verb marks another object than an agreement («… محاصره را لغو کردیم»)."""
    marked = next((n for n in range(at - 1, max(-1, at - 6), -1) if elements[n].kind == "RA"), None)
    if marked is None or (marked and elements[marked - 1].key == IT_FA):
        return False
    start = next((n + 1 for n in range(marked - 1, -1, -1) if elements[n].kind in (*_CLAUSES, "THAT", "COMMA")), 0)
    return not _near_noun(elements, max(start, marked - 10), marked)


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

    The bodies in the agreement's own name («موافقت‌نامه میان ایران و ارمنستان») are not those that act; behind another
    act in the sentence the subject is what follows that.
    """
    start = next((n + 1 for n in range(at - 1, -1, -1) if elements[n].kind in _APPROVED), 0)
    if start:
        return elements[start:at]
    noun = next((n for n in range(at) if elements[n].kind == "NOUN"), at)
    rest = next((n for n in range(at - 1, noun, -1) if elements[n].kind in ("RA", "THAT")), at)
    return [*elements[:noun], *elements[rest + 1 : at]]


_APPROVED = ("ACT", "CONFIRM", "RASID")
"""Verbs behind which the next act has its own subject."""


def _reached(elements: list[Element], at: int) -> Act | None:
    """Read «به امضای X و Y رسید», «به تصویب X رسید»; ``value`` of the words before says what was reached."""
    led = next((n for n in range(at - 1, -1, -1) if elements[n].kind in ("BYSIGN", "BYACT")), None)
    if led is None:
        return None
    event = elements[led].value if elements[led].kind == "BYACT" else "signing"
    told = _near_noun(elements, led - 10, led) or any(e.kind == "LAW" for e in elements[:led])
    if event != "signing" and not elements[led].key.isascii() and not told:
        return None
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


def _unsure(elements: list[Element], at: int) -> bool:
    """Say whether a signature is only hoped for, waited for or possible («احتمال امضای …», «تا امضای …»)."""
    before = elements[max(0, at - 2) : at]
    if elements[at].extra == ("future",) or any(e.value == "unsure" for e in before):
        return True
    last = before[-1] if before else None
    return last is not None and not last.key.isascii() and last.kind in ("FOR", "UNTIL", "BEFORE", "SOON")


def _with_signature(elements: list[Element], at: int) -> Act | None:
    time = "future" if elements[at].extra == ("future",) else "past"
    return Act("signing", time, False, elements[at].span, NOUN)


def _signature(elements: list[Element], at: int) -> Act | None:
    if _shares_verb(elements, at):
        return Act("signing", "past", False, elements[at].span, VERB)
    if not _near_noun(elements, at, at + 4):
        return None
    if _refused(elements, at):
        return Act("signing", "past", True, elements[at].span, NOUN)
    if any(e.key == POSSIBLE for e in elements[max(0, at - 2) : at]):
        return Act("negotiation", "past", False, elements[at].span, NOUN)
    return Act("signing", "future" if _unsure(elements, at) else "past", False, elements[at].span, NOUN)


def _refused(elements: list[Element], at: int) -> bool:
    """Say whether the verb behind a Persian signature refuses it («از امضای قرارداد با X خودداری کرد»)."""
    if elements[at].key.isascii():
        return False
    verb = next((e for e in elements[at + 1 : at + SHARED] if e.kind in (*_CLAUSES, "FAIL")), None)
    return verb is not None and verb.kind == "FAIL"


def _shares_verb(elements: list[Element], at: int) -> bool:
    """Say whether «امضا و …» has its verb at the end of the next act («امضا و بهمن ۱۴۰۰ در مجلس تصویب شده بود»)."""
    if elements[at].key.isascii() or [e.kind for e in elements[at + 1 : at + 2]] != ["AND"]:
        return False
    verb = next((e for e in elements[at + 2 : at + SHARED] if e.kind in _CLAUSES), None)
    return verb is not None and verb.kind == "ACT" and ":passive:past:+" in verb.value and _near_noun(elements, 0, at)


SHARED = 14
"""Most elements between a verbal noun and the next act with which it shares the verb."""


def _named_act(elements: list[Element], at: int) -> Act | None:
    """Read «تمدید قرارداد …»; other nouns of action need their verb, for they are as often denied or only asked for.

    «از تصویب موافقت‌نامه … خبر داد» tells that it was done.
    """
    event = elements[at].value
    announced = at > 0 and elements[at - 1].kind == "FROMP" and any(e.kind == "TELL" for e in elements[at:])
    told = (event == "extension" or announced) and _near_noun(elements, at + 1, at + 2 + 2 * announced)
    time = "future" if _unsure(elements, at) else "past"
    return Act(event, time, False, elements[at].span, NOUN) if told else None


def _withdrawal(elements: list[Element], at: int) -> Act | None:
    told = _near_noun(elements, at, at + 10) and "future" not in elements[at].extra
    return Act("withdrawal", "past", False, elements[at].span, NOUN) if told else None


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
