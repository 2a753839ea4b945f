"""English plurals that stand for several bodies: "the education and labor ministries", "foreign ministers of A and B".

Each body or office of the plural becomes an element of its own, with the words that name it as its span: the first one
holds the head, the others only their own part.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.bodies import body_of, named_body
from kg.extraction.elements import Body, Element, Post
from kg.extraction.english.headed import TOWN
from kg.extraction.english.nations import of_state
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

_LINKS = frozenset({"AND", "COMMA"})
_PLACED = frozenset({"STATE", "PLACE", "CAPITAL", "INST"})
_FIELD = frozenset({"WORD", "COOP", "NAME"})
MOST = 14
"""Most elements after a plural that are looked through."""

_AT_PLACE = {"governor": "Governorate", "governorgeneral": "Governorate", "mayor": TOWN}


def plural_bodies(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Restore the ministries and universities of one plural head, where the lexicon knows each of them."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        singular = words.plurals.get(elements[at].key, "")
        if singular and [e.kind for e in elements[at + 1 : at + 2]] == ["OF"]:
            parts = _parts(elements, at + 2)
            named = _known(text, parts, words, f"{singular} of {{}}")
            if named:
                made += _spread(elements[at].span.start, parts, named)
                at = parts[-1].stop
                continue
        if singular:
            start = _back(made)
            parts = _segments(made, start, len(made))
            named = _known(text, parts, words, f"{{}} {singular}")
            if named:
                made[start:] = _spread(made[start].span.start, parts, named, elements[at].span.end)
                at += 1
                continue
        made.append(elements[at])
        at += 1
    return made


_UNIVERSITY = "University of "
"""The head that a city alone makes a name."""


class _Part:
    """One part of a list: its elements, the link before it, and the index after it."""

    def __init__(self, elements: list[Element], stop: int, link: Element | None) -> None:
        self.elements, self.stop, self.link = elements, stop, link

    @property
    def placed(self) -> bool:
        """Say whether the part is a city alone ("the Universities of Tehran and X")."""
        return len(self.elements) == 1 and self.elements[0].kind in ("PLACE", "CAPITAL")

    @property
    def span(self) -> Span:
        return Span(self.elements[0].span.start, self.elements[-1].span.end)


def _segments(elements: list[Element], start: int, end: int) -> list[_Part]:
    parts: list[_Part] = []
    link: Element | None = None
    run: list[Element] = []
    for at in range(start, end):
        if elements[at].kind in _LINKS:
            if run:
                parts.append(_Part(run, at, link))
            run, link = [], elements[at]
        else:
            run.append(elements[at])
    return [*parts, _Part(run, end, link)] if run else parts


def _parts(elements: list[Element], start: int) -> list[_Part]:
    end = start
    while end < len(elements) and end - start < MOST and elements[end].kind in _FIELD | _LINKS | {"IHEAD", *_PLACED}:
        end += 1
    while end > start and elements[end - 1].kind in _LINKS:
        end -= 1
    return _segments(elements, start, end)


def _back(made: list[Element]) -> int:
    """Return where the words before a plural head begin: "education, labor and health"."""
    start = len(made)
    while start > 0 and len(made) - start < 8 and made[start - 1].kind in _FIELD | _LINKS:
        start -= 1
    while start < len(made) and made[start].kind in _LINKS:
        start += 1
    return start


def _known(text: str, parts: list[_Part], words: Words, form: str) -> list[Body]:
    """Return the bodies that all parts name; [] unless there are two at least and the lexicon knows each."""
    if not 2 <= len(parts) <= 6:
        return []
    bodies = []
    for part in parts:
        name = form.format(" ".join(part.span.of(text).split()))
        entry = words.lexicon.institution(name)
        if entry is None and not (form.startswith(_UNIVERSITY) and part.placed):
            return []
        bodies.append(
            body_of(entry, "en") if entry else named_body(words.lexicon, name, "institution", "university", "en")
        )
    known = any(body.known for body in bodies)
    return bodies if known and len({body.id for body in bodies}) == len(bodies) else []


def _spread(start: int, parts: list[_Part], bodies: list[Body], end: int = 0) -> list[Element]:
    made: list[Element] = []
    for number, (part, body) in enumerate(zip(parts, bodies, strict=True)):
        if number and part.link is not None:
            made.append(part.link)
        first = start if number == 0 else part.span.start
        last = max(end, part.span.end) if number == len(parts) - 1 else part.span.end
        made.append(Element("INST", Span(first, last), skeleton_key(body.name), body=body))
    return made


def plural_offices(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Restore the offices of one plural head: "oil ministers of Iran and Iraq", "Iran and Iraq's oil ministers"."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        head = elements[at]
        if head.kind == "OHEAD" and head.extra[1:2] == ("pl",):
            start, field = _field_before(text, made)
            field = field or " ".join(head.span.of(text).split()[:-1])
            of = [e.kind for e in elements[at + 1 : at + 2]] == ["OF"]
            listed, end = _listed(elements, at + 2) if of else ([], at)
            if len(listed) > 1 and any(e.kind in _PLACED for e in listed):
                first = made[start].span.start if start < len(made) else head.span.start
                del made[start:]
                made += _offices(text, listed, head, field, words, Span(first, 0))
                at = end
                continue
            nations = _nations(made, start, town=head.value == TOWN)
            if nations is not None:
                states = [e for e in made[nations:start] if e.kind not in ("AND", "COMMA", "POSS")]
                whole = Span(states[0].span.start, head.span.end)
                made[nations:] = _offices(text, states, head, field, words, whole)
                at += 1
                continue
        made.append(head)
        at += 1
    return made


def _field_before(text: str, made: list[Element]) -> tuple[int, str]:
    start = len(made)
    while start > 0 and len(made) - start < 3 and made[start - 1].kind in _FIELD:
        start -= 1
    words = Span(made[start].span.start, made[-1].span.end).of(text) if start < len(made) else ""
    return start, " ".join(words.split())


def _listed(elements: list[Element], start: int) -> tuple[list[Element], int]:
    """Return the places of "A, B and C", "Iran's A and Iraqi B" that begins at ``start``, and the index behind them."""
    listed: list[Element] = []
    at, end = start, start
    while len(listed) < MOST_LISTED:
        kinds = [e.kind for e in elements[at : at + 3]]
        owned = 2 if kinds[:2] == ["STATE", "POSS"] else int(kinds[:1] == ["NATIONAL"])
        at += owned if set(kinds[owned : owned + 1]) & (_PLACED | {"NAME"}) else 0
        if at >= len(elements) or elements[at].kind not in _PLACED | {"NAME"}:
            break
        listed.append(elements[at])
        end = at + 1
        if end >= len(elements) or elements[end].kind not in _LINKS:
            break
        at = end + 1
    return listed, end


MOST_LISTED = 6
"""Places that one plural head is followed by at most."""


def _nations(made: list[Element], end: int, *, town: bool) -> int | None:
    """Return where "Iranian and Iraqi", "Iran and Iraq's" or "Tehran and Baku" begins right before ``end``, or None."""
    kinds = [e.kind for e in made[max(0, end - 4) : end]]
    if kinds == ["STATE", "AND", "STATE", "POSS"]:
        return end - 4
    towns = town and kinds[-2:-1] == ["AND"] and {*kinds[-3:-2], *kinds[-1:]} <= {"PLACE", "CAPITAL"}
    nations = kinds[-3:] in (["NATIONAL", "AND", "NATIONAL"], ["NATIONAL", "COMMA", "NATIONAL"])
    return end - 3 if towns or nations else None


def _offices(  # noqa: PLR0913, PLR0917
    text: str, owners: list[Element], head: Element, field: str, words: Words, whole: Span
) -> list[Element]:
    """Return an office for each owner; whole: where the first one begins and the last one ends at least."""
    singular = head.span.of(text).removesuffix("s")
    singular = singular.removeprefix(field).strip() if field and singular.startswith(field) else singular
    made: list[Element] = []
    gap = [Span(a.span.end, b.span.start) for a, b in pairwise(owners)]
    for number, owner in enumerate(owners):
        if number:
            made.append(Element("AND", gap[number - 1]))
        last = number == len(owners) - 1
        start = whole.start if number == 0 else owner.span.start
        span = Span(start, max(whole.end, owner.span.end) if last else owner.span.end)
        name = owner.span.of(text)
        role = f"{field} {singular}".strip()
        title = f"{name} {role}" if owner.kind == "NATIONAL" else f"{role} of {name}"
        body = _body(text, owner, head, field, words)
        stands = head.extra[0] == "yes" or (body is not None and body.kind == "state")
        post = Post(" ".join(title.split()), skeleton_key(singular), body, stands)
        made.append(Element("OFFICE", span, post.head, post=post))
    return made


def _body(text: str, owner: Element, head: Element, field: str, words: Words) -> Body | None:
    """Return the body for which one of the holders stands."""
    lexicon = words.lexicon
    target = _AT_PLACE.get(skeleton_key(head.span.of(text)).removesuffix("s"), "")
    if owner.kind in ("PLACE", "CAPITAL", "NAME") and target:
        name = f"{owner.span.of(text)} {target}"
        entry = lexicon.institution(name)
        return body_of(entry, "en") if entry else Body(name, lexicon.institution_id(name), "institution", "other")
    if owner.body is None or head.value != "Ministry" or not field or head.extra[0] == "no":
        return owner.body
    titled = field[:1].upper() + field[1:]
    home = lexicon.institution(f"{titled} Ministry") or lexicon.institution(f"Ministry of {titled}")
    name = home.name_en if home else f"Ministry of {titled}"
    if owner.body.id != words.home and "foreign" not in field.lower():
        name = f"Ministry of {titled}"
    general = Body(name, lexicon.institution_id(name), "institution", "ministry")
    return of_state(general, owner.body, f"{name} of {owner.body.name}", words)
