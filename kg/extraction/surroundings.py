"""The states around an agreement's noun: which of them a commentary takes for its parties.

Each mention weighs by its kind and nearness; where a state is only a place («در قطر»), a destination or a mediator it
weighs nothing. The home state, once named, is one of the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.extraction.counted import state_of
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element, Sentence
from kg.extraction.parties import Member
from kg.extraction.standing import figure, state_of_post

REACH = 4
"""So many sentences before and after the noun are its surroundings."""

HEADLINE = 2
"""The sentences that open a text are never far from what it is about."""

_NEAR = (6, 3, 2, 1, 1)
"""Weight of a mention by its distance in sentences."""

_NAMING = ("STATE", "CAPITAL", "OFFICE", "INST", "NATIONAL", "PERSON", "PLACE")
_LIGHT = ("NATIONAL", "INST", "OFFICE", "PLACE")
_LEAST = 4
"""A second state that weighs less is named by the way."""

_LEADING = ("IN", "CITY", "PROVINCE", "HOSTBY", "REPORT")
_WAYS = ("IN", "FROMP", "TO", "HOSTBY", "NOUN")
_THEMES = ("AIM", "INCLUDES", "TOPICHEAD", "TO")
_PRINTED = ("STATE", "CAPITAL", "NATIONAL", "PLACE")


def states_around(document: Document, sentence: Sentence, known: frozenset[str] = frozenset()) -> list[Member]:
    """Return the one or two states that stand out around a sentence, as members in the order of the text.

    known: ids of states that are parties already; they come first.
    """
    counts: Counter[str] = Counter()
    best: dict[str, tuple[int, Element, Body]] = {}
    shut = _mediators(document)
    for distance, element, body in _mentions(document, sentence):
        if body.id in shut and body.id not in known:
            continue
        counts[body.id] += _NEAR[distance] * _weight(document, element)
        rank = (0 if element.kind in ("STATE", "CAPITAL") else 1 if element.kind in _PRINTED else 2) * 9 + distance
        if body.id not in best or rank < best[body.id][0]:
            best[body.id] = (rank, element, body)
    printed = {key for key, (_, element, _) in best.items() if element.kind != "NATIONAL"}
    counts = Counter({key: number for key, number in counts.items() if key in printed or key in known})
    chosen = _chosen(counts, known, document.words.home)
    found = sorted((best[key][1:] for key in chosen), key=lambda one: one[0].span)
    return [_member(document, element, body) for element, body in found]


def _weight(document: Document, element: Element) -> int:
    sovereign = element.post is not None and state_of_post(element.post, document.words) is not None
    return 1 if element.kind in _LIGHT and not sovereign else 2


def _chosen(counts: Counter[str], known: frozenset[str], home: str) -> list[str]:
    """Return the known states, the home state and those named most: at most two, none on a tie."""
    first = [key for key in counts if key in known] or [key for key in counts if key == home]
    others = [(key, number) for key, number in counts.most_common() if key not in first and number >= _LEAST]
    if home in counts and home not in first and len(first) == 1:
        return [*first, home]
    room = 2 - len(first)
    if room > 0 and len(others) > room and others[room - 1][1] == others[room][1]:
        return first
    return [*first, *(key for key, _ in others[: max(0, room)])]


def _mentions(document: Document, sentence: Sentence) -> Iterator[tuple[int, Element, Body]]:
    """Yield every mention of a state near the sentence as a possible party, with its distance."""
    low = max(0, sentence.number - REACH)
    for near in document.sentences[low : sentence.number + REACH + 1]:
        for at, element in enumerate(near.elements):
            if element.kind in _NAMING and not _placed(document, near.elements, at):
                body = state_named(document, element)
                if body:
                    distance = abs(near.number - sentence.number)
                    yield min(distance, 2) if near.number < HEADLINE else distance, element, body


def state_named(document: Document, element: Element) -> Body | None:
    """Return the state that an element names or stands for, or None."""
    if element.kind == "PERSON" and element.person:
        return figure(document, element.person)
    if element.kind == "PLACE":
        return element.body
    if element.kind == "OFFICE" and element.post and element.post.body is None:
        return document.words.figure_states.get(element.key)
    found = state_of(element, document.words)
    if found and found.kind != "state":
        found = None
    return found or (state_of_post(element.post, document.words) if element.post else None)


def _placed(document: Document, elements: list[Element], at: int) -> bool:
    """Say whether a state stands as a place, a theme or a name's part only («در قطر», «جبهه لبنان»)."""
    before = [e for e in elements[max(0, at - 4) : at] if e.kind != "COUNTRY"]
    last = before[-1] if before else None
    if last is None:
        return False
    if last.kind in _LEADING or last.value == "place":
        return True
    if elements[at].kind not in ("PLACE", "CAPITAL"):
        return _themed(document, elements[at], last)
    named = last.kind in ("NOUN", "COOP", "ADJ") and not _listed(elements, at)
    return named or (elements[at].kind == "PLACE" and any(e.kind in _WAYS for e in before))


def _themed(document: Document, element: Element, last: Element) -> bool:
    """Say whether another state than the home one is only what is spoken of («درباره لبنان», «به عراق»)."""
    abroad = element.body is not None and element.body.id != document.words.home
    return abroad and last.kind in _THEMES


def _listed(elements: list[Element], at: int) -> bool:
    return [e.kind for e in elements[at + 1 : at + 2]] in (["AND"], ["WITH"], ["COMMA"])


def _mediators(document: Document) -> set[str]:
    """Return the ids of the states that the text calls mediators or hosts."""
    found: set[str] = set()
    for sentence in document.sentences:
        for at, element in enumerate(sentence.elements):
            if element.kind in ("MEDIATE", "HOST", "HOSTBY"):
                near = sentence.elements[max(0, at - 3) : at + 5]
                bodies = (state_named(document, e) for e in near if e.kind in _NAMING)
                found |= {body.id for body in bodies if body}
    return found


def _member(document: Document, element: Element, body: Body) -> Member:
    person = element.person if element.kind == "PERSON" else None
    span = element.name or element.span
    posts = [(element.post, element.span)] if element.post else []
    return Member(span, body, named=element.kind in _PRINTED, person=person, posts=posts)
