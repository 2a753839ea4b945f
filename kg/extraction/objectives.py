"""Aims: what an agreement is for, found by its introducer; ``items`` splits them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.elements import CORE, Element
from kg.extraction.framing import closes, opening
from kg.extraction.items import trimmed, vague, verbal
from kg.extraction.words import Words
from kg.language import Span

#: Most characters of one aim: a longer one is a paragraph, not an aim.
LONGEST = 700

SHORTEST = 7
"""Fewest characters of an aim («خرید نفت» has eight)."""
SHORTEST_SUBJECT = 2
"""Fewest characters of a subject that its introducer names («در زمینه آب»)."""
ENDS = frozenset(
    {
        "STOP",
        "ACT",
        "SAY",
        "BETWEEN",
        "BYSIGN",
        "RASID",
        "COLON",
        "SEMI",
        "TELL",
        "BASIS",
        "DECIDED",
        "TERMS",
        "THAT",
        "RA",
        "REPORT",
        "WITHSIGN",
        "WORTH",
        "PRESENCE",
        "SIGNN",
        "PROVIDES",
        "PROVIDED",
        "FOCUS",
    }
)
_AFTER_COMMA = frozenset(
    {
        "NOUN",
        "THIS",
        "INST",
        "OFFICE",
        "PERSON",
        "STATE",
        "BARE",
        "HE",
        "IN",
        "TIME",
        "BASIS",
        "PARTIES",
        "SIGNN",
        "BETWEEN",
        "BUT",
        "OTHER",
        "PLACE",
        "ADJ",
    }
)


_NEXT_FRAME = frozenset({"AIM", "WITH", "WORTH", "PRESENCE", "TIME", "FOR"})
"""What begins another frame of the sentence behind «و» («با هدف A و به منظور B», «… و با اعتبار …»)."""

_NOUNS_OWN = frozenset({"COOP", "ADJ", "RA", "ONE"})

RECORDS = "اسناد"
"""Documents in general, which are as often the source of the news as what was signed."""

_BARE: tuple[list[str], ...] = (["NOUN"], ["THAT"], ["PARTIES"], [])
"""What an aim is not: the agreement itself («بر سر یک قرارداد»), a clause or the parties."""

_PARTNERS = frozenset({"INST", "STATE", "ONE", "OFFICE", "PLURAL", "PARTIES", "BARE"})


@dataclass(frozen=True, slots=True)
class Found:
    """One aim: what it is (objective, purpose, subject), its span and the rule that found it."""

    what: str
    span: Span
    rule: str


def introduced(elements: list[Element], words: Words) -> list[Found]:
    """«با هدف X», «در زمینه X», «برای X»: up to the end of the clause."""
    found: list[Found] = []
    done = 0
    for at in range(len(elements)):
        start, what = _introducer(elements, at, words)
        if at < done or not start or not _bound(elements, at, words):
            continue
        end = clause_end(elements, start, what)
        end -= end > start and closes(elements, end - 1, words)
        span = trimmed(elements[start:end], words)
        bare = [e.kind for e in elements[start:end] if e.kind not in ("THIS", "ONE")][:1] in _BARE
        least = SHORTEST_SUBJECT if what == "subject" else SHORTEST
        if span and not (bare or vague(elements[start:end], words)) and least <= span.end - span.start <= LONGEST:
            found.append(Found(what, span, f"fa.{what}.introduced"))
            done = end
    return found


def _introducer(elements: list[Element], at: int, words: Words) -> tuple[int, str]:
    """Return where the aim begins that the element at ``at`` introduces, and what it is; (0, "") if it does not."""
    element = elements[at]
    if element.kind in ("AIM", "FOR"):
        such = (n + 1 for n in range(at + 1, min(at + 5, len(elements))) if elements[n].value == "such")
        return next(such, at + 1), "subject" if element.value == "relation" else element.value
    if element.kind == "TO" and _committed(elements, at, words):
        return at + 1, "objective"
    counted = element.kind == "IN" and at + 3 < len(elements) and elements[at + 1].kind in ("ONE", "NUM")
    if counted and words.provision.get(elements[at + 2].key) in ("axis", "frame"):
        return at + 3, "subject"
    return 0, ""


def _committed(elements: list[Element], at: int, words: Words) -> bool:
    """«… نشان‌دهنده تعهد دو کشور به X است»."""
    owed = any(words.provision.get(e.key) == "commitment" for e in elements[max(0, at - 6) : at])
    return owed and verbal(elements, at + 1, words)


def _bound(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether an introducer speaks of the agreement: its noun stands close before, or the clause ends in it."""
    kind, value = elements[at].kind, elements[at].value
    if any(element.kind == "STEP" for element in elements[max(0, at - 2) : at]):
        return False
    before = elements[max(0, at - 20) : at]
    nouns = [n for n, e in enumerate(before) if _agreed(e, elements) or (e.kind == "COOP" and kind != "FOR")]
    gap = _behind_act(before[nouns[-1] + 1 :]) if nouns else []
    joined = bool(nouns) and not any(e.kind in ("SAY", "STOP", "ACT", "BECOME", "DO") for e in gap)
    after = [e.kind for e in elements[at:]]
    if kind == "FOR":
        sent = at + 2 < len(elements) and elements[at + 1].key in words.sets["sent for"]
        if sent and elements[at + 2].kind in ("TO", "ACT"):
            return False
        return verbal(elements, at + 1, words) and (joined or (_led(elements[at : at + 26]) and "ACT" in after))
    if kind == "IN" or value in ("subject", "relation"):
        end = clause_end(elements, at + 1, "subject")
        agreed = any(element.kind in ("DECIDED", "RASID") for element in elements[end : end + 6])
        return (joined and _close(gap)) or agreed or _signed_behind(elements, end) or _fronted(elements, at)
    if joined:
        return True
    return _led(elements[at:]) and ("ACT" in after or "RASID" in after or "SIGNN" in after)


