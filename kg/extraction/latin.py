"""English names: runs of capitalised words, told apart by head nouns, titles, given names and states.

"of", "and", "for", "&" and commas join a run only where a head noun asks for it ("Ministry of Roads and Urban Development");
a bracketed abbreviation ("… (NISOC)") names the body from then on.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Body, Element, Person, Post
from kg.extraction.words import Words, named_body
from kg.language import Span, skeleton_key

_NAMING = frozenset({"WORD", "GIVEN", "IHEAD", "PLACE", "STATE", "NATIONAL", "CAPITAL", "COOP", "ADJ"})
_PARTICLES = frozenset({"bin", "al", "von", "van", "de", "der", "ibn", "ben", "el", "da"})
RUN = 12
"""Most words of one name."""


def build_names(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names, offices and persons joined."""
    joined = _shared_heads(text, _glued(text, elements), words)
    runs = _abbreviated(text, _owned(_runs(text, joined, words)), words)
    return _persons(text, _offices(text, runs, words), words)


def _surface(text: str, element: Element) -> str:
    return element.span.of(text)


def _capital(text: str, element: Element) -> bool:
    return element.kind in _NAMING and text[element.span.start].isupper()


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
                made.append(replace(element, kind="POSS" if before.span.of(text).endswith("s") else "QUOTE"))
                at += 1
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
        if end > at and not (
            end == at + 1 and (elements[at].kind in ("STATE", "NATIONAL", "CAPITAL", "PLACE", "GIVEN"))
        ):
            made += _run(text, elements, at, end, words, first=not made)
            at = end
        else:
            made.append(elements[at])
            at += 1
    return made


def _run_end(text: str, elements: list[Element], start: int) -> int:
    """Return the index after the run of capitalised words that begins at ``start``."""
    at = start + 1
    titled = [e.kind for e in elements[max(0, start - 2) : start]] == ["OHEAD", "OF"]
    headed = elements[start].kind == "IHEAD" or titled
    while at < len(elements) and at - start < RUN:
        element = elements[at]
        if _capital(text, element):
            if element.kind == "GIVEN" and headed:
                return at
            headed = headed or element.kind == "IHEAD"
            at += 1
            continue
        step = _link(text, elements, start, at, headed, titled)
        if not step:
            return at
        headed = headed or any(e.kind == "IHEAD" for e in elements[at : at + step])
        at += step
    return at


def _link(text: str, elements: list[Element], start: int, at: int, headed: bool, titled: bool) -> int:
    """Return how many elements a connector and what it joins take here, or 0."""
    element = elements[at]
    particle = _particle(text, elements, at)
    if particle:
        return particle
    ahead = at + 1
    if ahead < len(elements) and elements[ahead].kind == "THE":
        ahead += 1
    if ahead >= len(elements) or not _capital(text, elements[ahead]):
        return 0
    following = elements[ahead]
    led = titled or any(e.kind == "OF" or e.key == "for" for e in elements[start:at])
    if element.kind == "OF" or (element.kind == "FOR" and headed):
        return ahead + 1 - at if headed or following.kind in ("STATE", "NATIONAL") else 0
    if element.kind in ("AND", "COMMA") or element.key == "&":
        if following.kind in ("STATE", "GIVEN", "CAPITAL", "IHEAD") or elements[at - 1].kind in ("STATE", "GIVEN"):
            return 0
        if element.key == "&" or (headed and led and ahead == at + 1):
            return ahead + 1 - at if element.kind != "COMMA" or _series(text, elements, at) else 0
        if element.kind == "AND" and not headed and ahead == at + 1:
            return 2 if _head_follows(text, elements, ahead) else 0
    return 0


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


