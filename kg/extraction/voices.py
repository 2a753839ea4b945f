"""Who speaks: the person, else the office or body, that stands before a verb of speech.

An office speaks through the person who holds it, "he" is the last one that the text was about, and a surname alone the
person whose full name stands in quotation marks elsewhere.
"""

from __future__ import annotations

import re

from kg.extraction.document import Document, Holding
from kg.extraction.elements import Element, Post
from kg.language import Span, search_text

LONGEST = 14
"""Most elements of an office's title that nothing but its own words bounds."""

_QUOTED_NAME = re.compile(r"«([^«»\n]{4,40})»")
_TO = ("WITH", "TO", "FROMP", "BY", "OF", "TALK")
_LINKED = (
    "WORD",
    "INST",
    "STATE",
    "PLACE",
    "CAPITAL",
    "NATIONAL",
    "AND",
    "BARE",
    "PROVINCE",
    "CITY",
    "IHEAD",
    "OFFICE",
)
_SEAT = ("PLACE", "CAPITAL", "STATE", "BARE", "INST")
PEER = "همتای"
"""The word for the holder of the same office elsewhere."""

_ALONE = ("STATE", "CAPITAL")


def speaker_of(document: Document, before: list[Element], last: str) -> str:
    """Return the name of the first that can speak among the elements before a verb; last: who "he" is."""
    if not before or _same_again(document, before):
        return last
    for at, element in enumerate(before):
        told = at > 0 and before[at - 1].kind in _TO
        peer = element.kind == "OFFICE" and element.key.startswith(PEER)
        if peer or (element.kind == "HE" and not told):
            return _counterpart(document, before[at:] if peer else before[:at], last) or last
        if element.kind == "QUOTE" and element.span.of(document.text) == "«":
            name = _in_quotes(document, element)
            if name and not told:
                return name
        name = "" if told else _named(document, before, at)
        if name:
            return last if last.startswith(f"{name} ") and element.kind == "OFFICE" else name
    return ""


def _same_again(document: Document, before: list[Element]) -> bool:
    """Say whether «این مقام مسئول», "the official" stands for the one who spoke last."""
    if len(before) < 2 or before[0].kind not in ("THIS", "THE"):
        return False
    official = before[1].key in document.words.sets["official"]
    return official or (before[0].kind == "THIS" and before[1].kind == "OFFICE")


def names_beside(document: Document) -> list[tuple[Post, str]]:
    """Return the names that no list knows and that stand in apposition to an office, each with that office."""
    if document.named_beside is None:
        document.named_beside = [pair for s in document.sentences for pair in _appositions(document, s.elements)]
    return document.named_beside


def _appositions(document: Document, elements: list[Element]) -> list[tuple[Post, str]]:
    made: list[tuple[Post, str]] = []
    for at, element in enumerate(elements):
        if element.kind != "OFFICE" or not element.post or element.post.plural:
            continue
        name = _behind(document, elements, at) or _ahead(document, elements, at)
        if name:
            made.append((element.post, name))
    return made


def _behind(document: Document, elements: list[Element], at: int) -> str:
    """Return the name in «مدیرعامل X، N، …»: between commas, or after a form of address."""
    start = at + 1
    while start < len(elements) and elements[start].kind in ("COMMA", "HON", "QUOTE") and start <= at + 3:
        start += 1
    end = start
    while end < len(elements) and end - start < 4 and elements[end].kind in _NAME:
        end += 1
    closed = end < len(elements) and elements[end].kind in ("COMMA", "SAY", "OTHER", "QUOTE", "IN")
    return _spelt(document, elements[start:end]) if start > at + 1 and closed else ""


def _ahead(document: Document, elements: list[Element], at: int) -> str:
    """Return the name at the head of a sentence in «N، مدیرعامل X، …»."""
    if at < 3 or elements[at - 1].kind != "COMMA" or any(e.kind not in _NAME for e in elements[: at - 1]):
        return ""
    return _spelt(document, elements[: at - 1])


