"""English names: runs of capitalised words, told apart by head nouns, titles, given names and states.

"of", "and", "for", "&" and commas join a run only where a head noun asks for it ("Ministry of Roads and Urban
Development"); a bracketed abbreviation ("… (NISOC)") names the body from then on.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.latin_acts import settle_acts
from kg.extraction.latin_fields import field_lists, is_field
from kg.extraction.latin_groups import spelled_out
from kg.extraction.latin_heads import shared_heads
from kg.extraction.latin_nations import national_bodies, national_sides
from kg.extraction.latin_plurals import plural_bodies, plural_offices
from kg.extraction.latin_titles import build_english_offices, build_english_persons, company, settle_counterparts
from kg.extraction.words import Words, named_body
from kg.language import Span, skeleton_key

_NAMING = frozenset({"WORD", "GIVEN", "IHEAD", "PLACE", "STATE", "NATIONAL", "CAPITAL", "COOP", "ADJ"})
_PARTICLES = frozenset({"bin", "al", "von", "van", "de", "der", "ibn", "ben", "el", "da"})
_SEATS = frozenset({"STATE", "CAPITAL", "PLACE", "WORD"})
_APART = frozenset({"STATE", "GIVEN", "CAPITAL", "IHEAD"})
APOSTROPHES = ("'", "’")
RUN = 12
"""Most words of one name."""


def build_names(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names, offices and persons joined."""
    whole = field_lists(text, _glued(text, _possessive(elements)), words)
    parted = national_sides(settle_acts(spelled_out(whole), words), words)
    joined = plural_bodies(text, shared_heads(text, parted, words), words)
    runs = _abbreviated(text, national_bodies(text, _owned(_runs(text, joined, words)), words), words)
    offices = build_english_offices(text, plural_offices(text, runs, words), words)
    settle_counterparts(offices, words)
    made = build_english_persons(text, offices, words)
    return [_bare(made, at) for at in range(len(made))]


def _bare(elements: list[Element], at: int) -> Element:
    """Return "the fund" as a reference to a body, "the statement was signed" to an agreement; all else as it is."""
    element = elements[at]
    if element.kind == "IHEAD" and at > 0 and elements[at - 1].kind in ("THE", "THIS"):
        return replace(element, kind="BARE")
    if element.kind == "REFERS":
        near = [*elements[max(0, at - 6) : at], *elements[at + 1 : at + 4]]
        acted = any(e.kind == "ACT" for e in near) and any(e.kind == "THE" for e in elements[max(0, at - 5) : at])
        acted = acted or (element.key.startswith("the") and any(e.kind == "ACT" for e in near[-3:]))
        return replace(element, kind="NOUN", extra=("weak",)) if acted else replace(element, kind="WORD")
    return element


def _capital(text: str, element: Element) -> bool:
    return element.kind in _NAMING and text[element.span.start].isupper()


def _possessive(elements: list[Element]) -> list[Element]:
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


def _glued(text: str, elements: list[Element]) -> list[Element]:
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


def _tight(before: Element, mark: Element, after: Element) -> bool:
    names = ("WORD", "GIVEN", "NUM")
    return (
        before.span.end == mark.span.start
        and mark.span.end == after.span.start
        and before.kind in names
        and after.kind in names
    )


def _runs(text: str, elements: list[Element], words: Words) -> list[Element]:
    made: list[Element] = []
    at = 0
    while at < len(elements):
        end = _run_end(text, elements, at) if _capital(text, elements[at]) else at
        if end > at + 1 and at > 1 and elements[at - 1].kind in ("OF", "FOR", "THE"):
            end = _field_end(text, elements, at, end, words)
        if end > at and not (
            end == at + 1 and (elements[at].kind in ("STATE", "NATIONAL", "CAPITAL", "PLACE", "GIVEN"))
        ):
            made += _run(text, elements[at:end], words, first=not made)
            at = end
        else:
            made.append(elements[at])
            at += 1
    return made


def _field_end(text: str, elements: list[Element], start: int, end: int, words: Words) -> int:
    """Return where the fields of "Minister of Energy and Water N" end and the name begins; ``end`` in other runs."""
    led = [e for e in elements[max(0, start - 3) : start] if e.kind == "OHEAD"]
    if not led or led[-1].value != "Ministry" or not is_field(text, elements[start], words):
        return end
    for at in range(start + 1, end):
        named = elements[at].kind in ("WORD", "GIVEN") and not is_field(text, elements[at], words)
        if named and text[elements[at].span.start].isupper() and elements[at].key not in ("and", "the"):
            return at
    return end


def _run_end(text: str, elements: list[Element], start: int) -> int:
    """Return the index after the run of capitalised words that begins at ``start``."""
    at = start + 1
    titled = [e.kind for e in elements[max(0, start - 2) : start]] in (["OHEAD", "OF"], ["OHEAD", "FOR"])
    titled = titled and elements[start - 2].extra[1:2] != ("pl",)
    headed = elements[start].kind == "IHEAD" or titled
    if _posted_to(elements, start) and not _head_follows(text, elements, at):
        return at
    while at < len(elements) and at - start < RUN:
        element = elements[at]
        if _capital(text, element):
            named = element.kind == "GIVEN" and not element.value
            behind = [e.kind for e in elements[max(0, start - 2) : start]]
            titled_before = behind[-1:] in (["OFFICE"], ["OHEAD"]) or behind == ["OFFICE", "FOR"]
            opens = elements[start].kind != "GIVEN" and titled_before
            if named and (headed or opens or elements[at - 1].kind in ("STATE", "CAPITAL")):
                return at
            headed = headed or element.kind == "IHEAD"
            at += 1
            continue
        if element.kind == "DASH" and _twin(text, elements, at):
            at += 2
            continue
        step = _link(text, elements, start, at, headed=headed, titled=titled)
        if not step:
            return at
        headed = headed or any(e.kind == "IHEAD" for e in elements[at : at + step])
        at += step
    return at


