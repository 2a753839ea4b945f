"""English names: runs of capitalised words, told apart by head nouns, titles, given names and states.

"of", "and", "for", "&" and commas join a run only where a head noun asks for it ("Ministry of Roads and Urban
Development"); a bracketed abbreviation ("… (NISOC)") names the body from then on.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element
from kg.extraction.english.acts import settle_acts
from kg.extraction.english.bare import bare
from kg.extraction.english.collectives import collective_bodies
from kg.extraction.english.dateline import without_agency
from kg.extraction.english.fields import field_lists, is_field, joint_ministries
from kg.extraction.english.glue import capital, glued, initialled, named_elsewhere, opens, possessives, signing
from kg.extraction.english.groups import spelled_out
from kg.extraction.english.heads import shared_heads
from kg.extraction.english.joined import group, group_end, of_nation, owned
from kg.extraction.english.months import named_months
from kg.extraction.english.nations import national_bodies, national_sides
from kg.extraction.english.peers import settle_counterparts
from kg.extraction.english.persons import build_english_persons
from kg.extraction.english.plain import plain
from kg.extraction.english.plurals import plural_bodies, plural_offices
from kg.extraction.english.provinces import signing_provinces
from kg.extraction.english.short import abbreviated, joined_capitals, run_on, tailed
from kg.extraction.english.sources import without_reporter
from kg.extraction.english.titles import build_english_offices
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

_APART = frozenset({"STATE", "GIVEN", "CAPITAL", "IHEAD"})
RUN = 16
"""Most words of one name."""


def build_names(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names, offices and persons joined."""
    dated = named_months(text, elements)
    whole = field_lists(text, glued(text, possessives(plain(text, without_agency(text, dated))), words), words)
    parted = national_sides(settle_acts(spelled_out(whole, words), words), words)
    joined = plural_bodies(text, shared_heads(text, parted, words), words)
    named = tailed(text, joint_ministries(text, owned(text, _runs(text, joined, words), words), words), words)
    several = collective_bodies(text, national_bodies(text, named, words), words)
    shortened = run_on(text, abbreviated(text, joined_capitals(text, several), words), words)
    runs = signing_provinces(text, shortened, words)
    offices = build_english_offices(text, plural_offices(text, runs, words), words)
    settle_counterparts(offices, words)
    made = build_english_persons(text, offices, words)
    return without_reporter([bare(text, made, at) for at in range(len(made))])


def _runs(text: str, elements: list[Element], words: Words) -> list[Element]:
    made: list[Element] = []
    at = 0
    while at < len(elements):
        ended = group_end(text, elements, at)
        if ended:
            made.append(group(text, elements[at], elements[ended - 1]))
            at = ended
            continue
        if elements[at].kind == "STATE" and _of_town(text, elements, at + 1):
            made.append(replace(elements[at], kind="NATIONAL"))
            at += 1
            continue
        end = _run_end(text, elements, at, words) if capital(text, elements[at]) else at
        if of_nation(text, elements[at:end], words):
            made.append(elements[at])
            at += 1
            continue
        if end > at + 1 and at > 1 and elements[at - 1].kind in ("OF", "FOR", "THE"):
            end = _field_end(text, elements, at, end, words)
        if end > at and not (
            end == at + 1 and (elements[at].kind in ("STATE", "NATIONAL", "CAPITAL", "PLACE", "GIVEN"))
        ):
            made += _run(text, elements[at:end], words, first=opens(made) and not signing(elements, end))
            at = end
        else:
            made.append(elements[at])
            at += 1
    return made


def _of_town(text: str, elements: list[Element], head: int) -> bool:
    """Say whether a body is named by its town alone, so that its state stands apart ("Syria University of Homs")."""
    if [e.kind for e in elements[head : head + 2]] != ["IHEAD", "OF"]:
        return False
    town = elements[head + 2 : head + 4]
    placed = bool(town) and town[0].kind in ("PLACE", "CAPITAL", "WORD") and capital(text, town[0])
    return placed and capital(text, elements[head]) and not any(capital(text, e) or e.kind == "AND" for e in town[1:])


def _field_end(text: str, elements: list[Element], start: int, end: int, words: Words) -> int:
    """Return where the fields of "Minister of Energy and Water N" end and the name begins; ``end`` in other runs."""
    led = [e for e in elements[max(0, start - 3) : start] if e.kind == "OHEAD"]
    if not led or led[-1].value != "Ministry" or not is_field(text, elements[start], words):
        return end
    for at in range(start + 1, end):
        if elements[at - 1].kind == "AND":
            continue
        named = elements[at].kind in ("WORD", "GIVEN") and not is_field(text, elements[at], words)
        if named and text[elements[at].span.start].isupper() and elements[at].key not in ("and", "the"):
            return at
    return end


def _run_end(text: str, elements: list[Element], start: int, words: Words) -> int:
    """Return the index after the run of capitalised words that begins at ``start``."""
    at = start + 1
    head = _title_head(elements, start)
    titled = head is not None and head.extra[1:2] != ("pl",)
    headed = elements[start].kind == "IHEAD" or titled
    twin = at < len(elements) and elements[at].kind == "DASH" and _twin(text, elements, at)
    if _posted_to(elements, start) and not twin and not _head_follows(text, elements, at):
        return at
    while at < len(elements) and at - start < RUN:
        element = elements[at]
        if capital(text, element):
            named = element.kind == "GIVEN" and not element.value
            if at == start + 1 and head is not None and initialled(text, elements, at):
                return at
            remit = elements[at - 1].key == "affairs"
            if named and (headed or remit or elements[at - 1].kind in ("STATE", "CAPITAL")):
                return at
            headed = headed or element.kind == "IHEAD"
            at += 1
            continue
        if element.kind == "DASH" and _twin(text, elements, at):
            at += 2
            continue
        step = _link(text, elements, start, at, words, headed=headed, titled=titled)
        if not step:
            return at
        headed = headed or any(e.kind == "IHEAD" for e in elements[at : at + step])
        at += step
    return at


