"""Lists of agreements in English: "X and Y signed an MOU on A, an MOU on B and an agreement on C".

Each one behind the first becomes a sentence that knows which one it was part of, so that its aims stay its own.
"""

from __future__ import annotations

from kg.extraction.elements import Element, Sentence
from kg.language import Span

HEAD = 6
"""Most elements from "a" to the noun of the agreement."""

_HEAD = frozenset({"WORD", "ADJ", "COOP", "NATIONAL", "NUM", "NAME", "DASH", "STATE", "QUOTE"})
_TOPIC = frozenset({"ON", "FOR", "TO", "BETWEEN", "IN", "OF", "AIM", "WITH"})
_BEFORE = frozenset({"COLON", "COMMA", "AND", "SEMI", "PROVIDES"})


def itemised(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences with every list of agreements cut into what comes before it and its items."""
    made: list[Sentence] = []
    for sentence in sentences:
        cuts = _cuts(sentence.elements)
        lead = len(made)
        for number, (a, b) in enumerate(zip([0, *cuts], [*cuts, len(sentence.elements)], strict=True)):
            part = sentence.elements[a:b]
            span = Span(part[0].span.start, part[-1].span.end) if cuts else sentence.span
            made.append(Sentence(len(made), span, part, lead if number else None, cut=number > 0))
    return made


def _cuts(elements: list[Element]) -> list[int]:
    """Return where the items of a list of agreements begin, [] where the sentence has none."""
    items = [at for at in range(1, len(elements)) if _item(elements, at)]
    if not items:
        return []
    before = elements[: items[0]]
    signed = any(e.kind == "ACT" and e.value.startswith("signing:") and ":passive:" not in e.value for e in before)
    noun = any(e.kind == "NOUN" for e in before)
    listing = elements[items[0] - 1].kind in ("COLON", "PROVIDES") and noun
    opened = signed and noun and any(e.kind in _TOPIC for e in _behind_noun(before))
    parted = elements[items[0] - 1].kind == "AND" or len(items) > 1
    return items if (listing and len(items) > 1) or (opened and parted) else []


def _behind_noun(before: list[Element]) -> list[Element]:
    """Return the two elements behind the first noun."""
    at = next(n for n, e in enumerate(before) if e.kind == "NOUN")
    return before[at + 1 : at + 3]


def _item(elements: list[Element], at: int) -> bool:
    """Say whether "an agreement on …" opens an item here: behind a mark, with a topic or parties of its own."""
    before = elements[at - 2 if at > 1 and elements[at - 1].kind == "ALSO" else at - 1].kind
    included = elements[at].kind == "THE" and before == "PROVIDES"
    if not (elements[at].kind == "ONE" or included) or before not in _BEFORE:
        return False
    end = at + 1
    while end < len(elements) and end - at < HEAD and elements[end].kind in _HEAD:
        end += 1
    if end >= len(elements) or elements[end].kind != "NOUN":
        return False
    follows = elements[end + 1].kind if end + 1 < len(elements) else "STOP"
    titled = end > at + 1 and follows in ("COMMA", "AND", "STOP", "SEMI")
    return follows in _TOPIC or titled
