"""Tense, voice and denial of English acts, read from the auxiliaries before them: "was officially signed".

A base form ("extend") is an act only behind an auxiliary or "to", and many verbs ("reached") only with an agreement
near; elsewhere they are words. "signing" beside a word of prospect ("the need for signing …") is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.words import Words

MOST = 6
"""Most elements before an act that can belong to its verb group."""

NEAR = 14
"""Within so many elements behind an act its agreement is expected."""

BEFORE = 25
"""Within so many elements before a passive act its agreement is expected."""

PARTICIPLE = 9
"""Within so many elements before a participle with its agent or partner ("… concluded with Portugal")."""

_FUTURE = frozenset({"WILL", "TO", "MAY"})
_GROUP = _FUTURE | {"IS", "HAVE", "NO", "DID", "FAIL"}
_ADVERBS = frozenset({"ALSO", "SOON", "TIME"})


def settle_acts(elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every act's voice, time and sign as its auxiliaries say."""
    made: list[Element] = []
    for at, element in enumerate(elements):
        if element.kind in ("ACT", "ACTN", "ACTB") and _conditional(elements, at):
            made.append(replace(element, kind="WORD", value=""))
        elif element.kind in ("ACT", "ACTN", "ACTB"):
            made.append(_settled(made, element, elements[at + 1 : at + 1 + NEAR]))
        elif _ahead(elements, at, words):
            made.append(replace(element, extra=("future",)))
        else:
            made.append(element)
    return made


def _conditional(elements: list[Element], at: int) -> bool:
    """Say whether an act stands in a clause that "if" opens, or "Should Iran sign …"."""
    for n in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if elements[n].key == "should" and (n == 0 or elements[n - 1].kind in _OPENS):
            return True
        if elements[n].kind in ("IF", "COMMA", "SEMI", "QUOTE"):
            return elements[n].kind == "IF"
    return False


_OPENS = frozenset({"COMMA", "DASH", "QUOTE", "COLON", "THAT"})
"""What stands before "Should Iran sign …"."""


def _settled(before: list[Element], element: Element, after: list[Element]) -> Element:
    auxiliaries = [one.kind for one in _group(before)]
    group = {*auxiliaries, *(("HAVE", "DID") if _agreed(before, element) else ())}
    if not _is_act(before, element, after, group):
        return replace(element, kind="WORD", value="")
    event, voice, time, sign = element.value.split(":")
    if voice == "both":
        passive = auxiliaries[:1] == ["IS"] and element.kind != "ACTB"
        voice = "passive" if passive else "active" if group & (_FUTURE | {"HAVE"}) else voice
        time = "future" if group & _FUTURE else time
    sign = "-" if group & {"NO", "FAIL"} else sign
    return replace(element, kind="ACT", value=f"{event}:{voice}:{time}:{sign}")


def _agreed(before: list[Element], element: Element) -> bool:
    """Say whether it was agreed to do at once what a verb says ("have agreed to extend their agreement")."""
    led = bool(before) and before[-1].kind == "DECIDED" and before[-1].key.endswith("to")
    return led and element.value.startswith(_DONE)


_DONE = ("extension", "amendment", "suspension", "termination")
"""Acts that are done by agreeing on them."""


def _is_act(before: list[Element], element: Element, after: list[Element], group: set[str]) -> bool:
    """Say whether a verb is an act here: its agreement follows or, for a participle, stands before."""
    if _describes(before, element):
        return False
    if element.kind == "ACT":
        return True
    if element.kind == "ACTB" and not group & (_FUTURE | {"DID"}):
        return False
    if any(one.kind in ("NOUN", "REFERS") for one in after):
        return True
    led = bool(after) and after[0].kind in ("WITH", "BY", "BETWEEN")
    reach = BEFORE if "IS" in group or ":passive:" in element.value else PARTICIPLE if led else 3
    return element.kind != "ACTB" and any(one.kind in ("NOUN", "REFERS") for one in before[-reach:])


def _describes(before: list[Element], element: Element) -> bool:
    """Say whether a participle only describes the agreement of the act before it ("exchanged the signed texts")."""
    told = {"ONE", "THE", "ITS"} if [e for e in before[-_SAME:] if e.kind == "ACT"] else set()
    return ":both:past:" in element.value and bool(before) and before[-1].kind in (*told, "ACT")


_SAME = 4
"""Within so many elements behind an act the participle stands."""


def _group(before: list[Element]) -> Iterator[Element]:
    """Yield the elements of the verb group, backwards: auxiliaries with the adverbs between them."""
    for element in before[: -MOST - 1 : -1]:
        if element.kind in _GROUP:
            yield element
        elif element.kind == "AIM" and element.key.endswith("to"):
            yield replace(element, kind="TO")
        elif element.kind not in _ADVERBS and not element.key.endswith("ly"):
            return


def _ahead(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a signing named by a noun, or a withdrawal, has not yet been done."""
    if elements[at].kind == "SIGNN":
        return _to_come(elements, at, words)
    return elements[at].kind == "WITHDRAW" and _only_thought_of(elements, at, words)


def _only_thought_of(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a withdrawal is threatened, supposed or said to have consequences."""
    before = elements[max(0, at - AUXILIARY) : at]
    supposed = any(e.kind in ("WILL", "MAY", "IF", "NO") or e.key in words.sets["not yet"] for e in before)
    verdict = next((e.kind for e in elements[at + 1 : at + NEAR] if e.kind in _FINITE), "")
    return supposed or verdict == "WILL"


AUXILIARY = 5
"""Most elements before a withdrawal that make it one not yet done ("would unilaterally withdraw")."""

_FINITE = frozenset({"WILL", "IS", "HAVE", "ACT", "SAY"})


def _to_come(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a "signing" lies ahead: a word of prospect before it, or a future after it."""
    near = elements[max(0, at - MOST) : at]
    return any(one.key in words.prospects for one in near) or any(one.kind == "WILL" for one in elements[at:])
