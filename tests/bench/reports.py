"""Synthetic reports of agreements, made as readings without any extraction, the same for the same seed.

Skewed like the world: parties by Zipf's law, a quarter undated, many agreements told once and some up to fifty times (a
part of them nearly word for word), misspelt officials, counts that differ, what became of an agreement months later, and
a ledger. Every quote stands in the text at its offsets. All persons and events are invented.

Reports come in chunks of ``CHUNK``; a chunk depends on its number and the seed alone, so a small set is the beginning of a large one
and chunks may be made side by side.
"""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from string import Formatter
from typing import Any

from kg.articles import Article
from kg.extraction.reading import (
    Aim,
    Amount,
    Event,
    Evidence,
    OfficeHeld,
    OfficialMention,
    Party,
    Reading,
    Report,
    SentenceUse,
    Signatory,
    Stated,
    Statement,
    When,
)
from kg.identity import report_id
from kg.language import to_jalali
from kg.lexicon import Lexicon, load_lexicon

WORDS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "reports.json").read_text("utf-8"))
CHUNK = 500
FIRST_DAY, DAYS = date(2018, 3, 21), 2500
TERM = 900
"""Days that an invented official stays in office."""

UNDATED, UNPUBLISHED, DERIVED, REPUBLISHED, SIGNED = 0.25, 0.03, 0.1, 0.4, 0.45
CLUSTERED, FOLLOWED, OUTSIDE, MISSPELT, MISCOUNTED = 0.06, 0.1, 0.1, 0.1, 0.15
LARGEST = 50
"""Reports of the agreement that is told most often; sizes of clusters fall with their square."""

ZIPF = 0.95
KINDS = ("ministry", "governorate", "organisation", "university", "municipality")
"""Kinds of institutions that agree most often, in this order; within a kind the order is drawn."""

RULE = "synthetic"
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Body:
    """A party: local id, name, kind as a reading has it, the title of its head."""

    id: str
    name: str
    kind: str
    head: str


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement of the invented world, as it truly was. number: unique; day: of its signing."""

    number: str
    parties: tuple[Body, ...]
    day: date
    kind: str
    aims: tuple[tuple[str, str], ...]
    articles: int
    years: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """One article with what is read in it, and the agreement it truly tells of; act: "" or a later act's kind."""

    deal: Deal
    act: str
    article: Article
    reading: Reading

    @property
    def report(self) -> str:
        """Local id of the report."""
        report = self.reading.reports[0]
        return report_id(self.article.key, [party.id for party in report.parties], report.type.value, 0)


class World:
    """The parties with their weights, and the words for aims; the same for the same lexicon."""

    def __init__(self, lexicon: Lexicon | None = None, seed: int = 1) -> None:
        lexicon, self.seed = lexicon or load_lexicon(), seed
        chance = random.Random(f"world {seed}")
        bodies = sorted((one for one in lexicon.institutions if one.name_fa), key=lambda one: one.slug)
        chance.shuffle(bodies)
        bodies.sort(key=lambda one: KINDS.index(one.kind) if one.kind in KINDS else len(KINDS))
        kinds = {"state": "state", "company": "company"}
        self.bodies = [
            Body(one.id, one.name_fa, kinds.get(one.kind, "institution"), _head(one.heads_fa, one.slug))
            for one in bodies
        ]
        self.totals = list(accumulate(1 / rank**ZIPF for rank in range(1, len(self.bodies) + 1)))
        self.subjects = [(word, topic.slug) for topic in lexicon.topics for word in topic.keywords_fa]
        self.outside = lexicon.institution_id

    def bodies_of(self, chance: random.Random) -> tuple[Body, ...]:
        """Draw the parties of one agreement: two, sometimes three, some of them outside the lexicon."""
        count, found = 3 if chance.random() < 0.12 else 2, dict[str, Body]()
        while len(found) < count:
            body = self._unknown(chance) if chance.random() < OUTSIDE else self._known(chance)
            found[body.id] = body
        return tuple(found.values())

    def _known(self, chance: random.Random) -> Body:
        return self.bodies[bisect(self.totals, chance.random() * self.totals[-1])]

    def _unknown(self, chance: random.Random) -> Body:
        name = f"{chance.choice(WORDS['outside'])} {_surname(chance)} {chance.choice(self.subjects)[0]}"
        return Body(self.outside(name), name, "institution", _head((), name))


