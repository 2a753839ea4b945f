"""Lists of what an agreement holds: its axes, contents and stresses, named before or after the words that say so."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.framing import behind_relative, closes, name_end, named_first, opening, wished
from kg.extraction.items import is_action, split
from kg.extraction.objectives import Found
from kg.extraction.wording import is_verb
from kg.extraction.words import Words
from kg.language import Span

_CLOSES = frozenset({"STOP", "SAY", "TELL", "TERMS", "IS", "BECOME", "SEMI", "ISNOT", "FOCUS"})
_JOINS = frozenset({"COMMA", "COLON", "QUOTE", "ON", "AND"})
_RELATES = frozenset({"AIM", "FOR", "AND"})
_PARTIES = frozenset({"BETWEEN", "WITH", "STATE", "INST", "OFFICE", "CAPITAL"})
"""What names the parties right behind an agreement: its object begins behind their comma."""

_NO_LIST = frozenset({"IN", "TO", "ON", "WITH", "BASIS", "FROMP", "AND", "COMMA"})
"""Behind these «محورهای …» closes no list."""

_SHORTEST = 8
_RELATIVE, _ACTED = 6, 14
"""Within so many elements before «که» the agreement stands, behind whose verb it may («قراردادی … امضا کرد که …»)."""

_NEAR = 14
"""So many elements behind the agreement's name its list must begin."""


def listed(elements: list[Element], words: Words) -> list[Found]:
    """Return the axes that the sentence lists, before or behind the words that call them so."""
    heads = [n for n, e in enumerate(elements) if e.kind in ("TERMS", "AXES")]
    for at in heads:
        found = _before(elements, at, words) or _behind(elements, at, words)
        if found:
            return [Found("axis", span, "fa.objective.axes") for span in found]
    return []


def _before(elements: list[Element], at: int, words: Words) -> list[Span]:
    """Read «A، B و C از محورهای این تفاهم‌نامه است»: everything before the closing words is the list."""
    start = opening(elements[:at])
    owned = any(e.kind in ("NOUN", "COOP") for e in elements[at : at + 8]) or elements[at].value == "more"
    owned = owned or named_first(elements[:at], words) > 0 or _of_it(elements, at)
    if elements[at].kind == "AXES":
        owned = owned and any(e.kind == "IS" for e in elements[at + 2 : at + 14])
    led = elements[at - 1].kind if at else ""
    if led == "WORD" and at > 1 and elements[at - 1].key in words.sets["one of"]:
        led = elements[at - 2].kind
    parted = led == "COMMA" and elements[at].kind == "TERMS"  # «A، B و C، از مهم‌ترین بندهای این سند است»
    if at - start < 2 or not owned or (led in _NO_LIST and not parted):
        return []
    framed = name_end(elements, start + (elements[start].kind in ("IN", "BASIS")), words)
    if framed and framed < at and elements[framed].kind == "COMMA":
        start = framed
    end = at - (led == "RA" or parted)
    return [] if _told_of(elements[start:end]) else _items(elements, start, end, words)


def _of_it(elements: list[Element], at: int) -> bool:
    """«… از اهداف آن است»."""
    return [e.kind for e in elements[at + 1 : at + 3]] == ["THAT", "IS"]


def _told_of(elements: list[Element]) -> bool:
    """Say whether finite verbs stand among the words: then they are a sentence of their own and no list."""
    return any(e.kind in ("BECOME", "DO", "ACT", "IS") or is_verb(e.key) for e in elements)


def _behind(elements: list[Element], at: int, words: Words) -> list[Span]:
    """Read «از محورهای این تفاهم‌نامه می‌توان به A، B و C اشاره کرد», «محورهای آن عبارتند از A و B»."""
    if at - opening(elements[:at]) > 4:
        return []
    named = next((n for n in range(at, min(at + 6, len(elements))) if _agreed(elements[n], words)), None)
    if named is None and elements[at + 1 : at + 2] and elements[at + 1].kind == "THAT":
        named = at + 1
    if named is None and elements[at].value != "more":
        return []
    start = _begin(elements, (named if named is not None else at) + 1, words)
    return _items(elements, start, _end(elements, start, words), words) if start else []