def _behind_act(gap: list[Element]) -> list[Element]:
    """Return the elements that still part noun and introducer («… امضا کردند [که] با هدف X»: none)."""
    act = next((n for n in range(len(gap) - 1, -1, -1) if gap[n].kind in ("ACT", "RASID")), None)
    if act is not None and all(e.kind in ("THAT", "COMMA", "SEMI") for e in gap[act + 1 :]):
        return []
    return gap


def _close(gap: list[Element]) -> bool:
    """Say whether a subject still belongs to its noun: little but a list of bodies stands between."""
    bodies = [n for n, e in enumerate(gap) if e.kind in CORE or e.kind in ("AND", "BETWEEN", "WITH")]
    commas = [n for n, e in enumerate(gap) if e.kind == "COMMA"]
    return len(gap) - len(bodies) - len(commas) <= 8 and all(n + 1 in bodies for n in commas)


def _signed_behind(elements: list[Element], end: int) -> bool:
    """«X با Y در زمینه Z تفاهم‌نامه امضا کرد»: say whether the subject ends at the agreement and its signing."""
    noun = end < len(elements) and elements[end].kind == "NOUN"
    act = next((e for e in elements[end + 1 : end + 6] if e.kind not in _NOUNS_OWN), None) if noun else None
    return act is not None and act.kind == "ACT" and act.value.startswith("signing:")


def _fronted(elements: list[Element], at: int) -> bool:
    """«در زمینه X، تفاهم‌نامه‌ای میان A و B امضا شد»."""
    ahead = elements[at : at + 40]
    return at <= opening(elements) + 1 and _led(ahead[:26]) and any(e.kind in ("ACT", "RASID") for e in ahead)


def _agreed(element: Element, elements: list[Element]) -> bool:
    """Say whether an element names an agreement: documents in general do so only where something is done to them."""
    done = ("ACT", "RASID", "SIGNN", "WITHSIGN")
    return element.kind == "NOUN" and (element.key != RECORDS or any(e.kind in done for e in elements))


def _led(after: list[Element]) -> bool:
    """Say whether the agreement's noun follows in the introducer's own clause, before any object or finite verb."""
    kinds = [e.kind for e in after]
    own = next((n for n, kind in enumerate(kinds) if kind in ("RA", "DO", "BECOME", "SAY", "THAT")), len(kinds))
    return "NOUN" in kinds[: own if kinds[own : own + 1] != ["THAT"] else len(kinds)]


