"""Bodies listed by name behind a counted or plural head: «دو شرکت «الف» و «ب»», «دانشگاه‌های "ج" و "د"».

A name stands in quotation marks; behind «دو شرکت» two unknown words joined by «و» are names, too. Companies are
called as written, other bodies with the head in front.
"""

from __future__ import annotations

from kg.extraction.bodies import body_of, named_body
from kg.extraction.elements import Body, Element
from kg.extraction.quoted import closing
from kg.extraction.unknown_names import own_word
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

BRACKET = 8
"""Most elements of a bracket behind a name, which gives it in other letters."""

_COMPANY = "شرکت"
_LINKS = frozenset({"AND", "COMMA"})
_STATES = frozenset({"STATE", "CAPITAL"})


def listed_by_name(text: str, elements: list[Element], at: int, words: Words) -> tuple[list[Element], int]:
    """Return an INST element for each name of the list whose head stands at ``at``, the joins between, and its end.

    [] and ``at`` where no such list of two names or more begins.
    """
    first = _first(elements, at)
    if not first:
        return [], at
    made: list[Element] = []
    end = start = first
    while name := _quoted(elements, start) or _plain(elements, first, start, words):
        span = Span(elements[name.start].span.start, elements[name.end - 1].span.end)
        body = _body(text, elements, at, span, words)
        made.append(Element("INST", span, "", body=body, extra=(span.of(text),)))
        end = start = _behind(elements, name.end + (elements[name.start - 1].kind == "QUOTE"))
        if start >= len(elements) or elements[start].kind not in _LINKS:
            break
        made.append(elements[start])
        start += 1
    if made and made[-1].kind != "INST":
        made.pop()
    return (made, end) if len(made) > 2 else ([], at)


def _first(elements: list[Element], at: int) -> int:
    """Return where the names begin behind a plural or counted head at ``at``, 0 where there is no such head."""
    kinds = [element.kind for element in elements[at : at + 2]]
    if kinds[:1] == ["PARTIES"]:
        return at + 1 if elements[at].key.endswith(skeleton_key(_COMPANY)) else 0
    plural = len(kinds) == 2 and elements[at + 1].key in ("های", "ها")
    counted = at > 0 and elements[at - 1].kind in ("ONE", "NUM")
    return 0 if kinds[:1] != ["IHEAD"] else at + 2 if plural else at + 1 if counted else 0


def _quoted(elements: list[Element], at: int) -> Span | None:
    """Return the indexes between the quotation marks that open at ``at``, None where none do."""
    close = closing(elements, at) if at < len(elements) else 0
    return Span(at + 1, close) if close else None


def _plain(elements: list[Element], first: int, at: int, words: Words) -> Span | None:
    """Return the index of an unknown word that is one of two names («دو شرکت الف و ب»)."""
    counted = elements[first - 1].kind == "PARTIES"
    link, other = (at + 1, at + 2) if at == first else (at - 1, at - 2)
    if not counted or max(at, other) >= len(elements) or elements[link].kind != "AND":
        return None
    named = all(own_word(elements[n], words) and elements[n].key not in words.unnaming for n in (at, other))
    return Span(at, at + 1) if named and not (at > first and other != first) else None


def _behind(elements: list[Element], at: int) -> int:
    """Return the index behind a bracket with the name in other letters, and the state to which the body belongs."""
    if at < len(elements) and elements[at].kind == "LP":
        near = range(at + 1, min(at + BRACKET, len(elements)))
        at = next((n + 1 for n in near if elements[n].kind == "RP"), at)
    return at + 1 if at < len(elements) and elements[at].kind in _STATES else at


def _body(text: str, elements: list[Element], at: int, span: Span, words: Words) -> Body:
    head, name = elements[at], span.of(text)
    noun = _COMPANY if head.kind == "PARTIES" else head.span.of(text)
    known = words.lexicon.institution(f"{noun} {name}")
    if known:
        return body_of(known)
    party = head.extra[1] if len(head.extra) > 1 and head.extra[1] else "institution"
    if head.kind == "PARTIES" or party == "company":
        return named_body(words.lexicon, name, "company", "company", words.language)
    return named_body(words.lexicon, f"{noun} {name}", party, head.value or "other", words.language)
