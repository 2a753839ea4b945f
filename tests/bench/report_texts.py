"""Writes the text of a synthetic article and its reading together: every quote stands in the text at its offsets."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from string import Formatter

from invented import DIGITS, WORDS, Body, Deal, World, holder, jalali

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

MISSPELT, MISCOUNTED, SIGNED = 0.1, 0.15, 0.45
RULE = "synthetic"


@dataclass(frozen=True, slots=True)
class Style:
    """How one article tells: when it appeared, how it dates the agreement, which later act it tells of."""

    deal: Deal
    published: date | None
    dating: str
    act: str = ""
    again: bool = False


class Page:
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


class Author:
    """Writes one article and its reading; the wording hangs on the seed, so that one text can be told again."""

    def __init__(self, deal: Deal, style: Style, world: World, wording: int) -> None:
        self.deal, self.style, self.world = deal, style, world
        self.chance, self.page = random.Random(wording), Page()
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
        found = self.page.put(self.pick("values"), amount=str(self.deal.amount).translate(DIGITS))["amount"]
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
