"""Lists of areas in English: "in areas including A, B and C", "A, B and C are among the fields of cooperation".

Every item of such a list is an aim of its own; bare words in a row ("oil, gas and trade") stay one.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.elements import Element
from kg.extraction.english.bound import lists_parties
from kg.extraction.english.ends import clause_end
from kg.extraction.english.items import cleaned, governs
from kg.extraction.items import trimmed
from kg.extraction.naming import own_name
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.words import Words
from kg.language import Span

FEWEST = 3
"""Fewest items of a list that parts at every comma."""

WORDY = 1.7
"""From so many words an item on average, the items of a list are aims of their own."""

_LEADING = frozenset({"PROVIDES", "SUCHAS"})


def areas_after(elements: list[Element], at: int, words: Words) -> list[Found]:
    """Return the items of the list that "areas including" or "fields such as" opens at ``at``."""
    if elements[at].kind not in _LEADING or not at or not _area(elements, at - 1, words):
        return []
    kinds = {e.kind for e in elements if not own_name(e)}
    if lists_parties(elements, at) or not elements[at + 1 : at + 2] or elements[at + 1].kind == "PERSON":
        return []
    shared = "COOP" in kinds and (kinds & {"PARTIES", "WILL"} or elements[at - 1].kind == "COOP")
    if not kinds & {"NOUN", "DECIDED"} and not shared:
        return []
    end = clause_end(elements, at + 1, words, topic=True)
    return [Found("axis", span, "en.objective.areas") for span in parted(elements[at + 1 : end], words)]


def _area(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether "areas" or "areas of cooperation" ends here."""
    of_work = at > 1 and elements[at].kind == "COOP" and elements[at - 1].kind == "OF"
    return elements[at - 2 if of_work else at].key in words.areas


def areas_before(elements: list[Element], words: Words) -> list[Found]:
    """Return the items before "are among the areas of cooperation" that close a sentence about the agreement."""
    for at, element in enumerate(elements):
        if element.kind == "IS" and at >= FEWEST and _listed_before(elements, at, words):
            start = list_start(elements, at)
            spans = parted(elements[start:at], words) if lists_items(elements, start) else []
            return [Found("axis", span, "en.objective.areas") for span in spans]
    return []


def ways(elements: list[Element], words: Words) -> list[Found]:
    """Return the items of "the two countries will meet their commitments by exchanging …, training … and …"."""
    kinds = {e.kind for e in elements}
    if "PARTIES" not in kinds or "WILL" not in kinds:
        return []
    for at, element in enumerate(elements[:-2]):
        if element.kind == "BY" and words.actions.get(elements[at + 1].key) == "gerund":
            spans = parted(elements[at + 1 : clause_end(elements, at + 1, words)], words)
            return [Found("axis", span, "en.objective.ways") for span in spans] if len(spans) > 1 else []
    return []


