"""Items of an English aim: where a list of verbs ("to A …, B … and C …") parts.

Nouns in a row ("rail, air and sea transport") are one aim; verbs in a row are several. A word that can be a verb opens
an item only where a verb opened the aim and words of its own follow it.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.elements import Element
from kg.extraction.items import trimmed
from kg.extraction.words import Words
from kg.language import Span


def split_english(elements: list[Element], words: Words) -> list[Span]:
    """Return the items of an English aim; one that is no list of verbs is one item."""
    led = _lead(elements, words)
    if led:
        return split_english(elements[led:], words)
    mood = _mood(elements[0], words) if elements else ""
    cuts = [0]
    for at in range(1, len(elements) - 2):
        if elements[at].kind == "RETURN":
            cuts.append(at + 1)
            continue
        if elements[at].kind not in ("AND", "COMMA"):
            continue
        clause = _new_clause(elements, at) if mood or any(e.kind == "WILL" for e in elements[:at]) else 0
        if clause:
            cuts.append(clause)
            continue
        begin = _next_item(elements, at)
        if begin - cuts[-1] > PAIR and _also(elements, at, begin, words):
            cuts.append(begin)
            continue
        paired = _pair(elements, cuts[-1], at) or _described(elements, at, mood)
        if begin - cuts[-1] > 2 and not paired and _opens(elements, begin, mood, words):
            cuts.append(begin)
    if len(cuts) == 1:
        cuts = [0, *nominal_cuts(elements, words)]
    spans = [trimmed(cleaned(_without_subject(elements[a:b])), words) for a, b in pairwise([*cuts, len(elements)])]
    return [span for span in spans if span]


def _lead(elements: list[Element], words: Words) -> int:
    """Return how many elements only lead to a list of verbs: "expand cooperation in forming …, …", "they plan to …"."""
    keys = [e.key for e in elements[:3]]
    if keys[:1] == ["they"] and [e.kind for e in elements[2:3]] == ["TO"]:
        return 3
    begin = next((n + 1 for n, e in enumerate(elements[:LED]) if e.kind in ("IN", "ON")), 0)
    joint = any(key in words.sets["joint"] for key in keys[:1]) or any(e.kind == "COOP" for e in elements[1:begin])
    listed = any(e.kind == "COMMA" and _mood(after, words) == "gerund" for e, after in pairwise(elements))
    gerund = 0 < begin < len(elements) and _mood(elements[begin], words) == "gerund"
    if joint and begin and not gerund:
        begin += 3 if _fields(elements[begin : begin + 3], words) else 0
        return begin if nominal_cuts(elements[begin:], words) else 0
    return begin if joint and listed and gerund else 0


def _fields(elements: list[Element], words: Words) -> bool:
    """Say whether "the fields of" stands here."""
    return len(elements) == 3 and elements[1].key in words.areas and elements[2].kind == "OF"


LED = 5
"""Within so many elements "in" ends what leads to a list of gerunds ("expand mutual cooperation *in* building …")."""


PAIR = 2
"""An item behind "and also" follows one of more elements than these."""

_SUBJECT = frozenset({"THE", "PARTIES", "STATE", "INST", "NAME", "CAPITAL", "BARE", "WORD", "ITS", "NATIONAL"})
SUBJECT = 5
"""Most elements of the subject of one more clause of an aim."""


def _also(elements: list[Element], at: int, begin: int, words: Words) -> bool:
    """Say whether "and also" goes on with a noun of action ("… and also transfer of technology")."""
    also = [e.kind for e in elements[at : at + 2]] == ["AND", "ALSO"]
    bare = [e.kind for e in elements[begin : begin + 2]] == ["WORD", "OF"]
    gerund = elements[begin].kind == "IN" and _mood(elements[begin + 1], words) == "gerund"
    return also and (bare or gerund or governs(elements, begin, words))


def _new_clause(elements: list[Element], at: int) -> int:
    """Return where the verb begins of "… and the two sides will build …", "…, while they will …"; 0 elsewhere."""
    begin = at + 1 + (elements[at + 1].kind in ("AND", "THAT"))
    if elements[at].kind != "AND" and begin == at + 1:
        return 0
    will = next((n for n in range(begin + 1, min(begin + 1 + SUBJECT, len(elements) - 2)) if _will(elements, n)), 0)
    return will + 1 if will and all(e.kind in _SUBJECT for e in elements[begin:will]) else 0


def _will(elements: list[Element], at: int) -> bool:
    return elements[at].kind == "WILL"


def _without_subject(elements: list[Element]) -> list[Element]:
    """Return an item without the subject of the next clause, which its "and" and "will" close."""
    if not elements or elements[-1].kind != "WILL":
        return elements
    joined = [n for n, e in enumerate(elements) if e.kind in ("AND", "COMMA") and len(elements) - n - 3 <= SUBJECT]
    last = joined[0] if joined else len(elements)
    return elements[:last] if all(e.kind in _SUBJECT | {"AND", "THAT"} for e in elements[last:-1][1:]) else elements


def nominal_cuts(elements: list[Element], words: Words) -> list[int]:
    """Return where nouns of action with words of their own begin items ("supply of gas, investment in dams and …")."""
    if not governs(elements, 0, words):
        return []
    cuts: list[int] = []
    for at in range(3, len(elements) - 2):
        comma = elements[at].kind == "COMMA"
        if (comma or (elements[at].kind == "AND" and cuts)) and governs(elements, _next_item(elements, at), words):
            cuts.append(_next_item(elements, at))
    return [at for last, at in pairwise([0, *cuts]) if at > last]


HEAD = 4
"""Within so many elements a noun of action and its "of" or "in" open an item."""


def governs(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a noun of action opens here, with "of", "in", "on", "for" or "between" right behind it."""
    for n in range(at, min(at + HEAD, len(elements) - 1)):
        action = elements[n].kind == "WORD" and (
            elements[n].key.endswith(words.verbal) or elements[n].key in words.actions
        )
        named = elements[n].kind == "COOP" or action
        if named and elements[n + 1].kind in ("OF", "IN", "ON", "FOR", "BETWEEN"):
            return True
        if elements[n].kind not in ("WORD", "ADJ", "THE", "COOP", "NATIONAL"):
            return False
    return False


