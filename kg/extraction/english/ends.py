"""Where an English aim ends: at a mark, a verb of speech, a new clause, the parties, the time or place of signing."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.words import Words

_STOPS = frozenset(
    "HERE DURING SIGNED SOURCE SOON STOP SEMI COLON REPORT SAY THAT BASIS DECIDED QUOTE ACT AIM WHEREBY PROVIDES "
    "HE".split()
)


_AFTER_COMMA = frozenset("WITH THAT OTHER ALSO OF AFTER PERSON BUT HE IT WITHOUT AIM BASIS IF".split())


_CLOSING = frozenset({"REPORT", "SAY", "ACT"})


_DOERS = frozenset({"STATE", "INST", "PARTIES", "NAME", "OFFICE", "PERSON"})


_FINITE = frozenset({"IS", "HAVE", "WILL"})


_TURNS = frozenset({"AS", "HE", "IT", "NO", "THAT", "BUT", "IS", "HAVE", "WILL"})


CLAUSE = 6
"""Within so many elements behind a comma a verb shows a clause of its own ("…, the institute has found …")."""


BRACKET = 45
"""Most elements of a bracket inside an aim."""


NAMED = 8
"""Within so many elements behind "with", "namely" shows that the partners are named ("with two bodies namely X …")."""


REACH = 16
"""So many elements after a comma are searched for the verb of speech that it leads to."""


def clause_end(elements: list[Element], at: int, words: Words, *, topic: bool = False) -> int:
    """Return the index where the aim that begins at ``at`` ends. topic: it follows "on" and is no clause."""
    start = at
    while at < len(elements):
        if elements[at].kind == "LP":
            at = _bracket_end(elements, at)
            continue
        if _ends(elements, start, at, words, topic=topic) or (topic and _topic_ends(elements, start, at)):
            return at
        at += 1
    return at


def _ends(elements: list[Element], start: int, at: int, words: Words, *, topic: bool) -> bool:
    """Say whether an aim that began at ``start`` ends before the element at ``at``."""
    kind = elements[at].kind
    ahead = [e.kind for e in elements[at + 1 : at + 1 + REACH]]
    if kind == "PROVIDES" and _goes_on(elements, start, at):
        return False
    if kind in _STOPS:
        return kind != "ACT" or at == start or elements[at - 1].kind != "NOUN"
    if _next_frame(elements, start, at, words) or (kind == "COMMA" and not topic and _remark(elements, start, at)):
        return True
    further = topic and [one for one in ahead[:2] if one != "AND"][:1] == ["ON"]  # ", and on"
    along = further or elements[at].value == "along"
    if kind in ("COMMA", "AND") and (along or _closes(elements, at, words, listed=topic)):
        return True
    signed_there = kind == "IN" and ahead[:3] in (["PLACE", "ON", "TIME"], ["CAPITAL", "ON", "TIME"])
    if signed_there or (kind in ("ON", "IN") and dated(elements, at)) or (kind == "FOR" and "UNIT" in ahead[:4]):
        return True
    named = ahead[1:] if ahead[:1] == ["THE"] else ahead
    partners = named[:1] in (["INST"], ["STATE"], ["OFFICE"]) or "NAMELY" in ahead[:NAMED]
    return (kind == "WITH" and at > start + 1 and partners) or _means(elements, start, at, words)


def _means(elements: list[Element], start: int, at: int, words: Words) -> bool:
    """Say whether the means ("…, by using local knowledge") or a term ("by October") begins here."""
    by = at + (elements[at].kind == "COMMA")
    if at <= start + 1 or by + 1 >= len(elements) or elements[by].kind != "BY":
        return False
    return elements[by + 1].kind == "TIME" or words.actions.get(elements[by + 1].key) == "gerund"


def _next_frame(elements: list[Element], start: int, at: int, words: Words) -> bool:
    """Say whether the doer of a signature, those present at it or its ceremony begin here ("… at a ceremony in X")."""
    if elements[at].kind == "IN":
        ahead = elements[at + 1 : at + 4]
        held = at > start and [e.kind for e in ahead[:1]] == ["ONE"]
        return any(e.kind == "PRESENCE" for e in ahead[:2]) or (
            held and any(e.key in words.sets["ceremony"] for e in ahead)
        )
    return elements[at].kind in _DOERS and at > start and _acts(elements, at + 1)


def _remark(elements: list[Element], start: int, comma: int) -> bool:
    """Say whether a participle closes an aim that is a verb and its object ("build X, raising its profile in …")."""
    verb, object_ = [*elements[comma + 1 : comma + 3], elements[start], elements[start]][:2]
    infinitive = elements[start].kind == "WORD" and not elements[start].key.endswith("ing")
    return infinitive and verb.kind == "WORD" and verb.key.endswith("ing") and object_.kind in ("ITS", "THE", "THIS")


def _acts(elements: list[Element], at: int) -> bool:
    """Say whether an act in the active stands here ("… Iran has signed …")."""
    return at < len(elements) and elements[at].kind == "ACT" and ":passive:" not in elements[at].value


def _goes_on(elements: list[Element], start: int, at: int) -> bool:
    """Say whether "cover", "pave the way for" and the like is one more verb of the aim, not of the agreement."""
    if at == start:
        return True
    joined = elements[at - 1].kind in ("AND", "TO", "WILL", "ALSO", "COMMA")
    return joined and not elements[at].key.endswith("ing")


def _topic_ends(elements: list[Element], start: int, at: int) -> bool:
    """Say whether a topic ("on …") ends here: at the parties or at the place of signing."""
    kind = elements[at].kind
    ahead = [e.kind for e in elements[at + 1 : at + 1 + REACH]]
    if kind == "BETWEEN" and at > start and _named(ahead):
        return True
    if kind in _FINITE | {"AFTER"} and at > start:
        return True
    return kind == "IN" and ahead[:1] in (["CAPITAL"], ["PLACE"]) and _last(ahead[1:])


def _bracket_end(elements: list[Element], start: int) -> int:
    """Return the index after the bracket that opens at ``start``; of one that never closes, the next one."""
    ahead = range(start + 1, min(start + BRACKET, len(elements)))
    return next((n + 1 for n in ahead if elements[n].kind == "RP"), start + 1)


def dated(elements: list[Element], at: int) -> bool:
    """Say whether a time follows "on" or "in": a day, a month, "May 16"."""
    ahead = elements[at + 1 : at + 3]
    kinds = [e.kind for e in ahead]
    return kinds[:1] == ["TIME"] or (kinds == ["NAME", "NUM"] and len(ahead[0].key) == 3)


def _named(ahead: list[str]) -> bool:
    return next((kind for kind in ahead if kind not in ("THE", "NATIONAL", "POSS")), "") in ("INST", "STATE", "OFFICE")


def _last(after: list[str]) -> bool:
    """Say whether the clause ends here: nothing, a mark or a time follows."""
    return not after or after[0] in ("STOP", "COMMA", "SEMI", "QUOTE", "TIME") or after[:2] == ["ON", "TIME"]


def _clause_of_another(elements: list[Element], at: int) -> bool:
    """Say whether "and" opens a clause with its own subject and "has" ("… and the company has presented results")."""
    subject = [e.kind for e in elements[at + 1 : at + 4]]
    led = subject[:1] in (["THE"], ["ITS"], ["NAME"], ["INST"], ["STATE"])
    return led and "HAVE" in subject[1:] and set(subject[: subject.index("HAVE")]) <= _OWN


_OWN = frozenset({"THE", "ITS", "NAME", "INST", "STATE", "IHEAD", "BARE", "WORD", "PARTIES"})


MEETING = 5
"""Within so many elements behind ", in" a meeting is named where it was signed ("…, in a trilateral meeting in X")."""


def _speaker(ahead: list[Element]) -> bool:
    """Say whether who is quoted follows a mark, by his office ("…, an official at the ministry, N, said")."""
    led = [e.kind for e in ahead[:2] if e.kind not in ("ONE", "THE")][:1] == ["OFFICE"]
    return led and any(e.kind in ("SAY", "REPORT") for e in ahead)


def _counts_more(ahead: list[Element], words: Words) -> bool:
    """Say whether more agreements are counted here, of which no aim before them holds anything ("and two MOUs")."""
    further = [e for e in ahead[:6] if e.kind not in ("AND", "ALSO", "ADJ", "COOP")]
    if [e.kind for e in further[:3]] == ["ONE", "NOUN", "BETWEEN"]:
        return True
    counted = [e for e in ahead[:3] if e.kind != "AND"][:2]
    if [e.kind for e in counted[1:]] != ["NOUN"]:
        return False
    return counted[0].kind == "NUM" or counted[0].key in words.sets["counts more"]


def _closes(elements: list[Element], at: int, words: Words, *, listed: bool) -> bool:
    """Say whether a comma or "and" ends the aim: a new clause or the source of the news follows.

    listed: the aim is a topic, whose last item may stand before "were signed".
    """
    ahead = elements[at + 1 : at + 1 + REACH]
    kinds = [e.kind for e in ahead]
    met = kinds[:1] == ["IN"] and any(e.key in words.sets["meeting"] for e in ahead[1:MEETING])
    turned = elements[at].kind == "COMMA" and kinds[:1] and (kinds[0] in _AFTER_COMMA or met)
    if turned or _counts_more(ahead, words) or _speaker(ahead):
        return True
    if elements[at].kind == "AND":
        if _clause_of_another(elements, at):
            return True
        sides = kinds[:1] == ["PARTIES"] and kinds[1:2] in (["IS"], ["HAVE"])
        noun = sides or kinds[:1] == ["NOUN"] or (kinds[:1] in (["THE"], ["THIS"]) and kinds[1:2] == ["NOUN"])
        return noun or (kinds[:1] != [] and (kinds[0] in _TURNS or ahead[0].key in words.sets["own subject"]))
    until = next((n for n, one in enumerate(kinds) if one in ("STOP", "COMMA", "SEMI", "TO")), len(kinds))
    clause = next((n for n, one in enumerate(kinds[:until]) if one in _FINITE), until)
    if clause < min(until, CLAUSE) and not {"THAT", "AND"} & set(kinds[:clause]):
        return kinds[clause : clause + 2] != ["IS", "ACT"]
    if listed and kinds[:1] == ["AND"] and clause < until:
        return False
    closing = next((e for e in ahead[:until] if e.kind in _CLOSING), None)
    return closing is not None and not (listed and ":passive:" in closing.value)
