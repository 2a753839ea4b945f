"""Hand-made articles and readings for the tests of the rooms behind extraction.

A reading is written with the quotes themselves; the offsets are looked up in the text, so the samples stay easy to
edit. The people are invented.
"""

from __future__ import annotations

from kg.articles import Article
from kg.extraction.reading import (
    Aim,
    Amount,
    Event,
    Evidence,
    Heading,
    Located,
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

TEXT = (
    "ساری - تفاهم‌نامه همکاری وزارت نیرو و استانداری مازندران امضا شد.\n"
    "این تفاهم‌نامه ۱۲ مهر ۱۴۰۰ به امضای نادر نمونه‌زاده، وزیر نیرو رسید و پنج ماده دارد. "
    "توسعه نیروگاه‌های خورشیدی استان از محورهای آن است.\n"
    "وزیر نیرو گفت: تا پایان سال یک نیروگاه می‌سازیم.\n"
    "هوا آفتابی بود.\n"
)
ENERGY = ("وزارت نیرو", "institution/ministry-of-energy")
MAZANDARAN = ("استانداری مازندران", "institution/mazandaran-governorate")
PERSON = "نادر نمونه‌زاده"


def quote(text: str, part: str) -> Evidence:
    """Return the evidence for the first occurrence of a part of the text."""
    start = text.index(part)
    return Evidence(start, start + len(part), part)


def article(text: str = TEXT, **fields: str | None) -> Article:
    """Return the sample article, with other fields where given."""
    values: dict[str, str | None] = {"id": "sample", "published": "2021-10-05", "publisher": "خبرگزاری نمونه", **fields}
    return Article(text=text, language="fa", **values)  # type: ignore[arg-type]


def stated(text: str, value: str, part: str) -> Stated:
    """Return a stated value with its quote."""
    return Stated(value, "test.stated", quote(text, part))


def report(text: str = TEXT, articles: str = "5", date: str | None = "2021-10-04") -> Report:
    """Return a report of the sample agreement; every part has its quote."""
    office = OfficeHeld("وزیر نیرو", *ENERGY, "holder", quote(text, "وزیر نیرو"))
    party = [
        Party(name, "institution", "party", False, id_, "test.party", quote(text, name))
        for name, id_ in (ENERGY, MAZANDARAN)
    ]
    when = (
        When(date, "۱۲ مهر ۱۴۰۰", "jalali", "day", "stated", "test.date", quote(text, "۱۲ مهر ۱۴۰۰"), date, date)
        if date
        else None
    )
    return Report(
        type=stated(text, "memorandum", "تفاهم‌نامه همکاری"),
        status=stated(text, "signed", "امضا شد"),
        title="تفاهم‌نامه همکاری وزارت نیرو و استانداری مازندران",
        parties=tuple(party),
        signatories=(Signatory(PERSON, *ENERGY, (office,), "test.signatory", quote(text, PERSON)),),
        objectives=(
            Aim(
                "توسعه نیروگاه‌های خورشیدی استان",
                ("renewable-energy",),
                "test.aim",
                quote(text, "توسعه نیروگاه‌های خورشیدی استان"),
            ),
        ),
        when=when,
        values=(Amount("120", "IRR", "پنج ماده", "test.value", quote(text, "پنج ماده")),),
        place=Located("ساری", "place/sari-city", "test.place", quote(text, "ساری")),
        places_concerned=(Located("مازندران", "place/mazandaran", "test.place", quote(text, "مازندران")),),
        article_count=stated(text, articles, "پنج ماده"),
        events=(Event("signing", date, "test.event", quote(text, "امضا شد")),),
    )


def reading(text: str = TEXT, reports: tuple[Report, ...] | None = None) -> Reading:
    """Return the reading of the sample article."""
    office = OfficeHeld("وزیر نیرو", *ENERGY, "holder", quote(text, "وزیر نیرو"))
    promise = "تا پایان سال یک نیروگاه می‌سازیم"
    left = quote(text, "هوا آفتابی بود.")
    return Reading(
        language="fa",
        heading=Heading(dateline=quote(text, "ساری")),
        reports=(report(text),) if reports is None else reports,
        officials=(OfficialMention(PERSON, (office,), "test.official", quote(text, PERSON)),),
        statements=(Statement(PERSON, promise, "promise", 0, "test.statement", quote(text, promise)),),
        sentences=(SentenceUse(left.start, left.end, False, "NO_AGREEMENT"),),
    )