def _listed_before(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether "are" closes a list of areas, and the agreement or its sides are named behind it."""
    ahead = elements[at + 1 : at + 8]
    if elements[at - 1].kind in ("HAVE", "MAY", "IT"):
        return False
    if _contained(ahead) or among_terms(elements, at, words):
        return True
    area = next((n for n, e in enumerate(ahead[:5]) if e.key in words.areas or e.kind == "GOAL"), None)
    if area is None or not _one_of(ahead[:area], words):
        return False
    return any(e.kind in ("NOUN", "COOP", "DECIDED", "PARTIES") for e in elements[at + area + 1 :])


def among_terms(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether "were also among the terms" follows: an agreement's own, whether its sentence names it or not."""
    ahead = [e for e in elements[at + 1 : at + 6] if e.kind not in ("ALSO", "THE", "OTHER") and e.key != "main"]
    return [e.kind for e in ahead[:1]] == ["BETWEEN"] and any(e.key in words.sets["terms"] for e in ahead[1:2])


def _contained(ahead: list[Element]) -> bool:
    """Say whether "included in the agreement" or "part of the agreement" follows "are"."""
    if [e.key for e in ahead[:1]] == ["part"] and [e.kind for e in ahead[1:2]] == ["OF"]:
        return "NOUN" in [e.kind for e in ahead[2:5]]
    at = next((n for n, e in enumerate(ahead[:3]) if e.kind == "PROVIDES" and e.key.endswith("ed")), None)
    if (
        at is None
        or any(e.kind not in ("ALSO", "ONE") and e.key != "all" for e in ahead[:at])
        or [e.kind for e in ahead[at + 1 : at + 2]] not in (["IN"], ["BY"], ["BASIS"])
    ):
        return False
    return any(e.kind == "NOUN" for e in ahead[at + 1 :])


def _one_of(between: list[Element], words: Words) -> bool:
    """Say whether only "among the other main …" stands between "are" and the areas."""
    membership = words.sets["membership"]
    if any(e.kind not in _MEMBERS and e.key not in membership for e in between):
        return False
    return any(e.kind in ("BETWEEN", "THE", "OTHER") or e.key in membership for e in between)


_MEMBERS = frozenset({"BETWEEN", "THE", "OTHER", "OF", "ALSO", "ADJ", "COOP", "NOUN", "POSS", "ITS", "ONE"})


def lists_items(elements: list[Element], start: int) -> bool:
    """Say whether items begin here, and not a verb or "one of the points that …", which tells of one elsewhere."""
    return elements[start].kind not in ("IS", "HAVE") and elements[start].key != "one"


def list_start(elements: list[Element], verb: int) -> int:
    """Return where the list before a verb begins: behind a source, a mark, or "matters such as"."""
    opens = [
        n for n in range(verb) if elements[n].kind in ("STOP", "SAY", "COLON", "SUCHAS") or _said_that(elements, n)
    ]
    start = opens[-1] + 1 if opens else 0
    if elements[start].kind in ("BASIS", "OTHER", "SOURCE", "AS", "TIME", "ALSO"):
        start = next((n + 1 for n in range(start, verb) if elements[n].kind == "COMMA"), start)
    return start


def _said_that(elements: list[Element], at: int) -> bool:
    """Say whether "that" follows speech; a relative clause goes on with the list ("a committee whose task is …")."""
    return elements[at].kind == "THAT" and (at < 1 or elements[at - 1].kind not in ("WORD", "IHEAD", "COOP", "NAME"))


def parted(elements: list[Element], words: Words) -> list[Span]:
    """Return the items of a list: at every comma and the last "and" where they are wordy, else one."""
    verbal = _verbal_cuts(elements, words) or _governed_cuts(elements, words)
    cuts = verbal or _cuts(elements, words)
    pieces = [elements[a:b] for a, b in zip([0, *cuts], [*cuts, len(elements)], strict=True)]
    size = sum(1 for e in elements if e.kind not in ("COMMA", "AND", "THE", "OF")) / max(1, len(pieces))
    if not verbal and (len(pieces) < FEWEST or size < WORDY):
        pieces = [elements]
    spans = [trimmed(cleaned(_without_links(piece)), words) for piece in pieces]
    return [span for span in spans if span and 3 < span.end - span.start <= LONGEST]


def _without_links(piece: list[Element]) -> list[Element]:
    """Return an item without the comma, "and" and "also" that lead to it."""
    begin = next((n for n, e in enumerate(piece) if e.kind not in ("COMMA", "AND", "ALSO")), 0)
    return piece[begin:]


def _verbal_cuts(elements: list[Element], words: Words) -> list[int]:
    """Return where items that begin with a gerund part ("fighting poaching, restoring wetlands and …")."""
    if not elements or words.actions.get(elements[0].key) != "gerund":
        return []
    joins = [
        n for n in range(1, len(elements) - 1) if elements[n].kind in ("COMMA", "AND") and not _inside(elements, n)
    ]
    kept = [n for n in joins if _gerund(elements, n + 1, words)]
    first = kept[0] if kept else next((n for n in joins if elements[n].kind == "COMMA"), len(elements))
    more = [n for n in joins if n not in kept and (n > first or elements[n].kind == "COMMA")]
    kept = sorted([*kept, *(n for n in more if _names_action(elements, n, words))])
    return [n for last, n in pairwise([0, *kept]) if n - last > 1 + (elements[n].kind == "AND")]


def _governed_cuts(elements: list[Element], words: Words) -> list[int]:
    """Return where items part that all open with an action of their own ("supply of A, B and C, use of D, and …")."""
    if not governs(elements, 0, words):
        return []
    commas = [n for n in range(1, len(elements) - 2) if elements[n].kind == "COMMA" and not _inside(elements, n)]
    begins = {n: n + 1 + (elements[n + 1].kind == "AND") for n in commas}
    acting = [n for n, at in begins.items() if governs(elements, at, words) or _gerund(elements, at, words)]
    inner = [n for n, after in pairwise(commas) if n not in acting and _and_between(elements, begins[n], after)]
    return [n for n in commas if n not in inner] if inner and len(acting) + 1 >= FEWEST else []


def _and_between(elements: list[Element], begin: int, end: int) -> bool:
    """Say whether "and" stands inside an item: what an action is done to goes on over the comma before it."""
    return any(e.kind == "AND" for e in elements[begin:end])


def _names_action(elements: list[Element], join: int, words: Words) -> bool:
    """Say whether a noun of action opens an item; right behind "and" or its article, for adjectives come in pairs."""
    at = join + 1 + (elements[join + 1].kind == "THE")
    return governs(elements[at : at + 2] if elements[join].kind == "AND" else elements[at:], 0, words)


def _gerund(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a gerund with words of its own stands here, maybe behind "also"."""
    at += elements[at].kind == "ALSO"
    acts = at < len(elements) and words.actions.get(elements[at].key) == "gerund"
    return acts and at + 1 < len(elements) and elements[at + 1].kind not in ("COMMA", "AND")


def _cuts(elements: list[Element], words: Words) -> list[int]:
    marks = [n for n in range(len(elements) - 1) if elements[n].kind in ("COMMA", "SEMI")]
    commas = [n for n in marks if _parts(elements, n, words)]
    if not commas:
        return []
    ands = [n for n in range(commas[-1] + 1, len(elements) - 1) if elements[n].kind == "AND"]
    joined = [n for n in ands if n - commas[-1] > 1]
    return [*commas, *joined[:1]] if joined and ands[0] != commas[-1] + 1 else commas


def _parts(elements: list[Element], comma: int, words: Words) -> bool:
    """Say whether a comma parts items: outside brackets, and no "especially …" or "to …" goes on behind it."""
    following = elements[comma + 1]
    goes_on = following.key in words.sets["narrowing"] or following.kind == "TO"
    return not goes_on and not _inside(elements, comma)


def _inside(elements: list[Element], at: int) -> bool:
    """Say whether a comma stands in brackets."""
    opened = sum((e.kind == "LP") - (e.kind == "RP") for e in elements[:at])
    return opened > 0
