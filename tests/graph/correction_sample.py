"""An article whose reading has one of every fact that can be corrected, and what a correction changes in its graph.

The people are invented.
"""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode, Triple
from samples import article, quote, stated
from samples import report as plain_report

from kg.articles import Article
from kg.extraction.reading import (
    Aim,
    Amount,
    Event,
    Link,
    Located,
    OfficeHeld,
    OfficialMention,
    Party,
    Reading,
    Report,
    Signatory,
    Statement,
    When,
)
from kg.graph.view import View
from kg.ontology.terms import AGR, RDF, SCHEME
from kg.settings import BASE_IRI

TEXT = (
    "ساری - تفاهم‌نامه آب و انرژی میان وزارت نیرو و استانداری مازندران با حضور اتاق بازرگانی ساری امضا شد.\n"
    "نادر نمونه‌زاده، وزیر نیرو، و پروین آزمونی، استاندار مازندران، ۱۲ مهر ۱۴۰۰ آن را امضا کردند.\n"
    "این سند پنج ماده و یک تبصره دارد، سه سال اعتبار دارد و ارزش آن ۱۲۰ میلیارد ریال است. "
    "ساخت نیروگاه خورشیدی و پایش رودخانه‌ها از محورهای آن است و برای کاهش مصرف آب بسته شد. "
    "موضوع آن آب است و بر پایهٔ سند ملی آب در گیلان هم اجرا می‌شود؛ هیئت وزیران آن را تصویب کرد.\n"
    "وزیر نیرو گفت: تا پایان سال یک نیروگاه می‌سازیم.\n"
    "این یکی از ۴۸ سند همکاری امروز است.\n"
)
ENERGY = ("وزارت نیرو", "institution/ministry-of-energy")
MAZANDARAN = ("استانداری مازندران", "institution/mazandaran-governorate")
CHAMBER = ("اتاق بازرگانی ساری", "institution/chamberofsari222")


def _party(name: str, id_: str, role: str) -> Party:
    return Party(name, "institution", role, False, id_, "test.party", quote(TEXT, name))


def _office(title: str, body: tuple[str, str]) -> OfficeHeld:
    return OfficeHeld(title, *body, "holder", quote(TEXT, title))


MINISTER, GOVERNOR = _office("وزیر نیرو", ENERGY), _office("استاندار مازندران", MAZANDARAN)
NADER, PARVIN = "نادر نمونه‌زاده", "پروین آزمونی"


def _aim(text: str, *topics: str) -> Aim:
    return Aim(text, topics, "test.aim", quote(TEXT, text))


def _place(name: str, id_: str | None) -> Located:
    return Located(name, id_, "test.place", quote(TEXT, name))


def sample_report() -> Report:
    """Return the report with every kind of fact."""
    day, promise = "2021-10-04", "هیئت وزیران"
    return replace(
        plain_report(),
        type=stated(TEXT, "memorandum", "تفاهم‌نامه"),
        status=stated(TEXT, "signed", "امضا شد"),
        title="تفاهم‌نامه آب و انرژی",
        parties=(_party(*ENERGY, "party"), _party(*MAZANDARAN, "party"), _party(*CHAMBER, "witness")),
        signatories=(
            Signatory(NADER, *ENERGY, (MINISTER,), "test.signatory", quote(TEXT, NADER)),
            Signatory(PARVIN, *MAZANDARAN, (GOVERNOR,), "test.signatory", quote(TEXT, PARVIN)),
        ),
        objectives=(_aim("ساخت نیروگاه خورشیدی", "renewable-energy"), _aim("پایش رودخانه‌ها", "water", "environment")),
        purpose=(_aim("کاهش مصرف آب"),),
        subject=(_aim("موضوع آن آب"),),
        when=When(day, "۱۲ مهر ۱۴۰۰", "jalali", "day", "stated", "test.date", quote(TEXT, "۱۲ مهر ۱۴۰۰"), day, day),
        values=(Amount("120000000000", "IRR", "۱۲۰ میلیارد ریال", "test.value", quote(TEXT, "۱۲۰ میلیارد ریال")),),
        place=_place("ساری", "place/sari-city"),
        places_concerned=(_place("مازندران", "place/mazandaran"), _place("گیلان", "place/gilan")),
        duration=stated(TEXT, "P3Y", "سه سال"),
        article_count=stated(TEXT, "5", "پنج ماده"),
        note_count=stated(TEXT, "1", "یک تبصره"),
        set_count=stated(TEXT, "48", "۴۸ سند همکاری"),
        events=(
            Event("signing", day, "test.event", quote(TEXT, "امضا شد")),
            Event("cabinet-approval", None, "test.event", quote(TEXT, "تصویب کرد"), promise, "institution/cabinet"),
        ),
        links=(Link("implements", "سند ملی آب", None, "test.link", quote(TEXT, "سند ملی آب")),),
    )


def sample(**fields: object) -> tuple[Article, Reading]:
    """Return the article and its reading."""
    promise = "تا پایان سال یک نیروگاه می‌سازیم"
    read = Reading(
        language="fa",
        reports=(replace(sample_report(), **fields),),  # type: ignore[arg-type]
        officials=(
            OfficialMention(NADER, (MINISTER,), "test.official", quote(TEXT, NADER)),
            OfficialMention(PARVIN, (GOVERNOR,), "test.official", quote(TEXT, PARVIN)),
        ),
        statements=(Statement(NADER, promise, "promise", 0, "test.statement", quote(TEXT, promise)),),
    )
    return article(TEXT), read


def changes(before: View, after: View) -> tuple[str, str, int]:
    """Return what went and what came, as words, and how many pieces of evidence went.

    Of a node that went as a whole only its name is told.
    """
    old, new = set(before.triples()), set(after.triples())
    dropped = {triple.subject: triple.object for triple in old - new if triple.predicate == RDF("type")}
    whole = [_called(before, after, node) for node, kind in dropped.items() if kind in _OWN]
    gone, come = (
        [_line(before, after, one) for one in part if one.subject not in dropped and one.object not in dropped]
        for part in (old - new, new - old)
    )
    lost = {node for node in dropped if AGR("Evidence") in before.nodes(node, RDF("type"))}
    return "; ".join(sorted(whole + gone)), "; ".join(sorted(come)), len(lost)


_OWN = {AGR(f"Reported{name}") for name in (
    "Participation", "Signature", "Office", "Objective", "Event", "Value", "Link", "Statement",
)} | {AGR("Report"), AGR("OfficialMention")}  # fmt: skip


def _line(before: View, after: View, triple: Triple) -> str:
    name = AGR.local(triple.predicate) or "a"
    return f"{_called(before, after, triple.subject)} {name} {_called(before, after, triple.object)}"


def _called(before: View, after: View, term: object) -> str:
    """Return a node as its class and number, an id without its base, a concept without its scheme, text as it is."""
    if not isinstance(term, NamedNode):
        return str(getattr(term, "value", term))
    for view in (before, after):
        kinds = [AGR.local(kind) for kind in view.nodes(term, RDF("type")) if AGR.local(kind)]
        if kinds:
            mates = view.of_type(AGR(kinds[0] or ""))
            own = view.number(term, AGR("ordinal"))
            name = view.text(term, AGR("reportedName")) if kinds[0] == "OfficialMention" else None
            number = "" if own is None or len(mates) == 1 else str(own)
            return f"{(kinds[0] or '').removeprefix('Reported')}{number}" + (f"({name})" if name else "")
    local = AGR.local(term) or term.value.removeprefix(BASE_IRI).removeprefix(SCHEME.base)
    return local.partition("/")[0] if local.startswith("correction/") else local
