"""Where an aim opens in an English sentence: "aimed at …", "on …", "to expand …", "under which X will …"."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.english.bound import (
    after_noun,
    agreement_will,
    aims_there,
    lists_parties,
    noun_before,
    noun_close,
    noun_told,
    others_aim,
    topic_follows,
)
from kg.extraction.english.ends import dated
from kg.extraction.words import Words

Opening = tuple[str, int]
"""What kind of aim opens, and the index where its words begin; ("", 0) for none."""

_NONE: Opening = ("", 0)

_PLAIN = {"AIM": "purpose", "DECIDED": "objective", "ON": "subject", "FOR": "subject", "PROVIDES": "objective"}
"""The kind of aim that a single word opens."""

_PARTY = frozenset(
    {"NAME", "PLACE", "INST", "STATE", "PARTIES", "BARE", "OFFICE", "CAPITAL", "PERSON", "IHEAD", "OHEAD", "IT"}
)

_VERBAL = frozenset({"THAT", "TO", "WORD", "WILL", "BASIS", "WHEREBY"})
"""What may open an aim that is a clause."""

_NO_CLAUSE = frozenset("BUT AND THAT OTHER IF TO WITHOUT AFTER AS AIM PROVIDES WITH IN ON FOR IT".split())
"""What opens no clause of its own behind "under the agreement,"."""

_BEFORE_BASIS = frozenset("COMMA QUOTE COLON SAY THAT AND STOP DASH TIME SEMI RP BUT".split())
"""Behind these "under the agreement" opens a clause; elsewhere it only closes one ("commitments under the deal")."""


def opening(elements: list[Element], at: int, words: Words) -> Opening:
    """Return what kind of aim opens at an element, and where."""
    kind = elements[at].kind
    if kind in _VERBAL:
        return _clause_opening(elements, at, words)
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


def _clause_opening(elements: list[Element], at: int, words: Words) -> Opening:
    """Return the opening of an aim that is a clause: an infinitive, a gerund, "so that …" or an undertaking."""
    kind = elements[at].kind
    if kind in ("THAT", "TO") and _for_that(elements, at):
        return "purpose", at + 1
    if kind == "WORD":
        return ("objective", at) if _doing(elements, at, words) else _NONE
    if kind == "TO":
        return _infinitive(elements, at, words)
    return _undertaking(elements, at, words) if kind != "THAT" else _NONE


def _for_that(elements: list[Element], at: int) -> bool:
    """Say whether "an agreement so that …" or "an agreement whose purpose is to …" opens its aim here."""
    kinds = [e.kind for e in elements[max(0, at - 3) : at]]
    led = kinds == ["THAT", "GOAL", "IS"] if elements[at].kind == "TO" else elements[at].key == "sothat"
    return led and noun_told(elements, at)


def _doing(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a gerund behind the agreement tells what it does ("a protocol increasing the number of …")."""
    gerund = elements[at].kind == "WORD" and words.actions.get(elements[at].key) == "gerund"
    before = [e for e in elements[:at] if e.kind not in ("TIME", "HERE")]
    plain = gerund and elements[at].key not in words.sets["no deed"] and bool(before)
    return plain and before[-1].kind == "NOUN" and len(elements) > at + 1 and elements[at + 1].kind != "STOP"


def _another(elements: list[Element], at: int) -> bool:
    """Say whether what is included is an agreement itself ("the deals include the MOU between …")."""
    ahead = [e.kind for e in elements[at + 1 : at + 5] if e.kind not in ("ADJ", "COOP")]
    return ahead[:2] == ["ONE", "NOUN"] or ahead[:3] == ["THE", "NOUN", "BETWEEN"]


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
