"""Lists of participants: from a stretch of elements to members, each a body, a person with offices, or both.

«X به نمایندگی N به‌عنوان [سمت] و [سمت] و M به‌عنوان [سمت]» is two members; an office alone stands for its body.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.bodies import named_body
from kg.extraction.counted import counted_bodies, counted_states, state_at_start
from kg.extraction.document import Document, Holding
from kg.extraction.elements import Body, Element, Person, Post, Sentence
from kg.extraction.jointly import counted_holders, joint_holders
from kg.extraction.wording import clean_name
from kg.extraction.words import Words
from kg.language import Span, search_text

_BODIES = frozenset({"INST", "STATE", "BARE", "CAPITAL", "NAME"})
_SLOT = frozenset({"WORD", "GIVEN", "NATIONAL", "QUOTE", "NAME"})
_ASIDE = frozenset({"IN", "MEDIATE", "HOSTBY"})
QUOTED = 9
"""Most elements of a party's name in quotation marks, with these."""

_AFTER_CAPITAL = (["WORD"], ["IHEAD"], ["COOP"], ["OHEAD"])
BRACKET = 10
"""Most elements of a bracket behind a party, with its marks."""

NAME_LIMIT = 120
"""Longest evidence of a name, from the format."""


@dataclass(slots=True)
class Member:
    """One participant as one place names it. named: its body is printed, not only its office-holder."""

    span: Span
    body: Body | None = None
    named: bool = False
    person: Person | None = None
    person_span: Span | None = None
    posts: list[tuple[Post, Span]] = field(default_factory=list)
    slot: bool = False


def members(
    document: Document, sentence: Sentence, stretch: Span, *, slots: bool = False, owners: bool = False
) -> list[Member]:
    """Return the participants that a stretch of a sentence's elements names, in order; owners: "X's …" names X."""
    reader = _Reader(document, sentence, owners=owners)
    at = stretch.start
    while at < stretch.end:
        at = reader.take(at, stretch.end, slots)
    return [member for member in reader.made if member.body or member.person]


