"""English words that stand together or apart: possessives, hyphens, apostrophes in names, capitals of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import Span

_SEATS = frozenset({"STATE", "CAPITAL", "PLACE", "WORD"})
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
        element = elements[at]
        before = made[-1] if made else None
        after = elements[at + 1] if at + 1 < len(elements) else None
        if element.kind == "QUOTE" and before and before.span.end == element.span.start:
            if after and after.span.start == element.span.end and after.key == "s":
                made.append(Element("POSS", Span(element.span.start, after.span.end)))
                at += 2
                continue
            if after is None or after.span.start > element.span.end:
                plural = before.span.of(text).endswith("s") and element.span.of(text) in APOSTROPHES
                made.append(replace(element, kind="POSS" if plural else "QUOTE"))
                at += 1
                continue
        suffix = _suffix(text, elements, at)
        if suffix and before is not None and before.kind in ("WORD", "GIVEN"):
            made.append(Element("WORD", Span(element.span.start, elements[suffix - 1].span.end), element.key))
            at = suffix
            continue
        if _initial(text, elements, at) and before is not None and before.kind in ("WORD", "GIVEN"):
            made.append(Element("WORD", Span(element.span.start, elements[at + 1].span.end), element.key))
            at += 2
            continue
        pair = bool(element.key == "two" and before and before.kind == "THE" and after)
        if pair and before and after and (after.kind in _DOING or after.key in words.sets["bodies"]):
            end = element if after.kind in _DOING else after
            made[-1] = Element("PARTIES", Span(before.span.start, end.span.end), "thetwo", "2")
            at += 1 if after.kind in _DOING else 2
            continue
        if element.kind == "DASH" and before and after and before.kind in _SEATS and after.key == "based":
            made[-1] = Element("BASED", Span(before.span.start, after.span.end), before.key + after.key)
            at += 2
            continue
        if element.kind in ("DASH", "QUOTE") and before and after and _tight(before, element, after):
            made[-1] = Element(before.kind, Span(before.span.start, after.span.end), before.key + after.key)
            at += 2
            continue
        made.append(element)
        at += 1
    return made


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
