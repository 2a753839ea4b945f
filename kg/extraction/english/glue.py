"""English words that stand together or apart: possessives, hyphens, apostrophes in names, capitals of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import Span

_SEATS = frozenset({"STATE", "CAPITAL", "PLACE", "WORD", "NATIONAL"})
APOSTROPHES = ("'", "’")


def possessives(elements: list[Element]) -> list[Element]:
    """Part a word from the 's or the apostrophe behind its plural s, as POSS."""
    made: list[Element] = []
    for element in elements:
        size = 2 if element.key.endswith("'s") else 1 if element.key.endswith("s'") else 0
        if element.kind == "WORD" and size and element.span.end - element.span.start > size + 1:
            cut = element.span.end - size
            made.append(replace(element, span=Span(element.span.start, cut), key=element.key[:-size]))
            made.append(Element("POSS", Span(cut, element.span.end)))
        else:
            made.append(element)
    return made


def glued(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join what stands without a space («Sam-hyon», «Bat’haei»); a possessive 's becomes POSS."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        steps = (join(text, made, elements, at, words) for join in _JOINS)
        step = next((step for step in steps if step), 0)
        if not step:
            made.append(elements[at])
        at += step or 1
    return made


def _apostrophe(text: str, made: list[Element], elements: list[Element], at: int, _words: Words) -> int:
    """Read an apostrophe behind a word as a possessive; return how many elements were read, 0 where none was."""
    element, before = elements[at], made[-1] if made else None
    after = elements[at + 1] if at + 1 < len(elements) else None
    if element.kind != "QUOTE" or before is None or before.span.end != element.span.start:
        return 0
    if after and after.span.start == element.span.end and after.key == "s":
        made.append(Element("POSS", Span(element.span.start, after.span.end)))
        return 2
    if after is None or after.span.start > element.span.end:
        plural = before.span.of(text).endswith("s") and element.span.of(text) in APOSTROPHES
        made.append(replace(element, kind="POSS" if plural else "QUOTE"))
        return 1
    return 0


def _letters(text: str, made: list[Element], elements: list[Element], at: int, _words: Words) -> int:
    """Join the letters of a company's form and the initials inside a name, each with its full stop."""
    if not made or made[-1].kind not in ("WORD", "GIVEN"):
        return 0
    end = _suffix(text, elements, at) or (at + 2 if _initial(text, elements, at) else at)
    if end > at:
        made.append(Element("WORD", Span(elements[at].span.start, elements[end - 1].span.end), elements[at].key))
    return end - at


def _counted_pair(_text: str, made: list[Element], elements: list[Element], at: int, words: Words) -> int:
    """Read "both companies", "the two companies" and "the two" before a verb as two bodies named before."""
    element, after = elements[at], elements[at + 1] if at + 1 < len(elements) else None
    if after is None:
        return 0
    bodies = after.key in words.sets["bodies"]
    if element.key == "both" and bodies:
        made.append(Element("PARTIES", Span(element.span.start, after.span.end), "thetwo", "2"))
        return 2
    the = made[-1] if made and made[-1].kind == "THE" else None
    doing = after.kind in _DOING
    if element.key != "two" or the is None or not (doing or bodies):
        return 0
    end = element if doing else after
    made[-1] = Element("PARTIES", Span(the.span.start, end.span.end), "thetwo", "2")
    return 1 if doing else 2


def _compound(text: str, made: list[Element], elements: list[Element], at: int, _words: Words) -> int:
    """Join the parts of a word with hyphens or an apostrophe in it to the word before."""
    before, element = made[-1] if made else None, elements[at]
    after = elements[at + 1] if at + 1 < len(elements) else None
    if before is None or after is None:
        return 0
    if element.kind == "DASH" and before.kind in _SEATS and after.key == "based":
        made[-1] = Element("BASED", Span(before.span.start, after.span.end), before.key + after.key)
        return 2
    if _bound(text, elements, at, before):
        made[-1] = Element("WORD", Span(before.span.start, elements[at + 3].span.end), f"{before.key}-{element.key}")
        return 4
    if element.kind in ("DASH", "QUOTE") and _tight(before, element, after):
        made[-1] = Element(before.kind, Span(before.span.start, after.span.end), before.key + after.key)
        return 2
    return 0


_JOINS = (_apostrophe, _letters, _counted_pair, _compound)
"""What may be joined at an element, in the order in which it is tried."""

_DOING = ("ACT", "HAVE", "WILL", "DECIDED", "ALSO")
"""What follows "the two" where it stands for two bodies."""


def _suffix(text: str, elements: list[Element], at: int) -> int:
    """Return the index after the letters of a company's form ("S.A.", "S.p.A."), 0 where none stand here."""
    end = at
    while end + 1 < len(elements) and len(elements[end].span.of(text)) == 1 and elements[end + 1].kind == "STOP":
        glued = elements[end].span.end == elements[end + 1].span.start
        close = end == at or elements[end - 1].span.end == elements[end].span.start
        if not (glued and close and elements[end].span.of(text).isalpha()):
            break
        end += 2
    return end if end - at >= LETTERS and text[elements[at].span.start].isupper() else 0


LETTERS = 4
"""Fewest elements of the letters of a company's form, with their full stops."""


def _initial(text: str, elements: list[Element], at: int) -> bool:
    """Say whether an initial with its full stop stands inside a name ("Pedro A. Aquino")."""
    parts = elements[at : at + 3]
    if len(parts) < 3 or parts[1].kind != "STOP" or parts[2].kind not in ("WORD", "GIVEN"):
        return False
    letter = parts[0].span.of(text)
    return len(letter) == 1 and letter.isupper() and text[parts[2].span.start].isupper()


def _tight(before: Element, mark: Element, after: Element) -> bool:
    names = ("WORD", "GIVEN", "NUM")
    return (
        before.span.end == mark.span.start
        and mark.span.end == after.span.start
        and before.kind in names
        and after.kind in names
    )


def _bound(text: str, elements: list[Element], at: int, before: Element) -> bool:
    """Say whether hyphens join two words by a small one or a state ("oil-for-food", "200-million-U.S.-dollar")."""
    parts = [before, *elements[at : at + 4]]
    if [e.kind for e in (parts[1], *parts[3:4])] != ["DASH", "DASH"] or len(parts) < _COMPOUND:
        return False
    joins = parts[2].kind in _SMALL or (parts[2].kind == "STATE" and text[parts[4].span.start].islower())
    return joins and all(a.span.end == b.span.start for a, b in pairwise(parts))


_COMPOUND = 5
_SMALL = frozenset({"AND", "FOR", "OF", "TO", "IN", "ON", "BY", "WITH", "THE"})

_DESCRIBING = ("-led", "-backed", "-based", "-made", "-owned", "-run", "-held", "-allied", "-controlled", "-funded")
"""Second halves of compounds that describe somebody and are no name ("Kurdish-led rebels")."""


def describes(text: str, element: Element) -> bool:
    """Say whether a capitalised compound only describes what follows it."""
    return element.span.of(text).endswith(_DESCRIBING)


def opens(made: list[Element]) -> bool:
    """Say whether nothing stands before, a dateline or an opening quotation mark: hence the capital of what follows."""
    dateline = len(made) == DATELINE and made[-1].kind in ("DASH", "SIGN", "WORD") and not made[-1].key.isalpha()
    if not made or (dateline and made[0].kind in ("CAPITAL", "PLACE", "NAME")):
        return True
    return made[-1].kind == "QUOTE" and (len(made) == 1 or made[-2].kind in ("COMMA", "COLON", "SAY"))


DATELINE = 2
"""Elements of a dateline ("TEHRAN –")."""


def named_elsewhere(text: str, word: str) -> bool:
    """Say whether a word that opens a sentence stands with its capital inside another one, and never without it."""
    inside = re.search(rf"(?<!\bthe)(?<=[a-z,]) {re.escape(word)}\b(?! (?:and |& |of )?[A-Z])", text)
    return inside is not None and re.search(rf"\b{re.escape(word.lower())}\b", text) is None


def signing(elements: list[Element], end: int) -> bool:
    """Say whether a lone capital at the beginning of a sentence signs something, and is a name by that."""
    ahead = elements[end : end + 5]
    act = next((n for n, e in enumerate(ahead) if e.kind == "ACT"), None)
    if act is None or not ahead[act].value.startswith("signing:"):
        return False
    led = act == 0 or (ahead[0].kind in ("IS", "HAVE", "WILL") and {e.kind for e in ahead[:act]} <= _LEADING)
    return led and elements[end - 1].kind == "WORD" and not elements[end - 1].key.endswith(("s", "ly"))


_LEADING = frozenset({"IS", "HAVE", "WILL", "WORD", "TO", "ALSO", "TIME"})


_NAMING = frozenset({"WORD", "GIVEN", "IHEAD", "PLACE", "STATE", "NATIONAL", "CAPITAL", "COOP", "ADJ"})


def capital(text: str, element: Element) -> bool:
    """Say whether an element is written with a capital and can be a word of a name."""
    return element.kind in _NAMING and text[element.span.start].isupper() and not describes(text, element)


def initialled(text: str, elements: list[Element], at: int) -> bool:
    """Say whether two words of a person's name follow the abbreviation of his body ("CEO of ABC Jana Novak")."""
    short = elements[at - 1].span.of(text)
    words = [e.span.of(text) for e in elements[at : at + 2] if e.kind in ("WORD", "GIVEN") and capital(text, e)]
    plain = len(words) == PAIR and not any(word.isupper() for word in words)
    ended = at + PAIR >= len(elements) or not capital(text, elements[at + PAIR])
    return short.isupper() and 1 < len(short) <= ABBREVIATED and plain and ended


PAIR = 2
"""Words of a person's name behind the abbreviation of his body."""

ABBREVIATED = 6
"""Most letters of such an abbreviation."""