def _run(text: str, elements: list[Element], start: int, end: int, words: Words, first: bool) -> list[Element]:
    """Return what a run stands for: an institution, or a NAME that its neighbours will settle."""
    span = Span(elements[start].span.start, elements[end - 1].span.end)
    parts = elements[start:end]
    surface = " ".join(span.of(text).split())
    heads = [e for e in parts if e.kind == "IHEAD"]
    if words.lexicon.institution(surface) or (heads and len(parts) > 1):
        head = heads[-1] if heads else None
        kind, party = (head.value, head.extra[1]) if head else ("other", "institution")
        return [
            Element("INST", span, skeleton_key(surface), body=named_body(words.lexicon, surface, party, kind, "en"))
        ]
    if end == start + 1 and (first or parts[0].kind in ("COOP", "ADJ", "IHEAD")) and not surface.isupper():
        return list(parts)
    given = ("GIVEN",) if parts[0].kind == "GIVEN" else ()
    return [Element("NAME", span, skeleton_key(surface), extra=given, name=span)]


def _owned(elements: list[Element]) -> list[Element]:
    """Join a possessive inside a name ("Grand People’s Study House"); a state's own possessive stays apart."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        kinds = [e.kind for e in elements[at : at + 3]]
        if kinds in (["NAME", "POSS", "NAME"], ["NAME", "POSS", "INST"]):
            first, last = elements[at], elements[at + 2]
            span = Span(first.span.start, last.span.end)
            made.append(replace(first, span=span, name=span) if last.kind == "NAME" else last)
            at += 3
        else:
            made.append(elements[at])
            at += 1
    return made


def _abbreviated(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Give a bracketed abbreviation to the body before it; the brackets join its span."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        element = elements[at]
        brackets = [e.kind for e in elements[at : at + 3]]
        if made and made[-1].kind in ("INST", "NAME") and brackets[:1] == ["LP"] and brackets[2:3] == ["RP"]:
            short = elements[at + 1].span.of(text)
            if sum(char.isupper() for char in short) >= 2 and len(short) <= 12:
                span = Span(made[-1].span.start, elements[at + 2].span.end)
                body = made[-1].body or _company(text, made[-1].span, words)
                made[-1] = Element("INST", span, made[-1].key, body=body, extra=(short,))
                at += 3
                continue
        made.append(element)
        at += 1
    return made


def _company(text: str, span: Span, words: Words) -> Body:
    return named_body(words.lexicon, " ".join(span.of(text).split()), "company", "company", "en")


def _offices(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join titles: what stands before the head ("Iranian Oil Minister") and after it ("director of X")."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        element = elements[at]
        if element.kind == "OFFICE" and element.post is None:
            start = _before(text, made)
            modifiers = made[start:]
            made[start:] = [_known_office(text, element, modifiers, words)]
        elif element.kind == "OHEAD":
            start = _before(text, made)
            end = _after(elements, at)
            parts = [*made[start:], *elements[at:end]]
            made[start:] = [_office(text, element, parts, words)]
            at = end
            continue
        else:
            made.append(element)
        at += 1
    return made


def _known_office(text: str, element: Element, modifiers: list[Element], words: Words) -> Element:
    """Return a title that the lexicon knows, with its modifiers; another state's ministry is not the lexicon's."""
    first = modifiers[0].span.start if modifiers else element.span.start
    span = Span(first, element.span.end)
    title = " ".join(span.of(text).split())
    body = element.body
    state = next((m.body for m in modifiers if m.kind in ("STATE", "NATIONAL") and m.body), None)
    if body and state and state.id != words.home:
        body = named_body(words.lexicon, f"{body.name} of {state.name}", "institution", body.ikind, "en")
    deputy = any(m.kind == "OFFICE" for m in modifiers)
    return Element("OFFICE", span, element.key, post=Post(title, element.key, body, stands=not deputy))


def _before(text: str, made: list[Element]) -> int:
    """Return the index in ``made`` where the title's modifiers begin."""
    at = len(made)
    while at > 0 and len(made) - at < 5:
        before = made[at - 1]
        if before.kind == "POSS" and at > 1 and made[at - 2].kind in ("STATE", "INST", "NAME"):
            at -= 2
        elif _modifies(text, before):
            at -= 1
        else:
            break
    return at