class _Reader:
    """Reads one list from left to right; ``made`` holds the members so far."""

    def __init__(self, document: Document, sentence: Sentence, *, owners: bool) -> None:
        self.owners, self.persian = owners, document.words.language == "fa"
        self.document, self.sentence, self.elements = document, sentence, sentence.elements
        self.made: list[Member] = []
        self.tied = ""
        self.awaiting: Member | None = None

    def take(self, at: int, end: int, slots: bool) -> int:
        """Read the element at ``at`` and return where to go on."""
        element = self.elements[at]
        if element.kind == "THAT" and self.persian:
            return self._past_clause(at, end)
        if element.kind == "LP":
            return self._past_bracket(at, end)
        if element.kind in ("REP", "AS") or element.kind in self._tying():
            self.tied = "AS" if element.kind == "AS" else "REP"
            return at + 1
        if element.kind in ("COMMA", "AND", "WITH"):
            belonging = self._past_belonging(at, end)
            return belonging if belonging > at else self._slot(at + 1, end) if slots else at + 1
        if not self._named(at, element) and slots and not self.made and at + 1 < end:
            return max(self._slot(at, end), at + 1)
        self.tied = ""
        return at + 1

    def _tying(self) -> tuple[str, ...]:
        """Return the classes of words that give the next body to a person ("N signed for A")."""
        if self.persian:
            return ("FROM", "FROMP")
        return ("FOR",) if self.made and (self.made[-1].person or self.tied == "REP") else ()

    def _past_belonging(self, at: int, end: int) -> int:
        """Return the index after what tells whose body a party is (", a subsidiary of X"), ``at`` if nothing does."""
        kinds = [e.kind for e in self.elements[at + 1 : min(at + BRACKET, end)]]
        of = next((n for n, kind in enumerate(kinds) if kind == "OF"), 0)
        apposed = kinds[:1] == ["ONE"] and 1 < of < 4 and set(kinds[1:of]) <= {"WORD", "ADJ", "NATIONAL"}
        if self.persian or not apposed:
            return at
        closes = (n for n in range(of, len(kinds)) if kinds[n] in ("COMMA", "AND"))
        return at + 1 + next(closes, len(kinds))

    def _past_bracket(self, at: int, end: int) -> int:
        """Return the index behind a bracket that tells to whom a party belongs («وابسته به X») or who sends one."""
        close = next((n for n in range(at + 1, min(at + BRACKET, end)) if self.elements[n].kind == "RP"), at)
        inner = [e.kind for e in self.elements[at + 1 : close]]
        last = self.made[-1] if self.made else None
        if self.persian and inner in (["INST"], ["STATE"]) and last and last.person and not last.named:
            self._represent(self.elements[at + 1])
            return close + 1
        belongs = inner[:1] == ["WORD"] and inner[1:2] in (["TO"], ["WITH"], ["OF"], ["BY"])
        return close + 1 if belongs or "STOP" in inner else at + 1

    def _named(self, at: int, element: Element) -> bool:
        """Read a body, an office, a person or a reference; say whether the element is one."""
        if element.kind in _BODIES:
            owner = not self.owners and at + 1 < len(self.elements) and self.elements[at + 1].kind == "POSS"
            lies = at > 0 and self.elements[at - 1].kind in _ASIDE and element.kind in ("STATE", "CAPITAL")
            if not owner and not lies and not self._aside(at, element) and not self._describes(at, element):
                self._body(element)
        elif element.kind == "PLACE" and element.body and self.tied == "REP":
            self._body(element)
        elif element.kind == "OFFICE" and element.post:
            self._office(at, element, element.post)
        elif element.kind in ("PARTIES", "ADJ"):
            holders = counted_holders(self.document, element)
            self.made += [_held(*one) for one in holders]
            states = [] if holders else counted_states(self.document, self.sentence, element)
            states = states or counted_bodies(self.document, self.sentence, element)
            self.made += [Member(element.span, state, named=True) for state in states]
        elif element.kind == "PERSON" and element.person:
            self._person(element, element.person)
        else:
            return False
        return True

    def _past_clause(self, at: int, end: int) -> int:
        """Return where a clause on the person before («که پیش از این استاندار X بود») ends."""
        return next((n + 1 for n in range(at, end) if self.elements[n].kind in ("IS", "BECOME", "DO")), at + 1)

    def _aside(self, at: int, element: Element) -> bool:
        """Say whether a body is only the source of the news («به گزارش خبرگزاری X») or another name in brackets."""
        if (
            self.made
            and self.elements[at - 1].kind == "LP"
            and [e.kind for e in self.elements[at + 1 : at + 2]] == ["RP"]
        ):
            return element.kind in ("INST", "NAME")
        agency = element.body is not None and element.body.ikind == "news-agency"
        before = self.elements[max(0, at - 4) : at]
        reporters = tuple(self.document.words.sets["reporter"])
        return agency and any(e.kind in ("REPORT", "TALK") or e.key.startswith(reporters) for e in before)

    def _describes(self, at: int, element: Element) -> bool:
        """Say whether an English capital or state only tells where something is ("the Tehran traffic police chief")."""
        ahead = [e.kind for e in self.elements[at + 1 : at + 5]]
        words = next((n for n, kind in enumerate(ahead) if kind not in ("WORD", "COOP", "IHEAD")), 0)
        if self.persian or element.kind not in ("CAPITAL", "STATE"):
            return False
        return (
            words > 0 and ahead[words] in ("NAME", "INST") if element.kind == "STATE" else ahead[:1] in _AFTER_CAPITAL
        )

    def _body(self, element: Element) -> None:
        last = self.made[-1] if self.made else None
        if self.tied == "REP" and last and last.person and not last.named:
            self._represent(element)
        elif element.body:
            self.made.append(Member(element.span, element.body, named=True))
            self.awaiting = self.made[-1] if self.tied == "REP" else None
        else:
            self.document.drop("party", element.span, "UNRESOLVED_REFERENCE")

    def _represent(self, element: Element) -> None:
        """Give the body after «از طرف» to the person before it, and to those before him who have no office."""
        for member in self.made[::-1]:
            if member.named or not member.person or (member is not self.made[-1] and member.posts):
                break
            member.body, member.named = element.body, True

    def _office(self, at: int, element: Element, post: Post) -> None:
        holder = self.document.linked.get((self.sentence.number, at))
        last = self.made[-1] if self.made else None
        acts = last is not None and last is self.awaiting and last.person is None
        if last and (acts or (last.person and (last.person.key == holder or self.tied == "AS"))):
            last.posts.append((post, element.span))
            return
        if post.plural:
            joint = joint_holders(self.document, self.elements, at)
            self.made += [_held(*one) for one in joint]
            if joint:
                return
            if post.body and (not self.persian or _for_organisation(post, self.document.words)):
                self.made.append(Member(element.span, post.body, posts=[(post, element.span)]))
            return
        body = post.body if post.stands or _for_organisation(post, self.document.words) else self._deputised(at, post)
        self.made.append(Member(element.span, body, posts=[(post, element.span)]))
        if body is None and post.body is not None and holder is None:
            self.document.drop("party", element.span, "OFFICE_DOES_NOT_STAND_FOR_BODY")

    def _deputised(self, at: int, post: Post) -> Body | None:
        """Return the state for whose ministry a deputy without a name acts ("the Iraqi deputy minister")."""
        named = "PERSON" in [element.kind for element in self.elements[at + 1 : at + 3]]
        deputy = not named and post.body is not None and post.body.ikind == "ministry"
        return state_at_start(post.title, self.document.words) if deputy else None

    def _person(self, element: Element, person: Person) -> None:
        last = self.made[-1] if self.made else None
        span = element.name or element.span
        linked = last is not None and last.posts and last.person is None and self._linked(last, person)
        awaited = last is not None and last is self.awaiting and last.person is None
        if last and (linked or awaited or (self.tied == "REP" and last.person is None)):
            last.person, last.person_span = person, span
            return
        self.made.append(Member(span, person=person, person_span=span))

    def _linked(self, member: Member, person: Person) -> bool:
        at = next((n for n, e in enumerate(self.elements) if e.span == member.posts[0][1]), -1)
        return self.document.linked.get((self.sentence.number, at)) == person.key

    def _slot(self, at: int, end: int) -> int:
        """Take a run of unknown words that fills the place of a party («X، دیجی‌کالا و Y»)."""
        stop = quoted = self._unquoted(at, end)
        while stop < end and self.elements[stop].kind in _SLOT:
            stop += 1
        run = self._capital(self.elements[at:stop])
        closed = stop == end or self.elements[stop].kind in ("COMMA", "AND", "WITH", "LP")
        if run and closed and (len(run) <= 6 or stop == quoted):
            span = Span(run[0].span.start, run[-1].span.end)
            if self.persian and run[0].kind == "NATIONAL" and run[0].body and len(run) <= NATIONALS:
                self.made.append(Member(span, run[0].body, named=True))
                return stop
            name = clean_name(span.of(self.document.text)).strip()
            if len(name) > 1 and any(e.value != "common" for e in run):
                words = self.document.words
                body = named_body(words.lexicon, name, "company", "company", words.language)
                self.made.append(Member(span, body, named=True, slot=True))
        return stop

    def _unquoted(self, at: int, end: int) -> int:
        """Return the index after a Persian name in quotation marks that opens at ``at``, ``at`` where none does.

        One known body between them stands for itself.
        """
        if at >= end or self.elements[at].kind != "QUOTE" or self.document.words.language != "fa":
            return at
        near = range(at + 3, min(at + QUOTED, end))
        close = next((n for n in near if self.elements[n].kind == "QUOTE"), at)
        inner = {e.kind for e in self.elements[at + 1 : close]}
        return close + 1 if close > at and inner <= _SLOT | {"INST", "STATE", "PLACE", "NUM", "COOP"} else at

    def _capital(self, run: list[Element]) -> list[Element]:
        """Return an English name without what describes it ("Turkish firm X"); [] without a capital letter."""
        if self.document.words.language != "en":
            return run
        text = self.document.text
        capital = [n for n, e in enumerate(run) if e.kind != "NATIONAL" and text[e.span.start].isupper()]
        return run[capital[0] :] if capital else []


NATIONALS = 2
"""Most words of «آمریکایی ها», who stand for their state in a list."""


def _held(holding: Holding, post: Post, span: Span) -> Member:
    """Return the member that a person is by an office told elsewhere."""
    return Member(span, post.body, person=holding.person, person_span=holding.first, posts=[(post, span)])


def _for_organisation(post: Post, words: Words) -> bool:
    """Say whether somebody acts for a body that he represents («نماینده فائو»); a member of parliament does not."""
    body = post.body
    represented = body is not None and body.kind != "state" and body.ikind != "parliament"
    return represented and post.head in words.sets["representing"]


def own_words(name: str, words: Words) -> frozenset[str]:
    """Return the words of a body's name but those it goes without as well («شهرداری شهرستان X» is «شهرداری X»)."""
    return frozenset(search_text(name).split()) - words.sets["dispensable"]


def with_offices(document: Document, member: Member) -> Member:
    """Give a member that is only a person the offices that the document knows of him."""
    holding = document.holdings.get(member.person.key) if member.person else None
    if holding:
        known = {post.title for post, _ in member.posts}
        member.posts += [(post, span) for post, span in holding.posts if post.title not in known]
    return member
