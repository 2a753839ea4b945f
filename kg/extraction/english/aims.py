"""Aims in English: "aimed at …", "an agreement on …", "… to + verb", "agreed to …", "under the deal, X will …".

Where an aim opens is decided in ``english.openings``, where it ends and how a list parts in ``ends`` and ``items``.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.elements import Element, Sentence
from kg.extraction.english.areas import areas_after, areas_before, list_start, lists_items, parted, ways
from kg.extraction.english.bound import noun_before
from kg.extraction.english.ends import clause_end
from kg.extraction.english.openings import opening
from kg.extraction.english.undertaken import also_will, undertaking
from kg.extraction.items import trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.words import Words
from kg.language import Span

GOAL_REACH = 16
"""Within so many elements behind "the purpose of the agreement" its verb stands."""

GOAL_LED = 9
"""Within so many elements before "goals" the verb stands ("were reported to be some of the main goals")."""

SHORTEST = 3
"""Fewest characters of an aim ("gas")."""

REPORTED = 3
"""Most elements from "were" to "be" in "were reported to be some of the goals"."""


def english_aims(sentence: Sentence, words: Words, *, claimed: bool = True) -> list[Found]:
    """Return the aims of an English sentence that tells of an agreement.

    claimed: it names parties or signers; one that does not opens an aim by a subject or purpose only beside an act.
    """
    elements = sentence.elements
    acted = claimed or any(e.kind in ("ACT", "SIGNN") for e in elements)
    if any(a.kind == "WITHOUT" and b.kind == "NOUN" for a, b in pairwise(elements)):
        return []
    if also_will(sentence) and not any(e.kind == "NOUN" for e in elements):
        return undertaking(sentence, words)
    told = _told_before(elements, words) or areas_before(elements, words) or ways(elements, words)
    if told:
        return told
    if not any(e.kind in _SPEAKING_OF for e in elements) and elements[0].kind != "PARTIES":
        return []
    found: list[Found] = []
    done = 0
    for at in range(len(elements)):
        if at >= done:
            goes_on = bool(found) and done == at > 0
            made, done = _aim_at(elements, at, words, acted=acted or goes_on)
            found += made
    return found


def _aim_at(elements: list[Element], at: int, words: Words, *, acted: bool) -> tuple[list[Found], int]:
    """Return the aims that open at one element, and the index up to which they reach."""
    listed = areas_after(elements, at, words)
    if listed:
        return listed, at + 2
    what, start = opening(elements, at, words)
    told = acted or what == "objective" or (elements[at].kind == "AIM" and noun_before(elements, at))
    if not what or not told:
        return [], at
    start += elements[at].kind == "PROVIDES" and [e.kind for e in elements[start : start + 1]] == ["COLON"]
    end = clause_end(elements, start, words, topic=what == "subject")
    listed = areas_after(elements, end, words) if end < len(elements) else []
    end = clause_end(elements, end + 1, words) if len(listed) == 1 else end
    several = parted(elements[start:end], words) if elements[at].kind == "PROVIDES" else []
    if len(several) > 1:
        several[0] = _behind_such(elements[start:end], several[0])
        return [Found("axis", one, "en.objective.listed") for one in several], end
    span = trimmed(elements[start:end], words) if len(listed) < FEWEST else None
    if span and not _bare(elements[start:end], words) and SHORTEST <= span.end - span.start <= LONGEST:
        return [Found(what, span, f"en.{what}.introduced")], end
    return [], at


def _behind_such(elements: list[Element], first: Span) -> Span:
    """Return the first item of a list without "a variety of areas including"."""
    such = (n + 1 for n, e in enumerate(elements[: SUCH - 1]) if e.kind in _SUCH and n + 1 < len(elements))
    begin = next((elements[n].span.start for n in such), first.start)
    return Span(begin, first.end) if begin < first.end else first


SUCH = 7
"""Within so many elements "a variety of areas including" opens a list."""

_SUCH = frozenset({"PROVIDES", "SUCHAS"})

_SPEAKING_OF = ("NOUN", "COOP", "DECIDED", "ACT", "IT", "PROVIDES", "AIM")
FEWEST = 2
"""From so many items on, a list behind "areas including" replaces the aim that it closes."""


def _bare(elements: list[Element], words: Words) -> bool:
    """Say whether an aim is one word behind its article ("the event"), or the agreement itself ("a new pact")."""
    if {e.kind for e in elements} <= {"STATE", "CAPITAL", "AND", "COMMA", "THE"}:
        return True
    if len(elements) == 1 and elements[0].key in words.sets["pronoun"]:
        return True
    if any(e.key == "one" and e.kind == "WORD" for e in elements[1:3]):
        return True
    alone = len(elements) == 2 and elements[0].kind in ("THE", "THIS")
    noun = next((n for n, e in enumerate(elements[:4]) if e.kind == "NOUN"), 0)
    named = bool(noun) and {e.kind for e in elements[1:noun]} <= {"ADJ", "WORD", "NUM", "COOP"}
    return alone or (named and elements[0].kind in ("ONE", "THE", "THIS", "NUM"))


def _bound(elements: list[Element], at: int) -> bool:
    """Say whether an aim speaks of an agreement: no verb of speech stands between it and the noun before it."""
    nouns = [n for n, e in enumerate(elements[:at]) if e.kind in ("NOUN", "COOP")]
    if nouns:
        return not any(e.kind in ("SAY", "REPORT") for e in elements[nouns[-1] : at])
    return any(e.kind in ("NOUN", "COOP") for e in elements[at:])


def _told_before(elements: list[Element], words: Words) -> list[Found]:
    """Read "A and B are the main focuses of the agreement" and "the aims of the agreement are A and B"."""
    goal = next((n for n, e in enumerate(elements) if e.kind == "GOAL"), None)
    if goal is None:
        return []
    noun = next((n for n in range(goal + 1, min(goal + 7, len(elements))) if elements[n].kind == "NOUN"), None)
    if noun is None or elements[goal + 1].kind != "OF":
        return []
    verbs = [n for n in range(max(0, goal - GOAL_LED), goal) if elements[n].kind == "IS"]
    if verbs:
        end = verbs[-2] if len(verbs) > 1 and verbs[-1] - verbs[-2] <= REPORTED else verbs[-1]
        start = list_start(elements, end)
        several = parted(elements[start:end], words) if lists_items(elements, start) else []
        return [Found("objective", one, "en.objective.listed") for one in several]
    ahead = range(noun + 1, min(noun + GOAL_REACH, len(elements)))
    verb = next((n for n in ahead if elements[n].kind in ("IS", "PROVIDES")), None)
    return _listed(elements[verb + 1 : clause_end(elements, verb + 1, words)], words) if verb is not None else []


def _listed(elements: list[Element], words: Words) -> list[Found]:
    span = trimmed([e for n, e in enumerate(elements) if n or e.kind != "TO"], words)
    return [Found("objective", span, "en.objective.listed")] if span and span.end - span.start > SHORTEST else []