def _modifies(text: str, element: Element) -> bool:
    """Say whether an element before an office head is part of the title."""
    if element.kind == "NAME":
        return not element.extra
    if element.kind in ("WORD", "COOP"):
        return text[element.span.start].isupper()
    if element.kind == "OFFICE":
        return element.post is not None and element.post.body is None and element.post.head in ("deputy", "vice")
    return element.kind in ("NATIONAL", "INST", "STATE", "OHEAD", "CAPACITY")


def _after(elements: list[Element], head: int) -> int:
    """Return the index after "of X", "of x y at X" or "for X affairs" behind a head."""
    at = head + 1
    if at >= len(elements) or elements[at].kind not in ("OF", "FOR", "IN"):
        return head + 1
    for end in range(at + 1, min(at + 14, len(elements))):
        kind = elements[end].kind
        if kind == "NAME" and elements[end - 1].kind == "WORD":
            return end
        if kind in ("INST", "NAME", "STATE"):
            follows = elements[end + 1 : end + 3]
            if [e.kind for e in follows][:1] == ["POSS"]:
                continue
            return end + 1
        if kind not in ("THE", "WORD", "NATIONAL", "POSS", "IN", "COOP", "AND", "ITS", "OF", "ADJ", "FOR", "IHEAD"):
            break
    return head + 1


def _office(text: str, head: Element, parts: list[Element], words: Words) -> Element:
    span = Span(parts[0].span.start, parts[-1].span.end)
    title = " ".join(span.of(text).split())
    capacity = next((part.value for part in parts if part.kind == "CAPACITY"), "holder")
    deputy = "deputy" in title.lower() or "vice" in title.lower()
    stands = head.extra[0] == "yes" and not deputy
    body = _office_body(text, head, parts, words)
    post = Post(title, head.key, body, stands and body is not None, head.extra[1] == "pl", capacity)
    named = tuple(" ".join(part.span.of(text).split()) for part in parts if part.kind == "INST")
    return Element("OFFICE", span, head.key, post=post, extra=named)


def _office_body(text: str, head: Element, parts: list[Element], words: Words) -> Body | None:
    body = next((part.body for part in parts if part.kind == "INST" and part.body), None)
    if body is not None or head.value == "-":
        return body
    state = next((part.body for part in parts if part.kind in ("STATE", "NATIONAL") and part.body), None)
    names = [
        part.span.of(text)
        for part in parts
        if part.kind in ("NAME", "WORD", "COOP") and text[part.span.start].isupper()
    ]
    field = " ".join(" ".join(names).split())
    if head.value == "=":
        return named_body(words.lexicon, field, "company", "company", "en") if field else state
    if not field:
        return (
            named_body(words.lexicon, f"{head.value} of {state.name}", "institution", "other", "en") if state else None
        )
    for name in (f"{head.value} of {field}", f"{field} {head.value}"):
        if words.lexicon.institution(name) and (state is None or state.id == words.home):
            return named_body(words.lexicon, name, "institution", "ministry", "en")
    owner = f" of {state.name}" if state else ""
    return named_body(words.lexicon, f"{head.value} of {field}{owner}", "institution", "ministry", "en")


