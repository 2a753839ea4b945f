"""English names for several bodies of one state at once: "14 Iranian banks", "a group of Austrian companies".

Nobody names them one by one, so they are one body under the name that the text prints.
"""

from __future__ import annotations

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

LEAD = 2
"""Most words between the adjective of a state and the plural ("Iranian *private construction* companies")."""

SUBJECT = 2
"""Elements of "X and" where it opens a sentence."""

_VERBS = frozenset({"ACT", "HAVE", "WILL"})
_OPENS = frozenset({"COMMA", "DASH", "THAT", "COLON", "QUOTE", "TIME"})
"""What stands before the subject of a clause."""

_AFTER = frozenset({"AND", "ACT", "WILL", "HAVE", "TO", "IN", "ON", "FOR", "COMMA", "STOP", "TIME", "WORTH", "AIM"})


def collective_bodies(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every such group of bodies joined, where it can be somebody's partner."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        end = _end(text, elements, at, words)
        start = len(made)
        if end and made and made[-1].kind == "NUM":
            start -= 1
        acts = end and end < len(elements) and elements[end].kind in _VERBS
        if (
            end
            and _partner(made[:start], words, acts=bool(acts))
            and (end >= len(elements) or elements[end].kind in _AFTER)
        ):
            span = Span((made[start] if start < len(made) else elements[at]).span.start, elements[end - 1].span.end)
            name = " ".join(span.of(text).split())
            body = named_body(words.lexicon, name, "company", "company", "en")
            made[start:] = [Element("INST", span, skeleton_key(name), body=body)]
            at = end
        else:
            made.append(elements[at])
            at += 1
    return made


def _end(text: str, elements: list[Element], at: int, words: Words) -> int:
    """Return the index after the plural that the adjective of a state at ``at`` opens, 0 where none follows."""
    if elements[at].kind != "NATIONAL":
        return 0
    for end in range(at + 1, min(at + 2 + LEAD, len(elements))):
        small = text[elements[end].span.start].islower()
        several = elements[end].key in words.plurals or elements[end].key in words.sets["trade"]
        if small and elements[end].kind in ("WORD", "IHEAD") and several:
            return end + 1
        if not small or elements[end].kind not in ("WORD", "COOP"):
            return 0
    return 0


def _partner(made: list[Element], words: Words, *, acts: bool) -> bool:
    """Say whether what stands before opens a partner: "between", "with", or a clause whose verb follows (acts)."""
    several = words.sets["several of"]
    behind = [e for e in made if e.kind not in ("ONE", "OF", "THE") and e.key not in several]
    opened = acts and bool(behind) and behind[-1].kind in _OPENS
    return not behind or behind[-1].kind in ("BETWEEN", "WITH") or opened or _listed(behind)


def _listed(behind: list[Element]) -> bool:
    """Say whether "and" stands there with another body before it, which opens the sentence or follows "between"."""
    bodies = behind[-1].kind == "AND" and len(behind) > 1 and behind[-2].kind in ("INST", "STATE", "NAME")
    opened = len(behind) == SUBJECT or any(e.kind in ("BETWEEN", "WITH") for e in behind[-6:-2])
    return bodies and opened
