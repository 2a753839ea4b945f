"""Whether an English opener ("to expand", "on", "will", "including") speaks of the agreement before it.

The same words open anything; they open an aim where the noun of the agreement is near and nothing between takes them.
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.naming import own_name

_SUBJECT_GAP = frozenset(
    "TIME NUM ADJ COOP WORD HAVE WORTH ACT IS DURING LP RP NOUN NAME IN CAPITAL PLACE COMMA WITH STATE INST AND THE "
    "BETWEEN OF NATIONAL POSS ITS OFFICE PERSON DASH SIGN PARTIES BARE IHEAD UNIT BASED ALSO OTHER PROVINCE CITY "
    "COUNTY BY ONE".split()
)
"""What may stand between the agreement and "on": the parties, the place, the time and the price of signing."""

_PURPOSE_BREAKS = frozenset("STOP SAY AIM TO THAT SEMI IS ASKED WILL MAY HE BUT IF DECIDED REPORT".split())
"""What between the agreement and "to" shows that another verb takes the infinitive."""

_NO_SUBJECT = frozenset("BASIS TO IF WITHOUT WITHDRAW".split())
"""Before the noun of an agreement these show that it is not what "will" speaks of."""

PLAIN = 3
"""Most plain words between the agreement and its topic, where no act or party stands there."""

LISTED = frozenset({"STATE", "INST", "CAPITAL", "PERSON", "OFFICE"})
"""What "including" names where it lists the parties, not the contents."""


def after_noun(elements: list[Element], at: int, takers: frozenset[str]) -> bool:
    """Say whether the noun of the agreement stands before "to", and no other word takes the infinitive.

    takers: words like "efforts" and "ready", which do.
    """
    nouns = [n for n, e in enumerate(elements[:at]) if e.kind == "NOUN"]
    if not nouns or elements[at - 1].key in takers or _joined(elements[at - 1]):
        return False
    gap = [e.kind for e in elements[nouns[-1] + 1 : at]]
    if gap[:1] == ["THAT"] and "ACT" in gap:  # "the deal that X signed with Y to …"
        gap = gap[1:]
    if own_name(elements[nouns[-1]]) and "ACT" not in gap:
        return False
    commas = [n for n in range(nouns[-1] + 1, at) if elements[n].kind == "COMMA"]
    joined = all(elements[n + 1].key.endswith("ing") or _lists(elements, n) for n in commas)
    finite = [kind for n, kind in enumerate(gap) if kind != "IS" or "ACT" not in gap[n : n + 3]]
    return joined and len(gap) <= 22 and not _PURPOSE_BREAKS & set(finite)


def noun_told(elements: list[Element], at: int) -> bool:
    """Say whether an agreement stands before, in the same sentence and with no verb of speech between."""
    nouns = [n for n, e in enumerate(elements[:at]) if e.kind == "NOUN"]
    told = bool(nouns) and not own_name(elements[nouns[-1]])
    return told and not any(e.kind in ("SAY", "REPORT", "STOP") for e in elements[nouns[-1] : at])


def _lists(elements: list[Element], comma: int) -> bool:
    """Say whether a comma stands in a list of parties, or closes the title of one."""
    near = [e.kind for e in elements[comma + 1 : comma + 3]]
    return bool(near) and (near[0] in LISTED | {"NAME"} or (near[0] in ("AND", "THE") and near[-1] in _LISTABLE))


_LISTABLE = frozenset({"STATE", "INST", "CAPITAL", "NAME", "THE", "WORD", "OFFICE", "PERSON", "BARE"})


def _joined(element: Element) -> bool:
    """Say whether "and" or "or" stands here: what follows goes on from a verb before."""
    return element.kind == "AND" or element.key == "or"


def noun_close(elements: list[Element], at: int) -> bool:
    """Say whether the agreement stands before "on" or "for", with only parties, time and place between."""
    if elements[at - 1].kind == "IS" and elements[at].kind == "ON" and at > 1:
        return noun_before(elements, at - 1)
    before = elements[max(0, at - 18) : at]
    nouns = [n for n, e in enumerate(before) if e.kind == "NOUN"]
    gap = _undated(before[nouns[-1] + 1 :]) if nouns else []
    if nouns and own_name(before[nouns[-1]]) and not any(e.kind == "ACT" for e in gap):
        return False
    bound = any(e.kind in ("ACT", "BETWEEN", "WITH") for e in gap) or sum(e.kind == "WORD" for e in gap) <= PLAIN
    return bool(nouns) and bound and all(e.kind in _SUBJECT_GAP for e in gap)


def _undated(gap: list[Element]) -> list[Element]:
    """Return the elements without brackets and the "on" of a day ("signed an agreement on Thursday for …")."""
    plain, depth = [], 0
    for element in gap:
        depth += (element.kind == "LP") - (element.kind == "RP" and depth > 0)
        if not depth and element.kind != "RP":
            plain.append(element)
    return [e for n, e in enumerate(plain) if e.kind != "ON" or [one.kind for one in plain[n + 1 : n + 2]] != ["TIME"]]


def topic_follows(elements: list[Element], at: int) -> bool:
    """Say whether a topic, and no party, sum or span of time follows "on" or "for"."""
    following = elements[at + 1].kind if at + 1 < len(elements) else "STOP"
    if any(e.kind == "UNIT" for e in elements[at + 1 : at + 5]) or (
        following == "NAME" and _name_goes_on(elements, at)
    ):
        return False
    if [e.kind for e in elements[at + 1 : at + 3]] == ["THE", "STATE"]:  # "on the Iranian side"
        return [e.kind for e in elements[at + 3 : at + 4]] == ["POSS"]
    if following == "STATE" and elements[at - 1].kind == "NOUN":
        return [e.kind for e in elements[at + 2 : at + 3]] == ["POSS"]
    return following in ("WORD", "THE", "COOP", "ADJ", "ONE", "IHEAD", "IMPLEMENT") or (
        elements[at].kind == "ON"
        and (following in ("NAME", "NATIONAL") or (following == "PLACE" and elements[at - 1].kind == "NOUN"))
    )


def _name_goes_on(elements: list[Element], at: int) -> bool:
    """Say whether "on" stands inside a name ("Commission on Trade")."""
    return elements[at - 1].kind in ("INST", "NAME", "IHEAD", "BARE")


def others_aim(elements: list[Element], at: int) -> bool:
    """Say whether a body has an aim of its own ("adding that the government seeks to …")."""
    nouns = [n for n, e in enumerate(elements[:at]) if e.kind == "NOUN"]
    gap = [e.kind for e in elements[nouns[-1] + 1 if nouns else 0 : at]]
    return gap[-1:] != [] and gap[-1] in LISTED | {"BARE"} and bool({"SAY", "THAT"} & set(gap))


PARTED = 14
"""Most elements from "the MOU between X and Y" to its verb."""


def _subject_before(kinds: list[str]) -> list[str]:
    """Return the last five elements, or all from "the MOU between" on."""
    owned = [n for n in range(len(kinds) - 1) if kinds[n : n + 2] == ["NOUN", "BETWEEN"]]
    return kinds[min(owned[-1], max(0, len(kinds) - 5)) :] if owned else kinds[-5:]


def noun_before(elements: list[Element], at: int) -> bool:
    """Say whether the agreement is the subject: its noun right before, with at most a bracket or "which" between."""
    before = _subject_before([e.kind for e in elements[max(0, at - PARTED) : at]])
    if before in (["IT"], ["IT", "ALSO"]):
        return True
    head = [e.kind for e in elements[:HEAD]]
    if before[-1:] == ["COMMA"] and "NOUN" in head and head[head.index("NOUN") + 1 :][:1] == ["COMMA"]:
        return True
    gap = set(before[before.index("NOUN") :]) if "NOUN" in before else {"STOP"}
    another = gap & {"AS", "HE", "IT", "PARTIES", "OTHER"} or (
        gap & LISTED and not gap & {"BETWEEN", "WITH", "OF", "BY", "FOR"}
    )
    return not another and not {"STOP", "SAY", "ACT"} & gap


def agreement_will(elements: list[Element], at: int) -> bool:
    """Say whether the agreement is the subject of "will", and not somebody named after it."""
    noun = next((n for n in range(at - 1, max(-1, at - 6), -1) if elements[n].kind == "NOUN"), None)
    if noun is None:
        return noun_before(elements, at) and at > 0 and elements[at - 1].kind == "COMMA"
    gap = {e.kind for e in elements[noun + 1 : at]}
    led = {e.kind for e in elements[max(0, noun - 4) : noun]} | {e.kind for e in elements[:noun] if e.kind == "IF"}
    return gap <= {"LP", "RP", "NOUN", "THAT", "ALSO", "WORD", "COMMA", "WITH", "BETWEEN"} and not led & _NO_SUBJECT


def lists_parties(elements: list[Element], at: int) -> bool:
    """Say whether "including" at ``at`` goes on with a list of states or bodies ("with X, including Y and Z")."""
    ahead = [e.kind for e in elements[at + 1 : at + 6] if e.kind not in ("THE", "LP", "OFFICE")]
    if ahead[:2] == ["STATE", "POSS"]:
        ahead = ahead[2:]
    named = ahead[:1] != [] and (ahead[0] in LISTED or (ahead[0] == "NAME" and elements[at].key == "including"))
    return named and ahead[1:2] in (["COMMA"], ["AND"], ["STOP"])


def aims_there(elements: list[Element], at: int) -> bool:
    """Say whether "aimed at" speaks of an agreement: one stands before, or the words open the sentence."""
    if any(e.kind in ("NOUN", "COOP") for e in elements[:at]) or (at < OPENING and elements[0].kind == "IT"):
        return True
    return at < OPENING and any(e.kind in ("NOUN", "COOP") for e in elements)


HEAD = 12
"""Most elements of the subject that a clause between commas follows ("The 25-year X-Y accord, which …, covers …")."""

OPENING = 3
"""Within so many elements of its beginning an aim opens a sentence ("In a bid to ease trade, X and Y signed")."""