def _pair(elements: list[Element], start: int, at: int) -> bool:
    """Say whether "and" joins the first two verbs of an item ("construct and install a jacket")."""
    first = next((n for n in range(start, at) if elements[n].kind not in _LOOSE), at)
    return elements[at].kind == "AND" and first == at - 1


def _described(elements: list[Element], at: int, mood: str) -> bool:
    """Say whether "and" joins two words that describe one noun ("providing technical and training services")."""
    return mood == "gerund" and elements[at].kind == "AND" and elements[at - 1].key.endswith(_ADJECTIVES)


_ADJECTIVES = ("ical", "onal", "omic", "ific", "tive", "ural", "cial", "rial")
"""Endings of words that describe what follows them."""


def _next_item(elements: list[Element], at: int) -> int:
    """Return the index after ", and to also" and the like."""
    at += 1
    while at < len(elements) - 1 and elements[at].kind in ("AND", "TO", "OTHER", "ALSO", "WILL"):
        at += 1
    return at


def _mood(element: Element, words: Words) -> str:
    return words.actions.get(element.key, "") if element.kind in ("WORD", "COOP", "IHEAD", "OHEAD") else ""


def _opens(elements: list[Element], at: int, mood: str, words: Words) -> bool:
    """Say whether an item opens at a verb of the same form with words of its own."""
    if elements[at - 1].kind == "TO":
        return True
    if mood == "verb" and _third_person(elements, at, words):
        return True
    if not mood or _mood(elements[at], words) != mood or at + 1 >= len(elements):
        return False
    paired = elements[at + 1].kind == "AND" and _mood(elements[at + 2], words) == mood
    return paired or (elements[at + 1].kind not in _NO_OBJECT and not _counted(elements, at + 1))


_NO_OBJECT = frozenset({"OF", "COMMA", "AND", "STOP", "TO", "IN", "FOR", "ON"})
"""What stands behind a word that is no verb with an object of its own."""


def _counted(elements: list[Element], at: int) -> bool:
    """Say whether a number only tells which one is meant ("phase 3 of the field")."""
    return [e.kind for e in elements[at : at + 2]] in (["NUM", "OF"], ["NUM", "IN"], ["NUM", "AND"], ["NUM", "STOP"])


def _third_person(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether "draws a …" goes on behind another verb of the agreement, which is its subject."""
    verb = elements[at]
    base = words.actions.get(verb.key.removesuffix("s")) if verb.kind == "WORD" and verb.key.endswith("s") else ""
    return base == "verb" and [e.kind for e in elements[at + 1 : at + 2]] in (["ONE"], ["THE"], ["ITS"])


_LOOSE = frozenset(
    {"AND", "COMMA", "OTHER", "ALSO", "WILL", "TO", "LP", "RETURN", "THE", "OF", "ONE", "ITS", "SUCHAS", "AS", "THAT"}
)


def cleaned(elements: list[Element]) -> list[Element]:
    """Return the elements without the words that only join items."""
    end = len(elements)
    while end > 0 and elements[end - 1].kind in _LOOSE:
        end -= 1
    return elements[:end]