def purposed(elements: list[Element], words: Words) -> list[Found]:
    """«… توافق‌نامه‌ای امضا کردند تا X شود»: the clause of purpose behind the act."""
    for at, element in enumerate(elements[:-3]):
        if element.kind not in ("ACT", "RASID") or not any(e.kind == "NOUN" for e in elements[:at]):
            continue
        start = at + 1 + (elements[at + 1].kind == "COMMA")
        timed = elements[start + 1].kind in ("TIME", "NUM", "THAT") if start + 1 < len(elements) else True
        if elements[start].kind != "UNTIL" or timed:
            continue
        end = next(
            (n for n in range(start, len(elements)) if elements[n].kind in ("STOP", "SAY", "SEMI")), len(elements)
        )
        span = trimmed(elements[start + 1 : end], words)
        if elements[end - 1].kind in ("BECOME", "DO", "WORD") and span and 12 < span.end - span.start <= LONGEST:
            return [Found("objective", Span(span.start, elements[end - 1].span.end), "fa.objective.purposed")]
    return []


def clause_end(elements: list[Element], at: int, value: str) -> int:
    """Return the index where the clause that begins at ``at`` ends; a finite verb takes the word before it along."""
    while at < len(elements) and not _ends(elements, at, value):
        at += 1
    light = at < len(elements) and elements[at].kind in ("BECOME", "DO") and not _whole_verb(elements[at])
    return at - 1 - (elements[at - 1].key in _PREFIXES) if light else at


_PREFIXES = frozenset({"می", "نمی"})


def _whole_verb(element: Element) -> bool:
    """Say whether a verb has its own noun with it («برگزار شد»), and is not only its last word («می‌شود»)."""
    several = element.span.end - element.span.start > len(element.key)
    return several and not element.key.startswith(("می", "نمی", "خواه", "شده", "کرده"))


def _ends(elements: list[Element], at: int, value: str) -> bool:
    kind = elements[at].kind
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    if kind == "BETWEEN" and following == "PARTIES":
        return False
    if [e.kind for e in elements[at + (kind == "TO") : at + 3]][:2] == ["NOUN", "RASID"]:
        return True
    if kind in ("BECOME", "DO") or kind in ENDS or (kind == "NOUN" and _object_of_act(elements, at)):
        return True
    if kind == "AIM" and value == "subject" and elements[at].value == "purpose":
        return True
    signers = kind in ("FROM", "BY") and any(e.kind == "ACT" and ":passive:" in e.value for e in elements[at:])
    if signers or (kind in ("AND", "COMMA") and following in _NEXT_FRAME):
        return True
    capital = following in ("PLACE", "CAPITAL") and [e.kind for e in elements[at + 2 : at + 3]] == ["ACT"]
    return (kind == "COMMA" and _closes(elements, at)) or (kind == "WITH" and (following in _PARTNERS or capital))


def _object_of_act(elements: list[Element], at: int) -> bool:
    """Say whether the noun is what the sentence's act concludes, and no word of the aim («… تفاهم‌نامه امضا کردند»)."""
    if elements[at - 1].kind == "COMMA":
        return True
    act = next((n for n in range(at + 1, min(at + 5, len(elements))) if elements[n].kind not in _NOUNS_OWN), at)
    return act < len(elements) and elements[act].kind == "ACT" and elements[at - 1].kind in _AIM_ENDS


_AIM_ENDS = frozenset({"WORD", "PLACE", "QUOTE", "GIVEN", "INST", "STATE", "CAPITAL", "NATIONAL", "FRIEND"})
"""Before the agreement that an act concludes these end an aim («برای بهبود هوا تفاهم‌نامه امضا کردند»)."""


def _closes(elements: list[Element], comma: int) -> bool:
    """Say whether a comma ends the clause: a subject or a frame follows it, and no list goes on to an «و»."""
    ahead = [element.kind for element in elements[comma + 1 : comma + 10]]
    if not ahead or ahead[0] in _AFTER_COMMA:
        return True
    until = next((n for n, kind in enumerate(ahead) if kind in ("ACT", "NOUN", "STOP", "DO", "BECOME")), len(ahead))
    return "AND" not in ahead[:until] and "COMMA" not in ahead[:until]