def _title_head(elements: list[Element], start: int) -> Element | None:
    """Return the office head of whose "of" or "for" a run is the object, None where there is none."""
    at = start - 1 if start and elements[start - 1].kind == "THE" else start
    led = [e.kind for e in elements[max(0, at - 2) : at]] in (["OHEAD", "OF"], ["OHEAD", "FOR"])
    return elements[at - 2] if led else None


def _posted_to(elements: list[Element], start: int) -> bool:
    """Say whether a place closes a title here ("Ambassador to Tehran N", "President of Iraq N")."""
    behind = [e.kind for e in elements[max(0, start - 2) : start]]
    led = behind in (["OHEAD", "TO"], ["OHEAD", "OF"], ["OFFICE", "TO"], ["OHEAD", "IN"])
    return led and elements[start].kind in ("STATE", "CAPITAL", "PLACE")


def _twin(text: str, elements: list[Element], dash: int) -> bool:
    """Say whether a dash joins two states before a head ("Iran-Syria Joint Chamber of Commerce")."""
    pair = [e.kind for e in (elements[dash - 1], *elements[dash + 1 : dash + 2])]
    return pair in (["STATE", "STATE"], ["NATIONAL", "NATIONAL"]) and _head_follows(text, elements, dash + 2)


def _link(  # noqa: PLR0911, PLR0913
    text: str, elements: list[Element], start: int, at: int, words: Words, *, headed: bool, titled: bool
) -> int:
    """Return how many elements a connector and what it joins take here, or 0.

    headed: the run holds a head noun; titled: an office head and "of" stand before it.
    """
    element = elements[at]
    if headed and _oxford(elements, start, at):
        joined = _link(text, elements, start, at + 1, words, headed=headed, titled=titled)
        return joined + (joined > 0)
    ahead = at + 2 if [e.kind for e in elements[at + 1 : at + 2]] == ["THE"] else at + 1
    particle = _particle(text, elements, at, words)
    if particle or ahead >= len(elements) or not capital(text, elements[ahead]):
        return particle
    following = elements[ahead]
    if element.kind == "OF" and [e.kind for e in elements[ahead : ahead + 2]] == ["STATE", "POSS"]:
        return 0
    if element.kind == "OF" or (element.kind == "FOR" and headed):
        return ahead + 1 - at if headed or following.kind in ("STATE", "NATIONAL") else 0
    if element.kind not in ("AND", "COMMA") and element.key != "&":
        return 0
    if following.kind in _APART | {"NATIONAL"} or elements[at - 1].kind in ("STATE", "GIVEN"):
        return 0
    if at == start + 1 and [e.kind for e in elements[max(0, start - 2) : start]] == ["PROVINCE", "OF"]:
        return 0
    if element.kind == "AND" and headed and _own_head(text, elements, ahead):
        return 0
    led = titled or any(e.kind == "OF" or e.key == "for" for e in elements[start:at])
    if element.key == "&" or (headed and led and ahead == at + 1):
        return ahead + 1 - at if element.kind != "COMMA" or _series(text, elements, at) else 0
    joins = element.kind == "AND" and not headed and elements[start].kind != "GIVEN"
    return 2 if joins and _head_follows(text, elements, ahead) else 0


def _own_head(text: str, elements: list[Element], at: int) -> bool:
    """Say whether another body's name begins here, with a head and "of" of its own ("… and Central Union of X")."""
    for n in range(at, min(at + 4, len(elements) - 1)):
        if elements[n].kind == "IHEAD" and capital(text, elements[n]):
            return elements[n + 1].kind == "OF"
        if elements[n].kind not in ("WORD", "NATIONAL", "COOP") or not capital(text, elements[n]):
            return False
    return False


def _oxford(elements: list[Element], start: int, at: int) -> bool:
    """Say whether a comma stands before the last "and" of a list that began at ``start``."""
    pair = [e.kind for e in elements[at : at + 2]] == ["COMMA", "AND"]
    return pair and any(e.kind == "COMMA" for e in elements[start:at])


def _particle(text: str, elements: list[Element], at: int, words: Words) -> int:
    if text[elements[at].span.start : elements[at].span.end].lower().startswith("al-"):
        return 1
    follows = at + 1 < len(elements) and capital(text, elements[at + 1])
    return 2 if elements[at].key in words.sets["particle"] and follows else 0


def _series(text: str, elements: list[Element], comma: int) -> bool:
    """Say whether "A, B and C" goes on after a comma: an "and" before the next capital run ends."""
    for element in elements[comma + 1 : comma + 6]:
        if element.kind == "AND":
            return True
        if not (capital(text, element) or element.kind == "COMMA"):
            return False
    return False


def _head_follows(text: str, elements: list[Element], at: int) -> bool:
    for element in elements[at : at + 7]:
        if element.kind == "IHEAD" and capital(text, element):
            return True
        if not (capital(text, element) or element.kind == "AND" or element.key == "&"):
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
    plain = parts[0].kind in ("COOP", "ADJ", "IHEAD") or (first and not named_elsewhere(text, surface))
    if len(parts) == 1 and plain and not surface.isupper():
        return list(parts)
    given = ("GIVEN",) if parts[0].kind == "GIVEN" and not parts[0].value else ()
    return [Element("NAME", span, skeleton_key(surface), extra=given, name=span)]
