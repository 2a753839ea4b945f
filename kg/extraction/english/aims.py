"""Aims in English: "aimed at …", "an agreement on …", "… to + verb", "agreed to …", "under the deal, X will …".

Where an aim opens is decided here; where it ends and how a list parts, in ``english.ends`` and ``english.items``.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.elements import Element, Sentence
from kg.extraction.english.areas import areas_after, areas_before, list_start, lists_items, parted, ways
from kg.extraction.english.bound import (
    after_noun,
    agreement_will,
    aims_there,
    lists_parties,
    noun_before,
    noun_close,
    others_aim,
    topic_follows,
)
from kg.extraction.english.ends import clause_end, dated
from kg.extraction.items import trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.words import Words
from kg.language import Span

_PARTY = frozenset(
    {"NAME", "PLACE", "INST", "STATE", "PARTIES", "BARE", "OFFICE", "CAPITAL", "PERSON", "IHEAD", "OHEAD", "IT"}
)
GOAL_REACH = 16
"""Within so many elements behind "the purpose of the agreement" its verb stands."""

GOAL_LED = 9
"""Within so many elements before "goals" the verb stands ("were reported to be some of the main goals")."""

SHORTEST = 3
"""Fewest characters of an aim ("gas")."""

REPORTED = 3
"""Most elements from "were" to "be" in "were reported to be some of the goals"."""

Opening = tuple[str, int]
"""What kind of aim opens, and the index where its words begin; ("", 0) for none."""

_NONE: Opening = ("", 0)

_PLAIN = {"AIM": "purpose", "DECIDED": "objective", "ON": "subject", "FOR": "subject", "PROVIDES": "objective"}
"""The kind of aim that a single word opens."""


def english_aims(sentence: Sentence, words: Words, *, claimed: bool = True) -> list[Found]:
    """Return the aims of an English sentence that tells of an agreement.

    claimed: it names parties or signers; one that does not opens an aim by a subject or purpose only beside an act.
    """
    elements = sentence.elements
    acted = claimed or any(e.kind in ("ACT", "SIGNN") for e in elements)
    if any(a.kind == "WITHOUT" and b.kind == "NOUN" for a, b in pairwise(elements)):
        return []
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
    what, start = _opening(elements, at, words)
    told = acted or what == "objective" or (elements[at].kind == "AIM" and noun_before(elements, at))
    if not what or not told:
        return [], at
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


def _opening(elements: list[Element], at: int, words: Words) -> Opening:
    kind = elements[at].kind
    if kind == "TO":
        return _infinitive(elements, at, words)
    if kind in ("WILL", "BASIS", "WHEREBY"):
        return _undertaking(elements, at, words)
    if kind == "AIM" and others_aim(elements, at):
        return _NONE
    what = _PLAIN.get(kind, "")
    if kind == "AIM" and not aims_there(elements, at):
        what = ""
    if kind == "DECIDED" and [e.kind for e in elements[at + 1 : at + 2]] == ["BY"]:
        what = ""
    if kind in ("ON", "FOR") and not (
        not dated(elements, at) and topic_follows(elements, at) and noun_close(elements, at)
    ):
        what = ""
    if kind == "DECIDED" and any(e.kind == "NOUN" for e in elements[at + 1 : at + 4]):
        what = ""
    if kind == "PROVIDES" and (_another(elements, at) or lists_parties(elements, at) or not noun_before(elements, at)):
        what = ""
    return (what, at + 1) if what else _NONE


def _another(elements: list[Element], at: int) -> bool:
    """Say whether what is included is an agreement itself ("the deals include the MOU between …")."""
    ahead = [e.kind for e in elements[at + 1 : at + 5] if e.kind not in ("ADJ", "COOP")]
    return ahead[:2] == ["ONE", "NOUN"] or ahead[:3] == ["THE", "NOUN", "BETWEEN"]


def _bound(elements: list[Element], at: int) -> bool:
    """Say whether an aim speaks of an agreement: no verb of speech stands between it and the noun before it."""
    nouns = [n for n, e in enumerate(elements[:at]) if e.kind in ("NOUN", "COOP")]
    if nouns:
        return not any(e.kind in ("SAY", "REPORT") for e in elements[nouns[-1] : at])
    return any(e.kind in ("NOUN", "COOP") for e in elements[at:])


def _infinitive(elements: list[Element], at: int, words: Words) -> Opening:
    """Read "… agreement … to expand …" and, before the agreement, "To expand …, X and Y signed …"."""
    adverb = at + 2 < len(elements) and elements[at + 1].key.endswith("ly") and not is_verb(elements[at + 1], words)
    begin = at + 2 if adverb else at + 1
    following = elements[begin] if begin < len(elements) else None
    if following is None or not is_verb(following, words):
        return _NONE
    fronted = (at == 0 or elements[at - 1].kind in ("DASH", "STOP", "TIME")) and {"NOUN", "ACT"} <= {
        e.kind for e in elements[at:]
    }
    return ("purpose", at + 1) if fronted or after_noun(elements, at, words.takers) else _NONE


def is_verb(element: Element, words: Words) -> bool:
    """Say whether an element can be the base form of a verb that opens an aim."""
    return words.actions.get(element.key) == "verb"


def _undertaking(elements: list[Element], at: int, words: Words) -> Opening:
    """Read "the agreement will ease …", "under the agreement, the two sides will ease …", "under which X are to …"."""
    if elements[at].kind == "WILL" and at == 1 and elements[0].kind == "PARTIES":
        return ("objective", at + 1)
    if elements[at].kind == "WILL":
        opens = at + 1 + (at + 1 < len(elements) and elements[at + 1].kind == "ALSO")
        verbal = opens < len(elements) and (is_verb(elements[opens], words) or elements[opens].kind == "PROVIDES")
        again = at > 0 and elements[at - 1].kind == "AND" and _will_before(elements, at - 1)
        return ("objective", opens) if verbal and (again or agreement_will(elements, at)) else _NONE
    start = _subject(elements, at)
    if start is None:
        return _NONE
    verb = next((n for n in range(start, min(start + 16, len(elements))) if _modal(elements, n)), None)
    if verb is None:
        return ("objective", start) if _told_clause(elements, at, start) else _NONE
    if elements[verb + 1 : verb + 2] and elements[verb + 1].kind == "NO":
        return _NONE
    begin = verb + (2 if elements[verb].kind == "IS" else 1)
    passive = [e.kind for e in elements[verb + 1 : verb + 2]] == ["IS"] and elements[verb].kind == "WILL"
    party = any(e.kind in _PARTY | {"NOUN"} or e.key in words.plurals for e in elements[start : start + 4])
    party = party and not passive
    return ("objective", begin if party and begin < len(elements) else start)


def _will_before(elements: list[Element], end: int) -> bool:
    """Say whether an earlier "will" of the sentence has the agreement as its subject."""
    return any(e.kind == "WILL" and agreement_will(elements, n) for n, e in enumerate(elements[:end]))


def _told_clause(elements: list[Element], at: int, start: int) -> bool:
    """Say whether a clause of its own follows "under the agreement," and is no news of signing or speech."""
    if elements[at].kind != "BASIS" or start < 1 or elements[start - 1].kind != "COMMA" or start - at > 12:
        return False
    if elements[start : start + 1] and elements[start].kind in _NO_CLAUSE and elements[start].key != "about":
        return False
    return not any(e.kind in ("SAY", "REPORT", "ACT", "HE", "COLON", "DECIDED") for e in elements[start : start + 12])


_NO_CLAUSE = frozenset("BUT AND THAT OTHER IF TO WITHOUT AFTER AS AIM PROVIDES WITH IN ON FOR IT".split())
"""What opens no clause of its own behind "under the agreement,"."""

_BEFORE_BASIS = frozenset("COMMA QUOTE COLON SAY THAT AND STOP DASH TIME SEMI RP BUT".split())
"""Behind these "under the agreement" opens a clause; elsewhere it only closes one ("commitments under the deal")."""


def _subject(elements: list[Element], at: int) -> int | None:
    """Return where the subject of the undertaking begins: after "under the agreement," or "under which"."""
    if elements[at].kind == "WHEREBY":
        return at + 1 if any(e.kind == "NOUN" for e in elements[:at]) else None
    if at > 1 and elements[at - 1].kind not in _BEFORE_BASIS:
        return None
    noun = next((n for n in range(at + 1, min(at + 5, len(elements))) if elements[n].kind in ("NOUN", "COMMA")), None)
    if noun is None or elements[noun].kind == "COMMA":
        return None
    comma = next((n for n in range(noun, min(noun + 16, len(elements))) if elements[n].kind == "COMMA"), None)
    later = [n for n in range(noun, min(noun + 22, len(elements))) if elements[n].kind == "COMMA"]
    signed = any(e.kind in ("ACT", "THAT") for e in elements[noun : noun + 4])
    if len(later) > 1 and any(e.kind in ("BETWEEN", "BY") for e in elements[noun : noun + 5]):
        return _behind_parties(elements, noun)
    if comma is None:
        return noun + 1
    return (later[1] if signed and len(later) > 1 and comma == noun + 1 else comma) + 1


def _behind_parties(elements: list[Element], noun: int) -> int | None:
    """Return where the subject begins behind "under the deal signed between X, Y and Z, …": after its last comma."""
    verb = next((n for n in range(noun, min(noun + 45, len(elements))) if _modal(elements, n)), noun)
    return next((n + 1 for n in range(verb - 1, noun, -1) if elements[n].kind == "COMMA"), None)


def _modal(elements: list[Element], at: int) -> bool:
    """Say whether "will", "shall" or "is to" stands here."""
    kind = elements[at].kind
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    return kind in ("WILL", "MAY") or (kind == "IS" and following == "TO")


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