def _agreed(element: Element, words: Words) -> bool:
    """Say whether a word names the agreement or what was agreed («بندهای مورد توافق»)."""
    return element.kind in ("NOUN", "COOP") or element.key in words.sets["agreed on"]


def _begin(elements: list[Element], at: int, words: Words) -> int:
    """Return where the list begins behind the agreement's name, 0 if no words lead to it."""
    for n in range(at, min(at + _NEAR, len(elements) - 1)):
        element = elements[n]
        if element.kind in ("INCLUDES", "RA") or (element.kind == "COLON" and n + 2 < len(elements)):
            return n + 1 + (elements[n + 1].kind == "COLON")
        if element.kind == "CANNAME":
            return n + 1
        if element.kind in ("STOP", "SAY", "ACT", "IS", "ISNOT"):
            return 0
        if n - at < 4 and element.kind == "COMMA" and is_action(elements[n + 1], words):
            return n + 1
        if n - at < 3 and is_action(element, words) and element.kind != "COOP":
            return n
    return 0


def _goes_on(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a semicolon only parts the items of a list: a noun of action follows, and no verb of its own."""
    if elements[at].kind != "SEMI" or at + 1 >= len(elements) or not is_action(elements[at + 1], words):
        return False
    after = next((n for n in range(at + 1, len(elements)) if elements[n].kind in ("SEMI", "STOP")), len(elements))
    return not _told_of(elements[at + 1 : after])


def _end(elements: list[Element], start: int, words: Words) -> int:
    """Return where a list ends: at its closing verb, at «اشاره کرد», at «را»."""
    for n in range(start, len(elements)):
        if (elements[n].kind in _CLOSES and not _goes_on(elements, n, words)) or closes(elements, n, words):
            return n - (elements[n - 1].kind == "RA")
    return len(elements)


def _items(elements: list[Element], start: int, end: int, words: Words) -> list[Span]:
    while start < end and elements[start].kind in _JOINS:
        start += 1
    if start + 2 < end and [e.kind for e in elements[start : start + 2]] == ["NUM", "MAINPART"]:  # «۲ محور اصلی A و B»
        start += 2
    near = range(start, min(start + _NEAR, end - 2))
    such = (n + 2 for n in near if elements[n].key in words.sets["cases"] and _such(elements[n + 1], words))
    start = next(such, start)
    framed = words.provision.get(elements[start].key) == "frame" if start < end else False
    while start < end and (elements[start].kind in _JOINS or words.provision.get(elements[start].key) == "frame"):
        start += 1
    while framed and start < end and (elements[start].kind in _RELATES or words.provision.get(elements[start].key)):
        start += 1
    if end < len(elements) and elements[end].kind == "ISNOT":
        return []
    return [span for span in split(elements[start:end], words) if span.end - span.start >= _SHORTEST]


def _such(element: Element, words: Words) -> bool:
    """Say whether «نظیر», «مانند» or «چون» stands here."""
    return element.kind in ("INCLUDES", "OTHER") or element.key in words.sets["like"]


def included(elements: list[Element], words: Words) -> list[Found]:
    """«این تفاهم‌نامه شامل A و B است»; «قراردادی شامل A و B»; a count of its articles is none of them."""
    for at, element in enumerate(elements):
        if element.kind != "INCLUDES" or element.value == "such" or at + 2 >= len(elements):
            continue
        owners = ("COOP",) if element.value == "are" else ("NOUN",)
        near = elements[max(0, at - 3) : at]
        if not (
            any(e.kind in owners for e in near) or (named_first(elements[:at], words) > 0 and "COOP" not in owners)
        ):
            continue
        end = _end(elements, at + 1, words)
        counted = elements[at + 1].kind in ("NUM", "ONE") and words.provision.get(elements[at + 2].key) == "article"
        acting = any(is_action(e, words) for e in elements[at + 1 : at + 3])
        if acting and not counted and not _denied(elements, end):
            return [Found("objective", span, "fa.objective.included") for span in _items(elements, at + 1, end, words)]
    return []


def _denied(elements: list[Element], end: int) -> bool:
    return any(e.key.startswith(("نمی", "نخواه")) or e.kind == "ISNOT" for e in elements[end - 1 : end + 2])


def provided(elements: list[Element], words: Words) -> list[Found]:
    """«این توافق A و B را تضمین می‌کند»; «در این سند A پیش‌بینی شده است»; «توافقی که A را ممکن می‌سازد»."""
    for at, element in enumerate(elements):
        done = at > 4 and element.kind in ("BECOME", "DO") and at + 2 >= len(elements)
        holds = element.kind == "INCLUDES" and at > 0 and elements[at - 1].kind == "RA"  # «A و B را شامل می‌شود»
        if not (done or holds or element.kind in ("PROVIDES", "PROVIDED")) or wished(elements[:at], words):
            continue
        framed = _frame_before(elements, at - done, words) if done or element.kind == "PROVIDED" else None
        if framed is not None:
            return _found(elements, opening(elements[:at]), framed, words)
        if done:
            continue
        start = _object_start(elements, at, words)
        marked = element.kind == "PROVIDED" or any(e.kind == "RA" for e in elements[max(start, at - 30) : at])
        if start and marked and at - start >= 2:
            start, end = _object(elements, behind_relative(elements, start, at), at)
            return _found(elements, start, end, words)
    return []


def _found(elements: list[Element], start: int, end: int, words: Words) -> list[Found]:
    return [Found("objective", span, "fa.objective.provided") for span in _items(elements, start, end, words)]


def _frame_before(elements: list[Element], at: int, words: Words) -> int | None:
    """Return where «در این تفاهم‌نامه» stands right before the verb («A و B در این تفاهم‌نامه پیش‌بینی شده است»)."""
    near = range(at - 2, max(1, at - 6), -1)
    led = (n for n in near if elements[n].kind in ("IN", "BASIS") and name_end(elements[:at], n + 1, words) == at)
    return next(led, None)


def _object_start(elements: list[Element], at: int, words: Words) -> int:
    """Return where the verb's object may begin: behind the agreement as subject or frame, or behind «… که»."""
    first = named_first(elements[:at], words)
    if first:
        comma = next((n for n in range(first, at) if elements[n].kind == "COMMA"), at)
        return comma + 1 if elements[first].kind in _PARTIES and comma < at else first
    that = next((n for n in range(at - 1, max(0, at - 30), -1) if elements[n].kind == "THAT"), 0)
    reach = _ACTED if that and elements[that - 1].kind == "ACT" else _RELATIVE
    return that + 1 if that and any(e.kind == "NOUN" for e in elements[max(0, that - reach) : that]) else 0


def _object(elements: list[Element], start: int, at: int) -> tuple[int, int]:
    """Return the bounds of the object: before «را», or behind «را به» («دو طرف را به A ملزم می‌کند»)."""
    mark = next((n for n in range(start, at) if elements[n].kind == "RA"), at)
    if start < mark and mark + 2 < at and elements[mark + 1].kind in ("TO", "FOR"):
        return mark + 2, at
    return start, mark


def focused(elements: list[Element], words: Words) -> list[Found]:
    """«این سند بر A و B تأکید دارد»; «در این تفاهم‌نامه بر A تأکید شده است»: what the agreement rests on."""
    for at, element in enumerate(elements):
        agreed = element.kind == "DECIDED" and at + 2 >= len(elements)
        if not (element.kind == "FOCUS" or agreed) or wished(elements[:at], words):
            continue
        near = range(max(0, at - 40), at)
        if element.value == "to":  # «این سند به A و B می‌پردازد»
            start = next((n for n in near if elements[n].kind == "TO" and _of_agreement(elements, n, words)), None)
        else:
            last = next((n for n in near[::-1] if elements[n].kind == "ON"), None)
            start = last if last is not None and _of_agreement(elements, last, words) else None
        if start is not None:
            return [Found("objective", s, "fa.objective.focus") for s in _items(elements, start + 1, at, words)]
    return []


def _of_agreement(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether the agreement stands right before ``at``, or opens the sentence."""
    return any(e.kind == "NOUN" for e in elements[max(0, at - 4) : at]) or named_first(elements[:at], words) > 0