_NAME = ("WORD", "GIVEN", "PLACE", "NAMED", "HON")


def _spelt(document: Document, elements: list[Element]) -> str:
    """Return a name of two to four words as written, without forms of address."""
    words = [e for e in elements if e.kind != "HON"]
    if not words or document.words.language != "fa":
        return ""
    name = " ".join(Span(words[0].span.start, words[-1].span.end).of(document.text).split())
    everyday = sum(e.key in document.words.everyday for e in words)
    return name if _is_name(name) and everyday < len(words) - 1 else ""


def _named(document: Document, before: list[Element], at: int) -> str:
    element = before[at]
    if element.kind == "PERSON" and element.person:
        return element.person.name
    if element.kind == "WORD" and at == 0 and element.span.of(document.text)[:1].isupper():
        return _known_family(document, element.span.of(document.text))
    if element.kind == "OFFICE" and element.post and not element.post.plural:
        return _holder(document, element.post, before[at + 1 :]) or _title(document, before, at)
    if element.kind == "NAME" or (element.kind in _ALONE_NAME and _may_speak(before, at)):
        return _by_surname(document, element) or _unknown(document, before, at)
    if element.kind in ("INST", "BARE", *_ALONE) and element.body and element.body.ikind != "news-agency":
        following = _follower(before[at + 1 :])
        return following or _seated(document, before, at)
    return ""


_ALONE_NAME = ("WORD", "GIVEN", "PLACE", "NAMED", "CAPITAL")


def _may_speak(before: list[Element], at: int) -> bool:
    """Say whether a word stands where a subject begins: at the head, behind a form of address or a comma."""
    return at == 0 or before[at - 1].kind in ("HON", "COMMA", "AND", "BUT", "ACCORDING")


def _follower(after: list[Element]) -> str:
    """Return the person who stands behind a body as one of its people ("Razi's director general, N")."""
    person = next((e for e in after if e.kind == "PERSON" and e.person), None)
    return person.person.name if person and person.person else ""


def _holder(document: Document, post: Post, after: list[Element]) -> str:
    """Return who holds a post: by its title, by apposition, else the only one whose title begins or is headed so."""
    known = document.holder(post)
    if known:
        return known.person.name
    beside = names_beside(document)
    same = {name for held, name in beside if _begins(held, post) or (post.body is None and held.head == post.head)}
    return _follower(after) or _only(_titled(document, post)) or (next(iter(same)) if len(same) == 1 else "")


def _titled(document: Document, post: Post) -> list[Holding]:
    begun = [h for h in document.holdings.values() if any(_begins(held, post) for held, _ in h.posts)]
    begun = begun if len(begun) < 2 else [h for h in begun if any(_begins(p, post) for p in _present(h))]
    return begun or (
        [h for h in document.holdings.values() if any(held.head == post.head for held in _present(h))]
        if post.body is None and " " not in post.title
        else []
    )


def _present(holding: Holding) -> list[Post]:
    return [post for post, _ in holding.posts if post.capacity != "former"]


def _begins(held: Post, post: Post) -> bool:
    return held.head == post.head and search_text(held.title).startswith(search_text(post.title))


def _only(found: list[Holding]) -> str:
    return found[0].person.name if len(found) == 1 else ""


def _title(document: Document, before: list[Element], at: int) -> str:
    """Return the title of an office whose holder is not named, with what belongs to it («سفیر یونان در ایروان»)."""
    if document.words.language != "fa":
        post = before[at].post
        return post.title if post else ""
    end = at
    while end + 1 < len(before) and end - at < LONGEST and _belongs(document, before, end + 1):
        end += 1
    return " ".join(Span(before[at].span.start, before[end].span.end).of(document.text).split())


def _belongs(document: Document, before: list[Element], at: int) -> bool:
    element, following = before[at], before[at + 1] if at + 1 < len(before) else None
    if element.key in document.words.sets["beside a title"] and element.kind != "BARE":
        return False
    if element.kind == "IN":
        return element.key == "در" and following is not None and following.kind in _SEAT
    if element.kind == "COMMA":
        return following is not None and following.kind in ("WORD", "PLACE") and _listed(before, at)
    return element.kind in _LINKED


