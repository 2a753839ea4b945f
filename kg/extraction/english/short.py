"""Abbreviations and short names in brackets: "… (NISOC)", "… Organization (Farazan)", "the … center (BioDC)"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element
from kg.extraction.english.persons import company
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

RUN = 12
"""Most words of one name."""


def _small_body(text: str, made: list[Element], short: str, words: Words) -> Element | None:
    """Return the body in small letters before its abbreviation ("the biotech development center (BioDC)")."""
    if not made or made[-1].kind != "IHEAD" or sum(char.isupper() for char in short) < 2:
        return None
    start = len(made) - 1
    while start > 0 and len(made) - start < RUN and made[start - 1].kind in ("WORD", "COOP", "ADJ", "AND", "NATIONAL"):
        start -= 1
    if start == 0 or made[start - 1].kind not in ("THE", "POSS", "ONE", "ITS") or start == len(made) - 1:
        return None
    span = Span(made[start].span.start, made[-1].span.end)
    head = made[-1]
    body = named_body(words.lexicon, span.of(text), head.extra[1], head.value, "en")
    del made[start:]
    return Element("INST", span, skeleton_key(span.of(text)), body=body)


def _short_name(body: Element, inner: Element, short: str) -> bool:
    """Say whether one bracketed word is the everyday name of a body with a long one ("… Organization (Farazan)")."""
    return body.kind == "INST" and inner.kind == "NAME" and not inner.extra and short.isalpha() and len(short) <= 15


def abbreviated(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Give a bracketed abbreviation to the body before it; the brackets join its span."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        element = elements[at]
        brackets = [e.kind for e in elements[at : at + 3]]
        if brackets[:1] == ["LP"] and brackets[2:3] == ["RP"]:
            small = _small_body(text, made, elements[at + 1].span.of(text), words)
            made += [small] if small else []
        if made and made[-1].kind in ("INST", "NAME") and brackets[:1] == ["LP"] and brackets[2:3] == ["RP"]:
            short = elements[at + 1].span.of(text)
            inner = elements[at + 1]
            upper = sum(char.isupper() for char in short) >= 2 and len(short) <= 12
            known = not upper and inner.kind == "INST" and made[-1].kind == "INST"
            if upper or known or _short_name(made[-1], inner, short):
                span = Span(made[-1].span.start, elements[at + 2].span.end)
                body = made[-1].body or company(text, made[-1].span, words)
                if known and inner.body is not None and not body.known:
                    body = replace(inner.body, name=body.name)
                made[-1] = Element("INST", span, made[-1].key, body=body, extra=(short,))
                at += 3
                continue
        made.append(element)
        at += 1
    return made