def told(count: int, seed: int = 1, world: World | None = None) -> Iterator[Told]:
    """Yield so many articles, each with its reading."""
    world = world or World(seed=seed)
    for number in range(-(-count // CHUNK)):
        yield from chunk(number, world)[: count - number * CHUNK]


def chunk(number: int, world: World) -> list[Told]:
    """Return the articles of one chunk: whole agreements, the last one cut where the chunk is full."""
    chance, found = random.Random(f"chunk {world.seed} {number}"), list[Told]()
    deals = 0
    while len(found) < CHUNK:
        deal = _deal(f"{number}-{deals}", world, chance)
        found += _articles(deal, world, chance)
        deals += 1
    return found[:CHUNK]


def one_more(world: World, name: str, day: date) -> Told:
    """Return one more article about the two largest parties, of an agreement of its own, dated that day."""
    chance = random.Random(name)
    first, second = world.bodies[:2]
    deal = Deal(name, (first, second), day, WORDS["kinds"][0], _aims(world, chance), 7, 3, None)
    return _told(deal, name, _Style(deal, day + timedelta(days=1), "dated"), world, chance.getrandbits(32))


def ledger(number: int, articles: list[Told]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the lines of the judgement and correction ledgers about one chunk, one line for each hundred reports.

    The judgements say what is true, so none contradicts another.
    """
    who, day = "آزمون", (FIRST_DAY + timedelta(days=DAYS + number % 300)).isoformat()
    groups: dict[str, list[Told]] = {}
    for one in articles:
        groups.setdefault(one.deal.number, []).append(one)
    many = [group for group in groups.values() if len(group) > 1]
    lone = [group[0] for group in groups.values() if len(group) == 1]
    judgements = [
        (many[0][0].report, many[0][-1].report, "same", who, day, "یک رویداد است"),
        (lone[0].report, lone[1].report, "different", who, day, "دو قرارداد جداست"),
        (lone[2].report, lone[3].report, "unsure", who, day, "روشن نیست"),
    ]
    corrections = [_correction(lone[index], action, who, day) for index, action in ((4, "reject"), (5, "replace"))]
    return judgements, corrections


def _correction(one: Told, action: str, who: str, day: str) -> tuple[str, ...]:
    from kg.graph import article_local_id

    status = one.reading.reports[0].status
    replacement = "planned" if action == "replace" else ""
    span = (str(status.evidence.start), str(status.evidence.end))
    return (article_local_id(one.article), "status", status.value, *span, action, replacement, who, day, "متن خبر")


def _deal(number: str, world: World, chance: random.Random) -> Deal:
    return Deal(
        number=number,
        parties=world.bodies_of(chance),
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        kind=chance.choice(WORDS["kinds"]),
        aims=_aims(world, chance),
        articles=chance.randrange(3, 15),
        years=chance.randrange(1, 10) if chance.random() < 0.3 else None,
        amount=chance.randrange(2, 900) if chance.random() < 0.15 else None,
    )


def _aims(world: World, chance: random.Random) -> tuple[tuple[str, str], ...]:
    drawn = [(chance.choice(WORDS["acts"]), *chance.choice(world.subjects)) for _ in range(3)]
    return tuple((f"{act} {word}", topic) for act, word, topic in drawn)


@dataclass(frozen=True, slots=True)
class _Style:
    """How one article tells: when it appeared, how it dates the agreement, which later act it tells of."""

    deal: Deal
    published: date | None
    dating: str
    act: str = ""
    again: bool = False


def _articles(deal: Deal, world: World, chance: random.Random) -> Iterator[Told]:
    """Yield the articles about one agreement: of its signing, then of what became of it."""
    count = _size(chance) if chance.random() < CLUSTERED else 1
    first = chance.getrandbits(32)
    for number in range(count):
        again = number > 0 and chance.random() < REPUBLISHED
        published = None if chance.random() < UNPUBLISHED else deal.day + timedelta(days=_delay(chance))
        style = _Style(deal, published, _dating(chance), again=again)
        yield _told(
            deal, f"{deal.number}-{number}", style, world, first if number == 0 or again else chance.getrandbits(32)
        )
    if chance.random() < FOLLOWED:
        act = chance.choice(sorted(WORDS["followups"]))
        later = deal.day + timedelta(days=chance.randrange(60, 900))
        style = _Style(deal, later, "dated", act)
        yield _told(deal, f"{deal.number}-{act}", style, world, chance.getrandbits(32))


def _size(chance: random.Random) -> int:
    weights = [1 / size**2 for size in range(2, LARGEST + 1)]
    return chance.choices(range(2, LARGEST + 1), weights)[0]


def _delay(chance: random.Random) -> int:
    return min(int(chance.expovariate(0.8)), 20)


def _dating(chance: random.Random) -> str:
    drawn = chance.random()
    return "undated" if drawn < UNDATED else "derived" if drawn < UNDATED + DERIVED else "dated"


class _Page:
    """The text of an article as it grows; what a sentence names is given back as evidence."""

    def __init__(self) -> None:
        self.text = ""
        self.parts: dict[str, Evidence] = {}

    def put(self, frame: str, /, **values: str) -> dict[str, Evidence]:
        """Write a sentence and remember where each of its values stands (its first place in the text)."""
        found = {}
        for literal, field, _, _ in Formatter().parse(frame):
            self.text += literal
            if field:
                start = len(self.text)
                self.text += values[field]
                found[field] = Evidence(start, len(self.text), values[field])
        self.text += "\n" if frame.endswith((".", "»")) else ""
        self.parts = {**found, **self.parts}
        return found


class _Author:
    """Writes one article and its reading; the wording hangs on the seed, so that one text can be told again."""

    def __init__(self, deal: Deal, style: _Style, world: World, wording: int) -> None:
        self.deal, self.style, self.world = deal, style, world
        self.chance, self.page = random.Random(wording), _Page()
        self.own = random.Random(f"{wording} {style.published} {style.dating} {style.again}")
        self.first, self.second = deal.parties[:2]
        self.names = dict(zip("ab", (self.first.name, self.second.name), strict=True), kind=deal.kind)
        self.publisher = self.own.choice(WORDS["publishers"])

    def pick(self, name: str) -> str:
        """Draw one of the sentences of a kind."""
        drawn: str = self.chance.choice(WORDS[name])
        return drawn

    def write(self) -> tuple[str, Reading]:
        """Return the title and the reading; the text is on the page."""
        title = self.pick("titles").format(**self.names)
        self.page.put("{title}", title=title)
        self.page.text += "\n"
        if self.style.again:
            self.page.put(self.own.choice(WORDS["agencies"]), publisher=self.publisher)
        status, when, events = self.lead()
        third = self.third()
        signatories = self.signatories() if self.chance.random() < SIGNED else ()
        aims = self.aims()
        count = self.count() if self.chance.random() < 0.6 else None
        duration, values = self.duration(), self.values()
        said = self.statement(signatories) if signatories and self.chance.random() < 0.4 else ()
        left = tuple(self.filler() for _ in range(self.chance.randrange(1, 4)))
        report = Report(
            type=Stated("memorandum", RULE, self.page.parts["kind"]), status=status, title=title,
            parties=(*(self.party(body, name) for body, name in zip(self.deal.parties, "ab", strict=False)), *third),
            signatories=signatories, objectives=aims, when=when, events=events, article_count=count, duration=duration,
            values=values,
        )  # fmt: skip
        people = tuple(OfficialMention(one.person, one.offices, RULE, one.evidence) for one in signatories)
        uses = tuple(SentenceUse(one.start, one.end, False, "NO_AGREEMENT") for one in left)
        return title, Reading("fa", reports=(report,), officials=people, statements=said, sentences=uses)

    def lead(self) -> tuple[Stated, When | None, tuple[Event, ...]]:
        """Write the sentence that tells what happened to the agreement."""
        surface, dated = jalali(self.deal.day), self.style.dating != "undated"
        if self.style.act:
            later = WORDS["followups"][self.style.act]
            found = self.page.put(self.chance.choice(later["leads"]), **self.names, date=surface, act=later["act"])
            events = (Event(self.style.act, None, RULE, found["act"]),)
            return Stated(later["status"], RULE, found["act"]), self.when(found["date"]), events
        found = self.page.put(
            self.pick("leads_dated" if dated else "leads_undated"),
            **self.names,
            date=surface,
            signed=self.pick("signed"),
        )
        when = self.when(found["date"]) if dated else None
        events = (Event("signing", when.date if when else None, RULE, found["signed"]),)
        return Stated("signed", RULE, found["signed"]), when, events

    def when(self, found: Evidence) -> When:
        """Return the date of the agreement."""
        day = self.deal.day.isoformat()
        basis = "resolved" if self.style.dating == "derived" else "stated"
        return When(day, found.text, "jalali", "day", basis, RULE, found, day, day)

    def party(self, body: Body, name: str) -> Party:
        """Return a party that the lead names."""
        return Party(body.name, body.kind, "party", False, body.id, RULE, self.page.parts[name])

    def third(self) -> tuple[Party, ...]:
        """Write the third party, where there is one."""
        if len(self.deal.parties) < 3:
            return ()
        self.page.put("{c} نیز طرف سوم این سند است.", c=self.deal.parties[2].name)
        return (self.party(self.deal.parties[2], "c"),)

    def signatories(self) -> tuple[Signatory, ...]:
        """Write who signed, now and then misspelt."""
        people = [self.spelt(holder(body, self.deal.day)) for body in (self.first, self.second)]
        found = self.page.put(
            self.pick("signings"), pa=people[0], pb=people[1], oa=self.first.head, ob=self.second.head,
            a2=self.first.name, b2=self.second.name,
        )  # fmt: skip
        return tuple(
            Signatory(
                person, body.name, body.id,
                (OfficeHeld(body.head, body.name, body.id, "holder", found[f"o{side}"]),), RULE, found[f"p{side}"],
            )
            for side, body, person in zip("ab", (self.first, self.second), people, strict=True)
        )  # fmt: skip

    def spelt(self, name: str) -> str:
        """Return a name as this article spells it."""
        if self.own.random() >= MISSPELT:
            return name
        fit = [(old, new) for old, new in WORDS["mutations"] if old in name]
        return name.replace(*self.own.choice(fit), 1) if fit else name

    def aims(self) -> tuple[Aim, ...]:
        """Write two of the agreement's three aims."""
        first, second = self.chance.sample(self.deal.aims, 2)
        found = self.page.put(self.pick("aims"), aim1=first[0], aim2=second[0])
        return tuple(
            Aim(aim[0], (aim[1],), RULE, found[name])
            for name, aim in zip(("aim1", "aim2"), (first, second), strict=True)
        )

    def count(self) -> Stated:
        """Write how many articles the agreement has; some writers miscount."""
        number = self.deal.articles + (1 if self.own.random() < MISCOUNTED else 0)
        written = WORDS["articles"].format(number=WORDS["numbers"][number])
        return Stated(str(number), RULE, self.page.put(self.pick("counts"), articles=written)["articles"])

    def duration(self) -> Stated | None:
        """Write how long it lasts, where that is known."""
        if self.deal.years is None:
            return None
        found = self.page.put(self.pick("durations"), years=WORDS["numbers"][self.deal.years])
        return Stated(f"P{self.deal.years}Y", RULE, found["years"])

    def values(self) -> tuple[Amount, ...]:
        """Write what it is worth, where that is known."""
        if self.deal.amount is None:
            return ()
        found = self.page.put(self.pick("values"), amount=str(self.deal.amount).translate(_DIGITS))["amount"]
        return (Amount(str(self.deal.amount * 10**10), "IRR", found.text, RULE, found),)

    def statement(self, signatories: tuple[Signatory, ...]) -> tuple[Statement, ...]:
        """Write what the first signatory promises."""
        person, aim = signatories[0].person, self.chance.choice(self.deal.aims)
        found = self.page.put(self.pick("statements"), pa=person, said=aim[0])
        return (Statement(person, aim[0], "promise", 0, RULE, found["said"]),)

    def filler(self) -> Evidence:
        """Write a sentence that says nothing about an agreement."""
        start = len(self.page.text)
        words = self.chance.sample(self.world.subjects, 3)
        self.page.put(self.pick("fillers"), **{f"k{place}": word for place, (word, _) in enumerate(words, 1)})
        return Evidence(start, len(self.page.text) - 1, self.page.text[start:-1])


def _told(deal: Deal, name: str, style: _Style, world: World, wording: int) -> Told:
    author = _Author(deal, style, world, wording)
    title, reading = author.write()
    article = Article(
        text=author.page.text,
        id=f"synthetic-{world.seed}-{name}",
        title=title,
        publisher=author.publisher,
        published=style.published.isoformat() if style.published else None,
        language="fa",
    )
    return Told(deal, style.act, article, reading)


def holder(body: Body, day: date) -> str:
    """Return who held the body's chief office on that day."""
    shift = random.Random(body.id).randrange(TERM)
    return _person(f"{body.id} {((day - FIRST_DAY).days + shift) // TERM}")


@lru_cache(maxsize=100_000)
def _person(key: str) -> str:
    chance = random.Random(key)
    given = ("سید " if chance.random() < 0.15 else "") + chance.choice(WORDS["given_names"])
    return f"{given} {_surname(chance)}"


def _surname(chance: random.Random) -> str:
    return f"{chance.choice(WORDS['surname_stems'])}‌{chance.choice(WORDS['surname_endings'])}"


def _head(titles: tuple[str, ...], name: str) -> str:
    """Return the title of a body's head: as the lexicon has it without the body's own name, else any."""
    drawn: str = random.Random(name).choice(WORDS["heads"])
    return titles[0] if titles else drawn


def jalali(day: date) -> str:
    """Return a day as Persian news writes it.

    >>> jalali(date(2021, 10, 4))
    '۱۲ مهر ۱۴۰۰'
    """
    year, month, number = to_jalali(day.isoformat()).split("-")
    return f"{int(number)} {WORDS['months'][int(month) - 1]} {year}".translate(_DIGITS)