def _posted_to(elements: list[Element], start: int) -> bool:
    """Say whether a place closes a title here ("Ambassador to Tehran N", "President of Iraq N")."""
    behind = [e.kind for e in elements[max(0, start - 2) : start]]
    led = behind in (["OHEAD", "TO"], ["OHEAD", "OF"], ["OFFICE", "TO"], ["OHEAD", "IN"])
    return led and elements[start].kind in ("STATE", "CAPITAL", "PLACE")


def _twin(text: str, elements: list[Element], dash: int) -> bool:
    """Say whether a dash joins two states before a head ("Iran-Syria Joint Chamber of Commerce")."""
    pair = [e.kind for e in (elements[dash - 1], *elements[dash + 1 : dash + 2])]
    return pair in (["STATE", "STATE"], ["NATIONAL", "NATIONAL"]) and _head_follows(text, elements, dash + 2)


def _link(text: str, elements: list[Element], start: int, at: int, *, headed: bool, titled: bool) -> int:  # noqa: PLR0913
    """Return how many elements a connector and what it joins take here, or 0.

    headed: the run holds a head noun; titled: an office head and "of" stand before it.
    """
    element = elements[at]
    oxford = element.kind == "COMMA" and [e.kind for e in elements[at + 1 : at + 2]] == ["AND"]
    if oxford and headed and any(e.kind == "COMMA" for e in elements[start:at]):
        joined = _link(text, elements, start, at + 1, headed=headed, titled=titled)
        return joined + 1 if joined else 0
    ahead = at + 2 if [e.kind for e in elements[at + 1 : at + 2]] == ["THE"] else at + 1
    particle = _particle(text, elements, at)
    if particle or ahead >= len(elements) or not _capital(text, elements[ahead]):
        return particle
    following = elements[ahead]
    if element.kind == "OF" or (element.kind == "FOR" and headed):
        return ahead + 1 - at if headed or following.kind in ("STATE", "NATIONAL") else 0
    if element.kind not in ("AND", "COMMA") and element.key != "&":
        return 0
    if following.kind in _APART or elements[at - 1].kind in ("STATE", "GIVEN"):
        return 0
    led = titled or any(e.kind == "OF" or e.key == "for" for e in elements[start:at])
    if element.key == "&" or (headed and led and ahead == at + 1):
        return ahead + 1 - at if element.kind != "COMMA" or _series(text, elements, at) else 0
    return 2 if element.kind == "AND" and not headed and _head_follows(text, elements, ahead) else 0


def _particle(text: str, elements: list[Element], at: int) -> int:
    if text[elements[at].span.start : elements[at].span.end].lower().startswith("al-"):
        return 1
    follows = at + 1 < len(elements) and _capital(text, elements[at + 1])
    return 2 if elements[at].key in _PARTICLES and follows else 0


def _series(text: str, elements: list[Element], comma: int) -> bool:
    """Say whether "A, B and C" goes on after a comma: an "and" before the next capital run ends."""
    for element in elements[comma + 1 : comma + 6]:
        if element.kind == "AND":
            return True
        if not (_capital(text, element) or element.kind == "COMMA"):
            return False
    return False


def _head_follows(text: str, elements: list[Element], at: int) -> bool:
    for element in elements[at : at + 7]:
        if element.kind == "IHEAD" and _capital(text, element):
            return True
        if not (_capital(text, element) or element.kind == "AND"):
            return False
    return False


def _run(text: str, parts: list[Element], words: Words, *, first: bool) -> list[Element]:
    """Return what a run stands for: an institution, or a NAME that its neighbours will settle."""
    span = Span(parts[0].span.start, parts[-1].span.end)
    surface = " ".join(span.of(text).split())
    if len(surface) < 2 or (parts[-1].kind == "NATIONAL" and len(parts) < 3):
        return list(parts)
    heads = [e for e in parts if e.kind == "IHEAD"]
    if words.lexicon.institution(surface) or (heads and len(parts) > 1):
        head = heads[-1] if heads else None
        kind, party = (head.value, head.extra[1]) if head else ("other", "institution")
        return [
            Element("INST", span, skeleton_key(surface), body=named_body(words.lexicon, surface, party, kind, "en"))
        ]
    if len(parts) == 1 and (first or parts[0].kind in ("COOP", "ADJ", "IHEAD")) and not surface.isupper():
        return list(parts)
    given = ("GIVEN",) if parts[0].kind == "GIVEN" and not parts[0].value else ()
    return [Element("NAME", span, skeleton_key(surface), extra=given, name=span)]


def _owned(elements: list[Element]) -> list[Element]:
    """Join a possessive inside a name ("Grand People’s Study House"); a state's own possessive stays apart."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        kinds = [e.kind for e in elements[at : at + 3]]
        known = kinds[2:] == ["INST"] and (body := elements[at + 2].body) is not None and body.known
        if kinds in (["NAME", "POSS", "NAME"], ["NAME", "POSS", "INST"]) and not known:
            first, last = elements[at], elements[at + 2]
            span = Span(first.span.start, last.span.end)
            made.append(replace(first, span=span, name=span) if last.kind == "NAME" else last)
            at += 3
        else:
            made.append(elements[at])
            at += 1
    return made


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


def _abbreviated(text: str, elements: list[Element], words: Words) -> list[Element]:
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