def _listed(before: list[Element], at: int) -> bool:
    """Say whether a comma stands in a list that an «و» closes («نماینده مردم X، Y و Z»)."""
    ahead = [e.kind for e in before[at + 1 : at + LONGEST]]
    return "AND" in ahead and set(ahead[: ahead.index("AND")]) <= {"WORD", "PLACE", "COMMA", "NAME", "GIVEN"}


def _seated(document: Document, before: list[Element], at: int) -> str:
    """Return a body's name, an embassy's with its seat («سفارت چین در تهران»)."""
    body = before[at].body
    name = body.name if body else ""
    after = before[at + 1 : at + 3]
    if document.words.language == "fa" and [e.kind for e in after[:1]] == ["IN"] and len(after) == 2:
        embassy = name.startswith(("سفارت", "سرکنسولگری", "کنسولگری"))
        if embassy and after[1].kind in _SEAT:
            return f"{name} در {after[1].span.of(document.text)}"
    return name


def _counterpart(document: Document, before: list[Element], last: str) -> str:
    """Return who «همتای تاجیک او» is: the holder of the last speaker's office in the state that is named."""
    if not before or not before[0].key.startswith(PEER):
        return ""
    state = next((e.body for e in before if e.kind in ("NATIONAL", *_ALONE) and e.body), None)
    heads = {p.head for h in document.holdings.values() if h.person.name == last for p, _ in h.posts}
    fit = [h for h in document.holdings.values() if h.person.name != last and any(p.head in heads for p, _ in h.posts)]
    there = [h for h in fit if state and any(state.name in p.title for p, _ in h.posts)]
    return _only(there) or _only(fit)


def _in_quotes(document: Document, mark: Element) -> str:
    found = _QUOTED_NAME.match(document.text, mark.span.start)
    name = " ".join(found[1].split()) if found else ""
    return _full(document, name) if name and _is_name(name) else ""


def _full(document: Document, name: str) -> str:
    """Return the name of the person of that name whom the text knows, honorifics aside, else the name itself."""
    wanted = search_text(name)
    known = (h.person.name for h in document.holdings.values())
    return next((one for one in known if search_text(one) == wanted), name)


def _is_name(name: str) -> bool:
    return 2 <= len(name.split()) <= 4 and not any(char.isdecimal() or char in "،؛:.!؟" for char in name)


def _by_surname(document: Document, element: Element) -> str:
    """Return the person whose full name the text gives elsewhere, from the surname alone («ایوانکی افزود»)."""
    word = re.compile(r"\S+").match(document.text, element.span.start)
    return families(document).get(search_text(word[0]), "") if word else ""


def families(document: Document) -> dict[str, str]:
    """Return the full names that a text gives, by surname: of known persons, beside offices and in quotation marks."""
    if document.families is None:
        quoted = (" ".join(found[1].split()) for found in _QUOTED_NAME.finditer(document.text))
        beside = (name for _, name in names_beside(document))
        known = (e.person.name for e in document.all("PERSON") if e.person)
        names = [name for name in (*quoted, *beside, *known) if _is_name(name)]
        document.families = {search_text(name.split()[-1]): name for name in names}
    return document.families


def _unknown(document: Document, before: list[Element], at: int) -> str:
    """Return a name of two capitalised words, or the person known whose surname it is ("Golrokh Mostowfian")."""
    element = before[at]
    name = " ".join(element.span.of(document.text).split())
    if element.kind != "NAME":
        return ""
    return name if " " in name else _known_family(document, name)


def _known_family(document: Document, name: str) -> str:
    """Return the full name of the person whose surname stands alone ("Ravari told reporters")."""
    known = (e.person.name for e in document.all("PERSON") if e.person)
    full = (e.span.of(document.text) for e in document.all("NAME"))
    return next((one for one in (*known, *full) if one.endswith(f" {name}")), "")