def _persons(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Make a NAME a person when it opens with a given name or stands beside an office; the others stay names."""
    made: list[Element] = []
    for at, element in enumerate(elements):
        honoured = bool(made) and made[-1].kind == "HON"
        if element.kind == "GIVEN" and not honoured:
            made.append(Element("WORD", element.span, element.key))
        elif element.kind in ("NAME", "GIVEN") and (_is_person(elements, at, made) or honoured):
            if honoured:
                made.pop()
            made.append(_person(text, element))
        elif element.kind == "NAME":
            made.append(replace(element, body=_company(text, element.span, words)))
        else:
            made.append(element)
    return made


def _is_person(elements: list[Element], at: int, made: list[Element]) -> bool:
    element = elements[at]
    if element.extra[:1] == ("GIVEN",):
        return True
    before = [e.kind for e in made[-2:]]
    after = [e.kind for e in elements[at + 1 : at + 4]]
    if before[-1:] == ["OFFICE"] or (before == ["OFFICE", "COMMA"] and after[:1] in (["COMMA"], ["SAY"], ["STOP"])):
        office = made[-1] if before[-1:] == ["OFFICE"] else made[-2]
        return office.post is not None
    return after[:2] == ["COMMA", "OFFICE"] or after == ["COMMA", "THE", "OFFICE"]


def _person(text: str, element: Element) -> Element:
    name = " ".join(element.span.of(text).split())
    parts = name.split()
    family = skeleton_key(parts[-1]) if len(parts) > 1 else ""
    return Element(
        "PERSON", element.span, element.key, person=Person(name, skeleton_key(name), family), name=element.span
    )


def _shared_heads(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Restore the head that two bodies share: "central banks of Iran and Oman", "the oil ministries of …"."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        kinds = [e.kind for e in elements[at : at + 4]]
        shared = _trailing_head(text, elements, at, words)
        if shared:
            made += shared[0]
            at = shared[1]
            continue
        plural = words.plurals.get(made[-1].key) if made and made[-1].kind in ("WORD", "IHEAD") else None
        if plural and kinds == ["OF", "STATE", "AND", "STATE"]:
            start = len(made) - 1
            if start > 0 and made[start - 1].kind in ("WORD", "NAME") and made[start - 1].key not in ("the", "two"):
                start -= 1
            lead = Span(made[start].span.start, made[-2].span.end).of(text) if start < len(made) - 1 else ""
            first, second = elements[at + 1], elements[at + 3]
            whole = Span(made[start].span.start, first.span.end)
            del made[start:]
            for number, (span, state) in enumerate(((whole, first), (second.span, second))):
                name = f"{lead} {plural} of {state.span.of(text)}".strip().title().replace(" Of ", " of ")
                made.append(
                    Element("INST", span, "", body=named_body(words.lexicon, name, "institution", "other", "en"))
                )
                made += [elements[at + 2]] if not number else []
            at += 4
            continue
        made.append(elements[at])
        at += 1
    return made


def _trailing_head(text: str, elements: list[Element], at: int, words: Words) -> tuple[list[Element], int] | None:
    """Restore a head that follows two states: "Iran and Canada volleyball federations"; None where there is none."""
    if [e.kind for e in elements[at : at + 3]] != ["STATE", "AND", "STATE"]:
        return None
    for end in range(at + 3, min(at + 7, len(elements))):
        singular = words.plurals.get(elements[end].key)
        if singular:
            between = Span(elements[at + 3].span.start, elements[end].span.start).of(text).strip()
            rest = f"{between} {singular}".strip().title()
            first, second = elements[at], elements[at + 2]
            made = []
            for span, state in ((first.span, first), (Span(second.span.start, elements[end].span.end), second)):
                name = _as_printed(text, state, rest, words)
                body = named_body(words.lexicon, name, "institution", "association", "en")
                made.append(Element("INST", span, "", body=body))
            return [made[0], elements[at + 1], made[1]], end + 1
        if elements[end].kind not in ("WORD", "COOP"):
            return None
    return None


def _as_printed(text: str, state: Element, rest: str, words: Words) -> str:
    """Return the restored name in the form that the text prints elsewhere ("Canadian Volleyball Federation")."""
    country = state.span.of(text)
    entry = words.lexicon.institution(country)
    forms = [country, *(entry.adjectives_en if entry else ())]
    return next((f"{form} {rest}" for form in forms if f"{form} {rest}" in text), f"{country} {rest}")
