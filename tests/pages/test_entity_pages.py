"""What pages of single things say: a table of small graphs, each with the words that must be read in either language."""

from __future__ import annotations

import re

import pytest
from browsing import store_of
from entity_kit import AGREEMENT, ARTICLE, INSTITUTION, OFFICIAL, html_of, missing, page_of, read, with_facts
from pages_kit import sample_store

from kg.ontology.terms import AGR
from kg.pages import serve_page
from kg.store import Store

PLANNED = """
<agreement/cccccccccccccccc> agr:hasPlannedSignature <signature/plan> .
<signature/plan> a agr:Signature ; agr:signedBy <official/arman22222222222> ; agr:onBehalfOf <institution/iran> .
"""
EXTENDED = """
<agreement/aaaaaaaaaaaaaaaa> agr:hasTerm <term/second> .
<term/second> a agr:Term ; agr:ordinal 1 ; agr:startsEarliest "2025-05-06"^^xsd:date ; agr:startsLatest "2025-05-06"^^xsd:date ;
    agr:duration "P2Y"^^xsd:duration ; agr:expiresEarliest "2027-05-06"^^xsd:date ; agr:expiresLatest "2027-05-08"^^xsd:date ;
    agr:rule "term.extension" .
"""
STATUSES = """
<contradiction/two> a agr:Contradiction ; agr:contradictionAbout <agreement/aaaaaaaaaaaaaaaa> ; agr:onProperty agr:status ;
    agr:conflictingValue "signed", "cancelled" ; agr:chosenValue "cancelled" ; agr:choiceRule "latest-act" ;
    agr:conflictingEvidence <evidence/evba222222222222> .
"""
PARTIES = """
<contradiction/three> a agr:Contradiction ; agr:contradictionAbout <agreement/aaaaaaaaaaaaaaaa> ; agr:onProperty agr:party ;
    agr:conflictingValue "وزارت نیرو", "وزارت نفت" ; agr:chosenValue "وزارت نیرو", "سازمان دیگر" ; agr:choiceRule "all-named" ;
    agr:conflictingEvidence <evidence/evak222222222222> .
"""
MERGED = """
<succession/later> a agr:Succession ; agr:formerInstitution <institution/ministry-of-energy> ; agr:successionKind "merged" ;
    agr:laterInstitution <institution/iran> ; agr:earliest "2030-01-05"^^xsd:date ; agr:latest "2030-01-05"^^xsd:date .
"""
SAME_KEY = """
<official/double> a agr:Official ; rdfs:label "آرمان فرضی‌نیا" ; agr:skeletonKey "ارمانفرضینیا" ; agr:holdsOffice <office/governor22222222> .
"""
PAIR = """
<pair/names> a agr:DoubtfulPair ; agr:pairMember <mention/mentarman2222222>, <mention/mentsara22222222> ;
    agr:rule "identity.official.surname" .
"""

SAYS: dict[str, tuple[str, str, list[str], list[str]]] = {
    "contradiction with both values, what was taken and why": (
        "",
        AGREEMENT,
        ["اختلاف خبرها", "برگزیده", "نخستین خبر", "ماده", "تبصره"],
        ["Contradictions", "taken", "told first", "articles differ", "notes"],
    ),
    "life: an act with the status that it began, and the term that ran from it": (
        "",
        AGREEMENT,
        ["مدت نخست", "تا پیش از", "از امضا", "۱۶ اردیبهشت ۱۴۰۴"],
        ["First term", "until before", "from the signing", "6 May 2025"],
    ),
    "extension": (
        EXTENDED,
        AGREEMENT,
        ["مدت تمدید", "۲ سال", "از پایان مدت پیشین"],
        ["Extended term", "2 years", "from the end of the term before", "8 May 2027"],
    ),
    "contradiction of statuses": (STATUSES, AGREEMENT, ["آخرین اقدام"], ["the latest act"]),
    "contradiction of parties": (
        PARTIES,
        AGREEMENT,
        ["همه نام‌برده‌ها", "نیز برگزیده : سازمان دیگر"],
        ["all that are named"],
    ),
    "who is to sign": (PLANNED, "agreement/cccccccccccccccc", ["قرار است امضا کند"], ["is to sign"]),
    "a status known by the day of an article only": (
        "",
        "agreement/bbbbbbbbbbbbbbbb",
        ["نخستین بار گفته‌شده در"],
        ["first told of on", "7 May 2024"],
    ),
    "sources with quotes": ("", AGREEMENT, ["منبع‌ها"], ["Sources"]),
    "what a body came out of": (
        "",
        INSTITUTION,
        ["پیشینیان", "وزارت آب و برق", "تغییر نام", "۱۳۵۳"],
        ["Predecessors", "Ministry of Water and Power", "renamed", "1974–1975"],
    ),
    "what a body became": (MERGED, INSTITUTION, ["جانشینان", "ادغام"], ["Successors", "merged", "5 January 2030"]),
    "topics and partners of a body": (
        "",
        INSTITUTION,
        ["موضوع‌ها", "همکاران", "استانداری گیلان"],
        ["Topics", "Partners", "Water"],
    ),
    "somebody of the same name": (SAME_KEY, OFFICIAL, ["هم‌نام‌ها", "هم‌نام"], ["Others of this name", "same name"]),
    "somebody whom the rules can not tell apart": (
        PAIR,
        OFFICIAL,
        ["سارا مثالی", "تنها نام خانوادگی"],
        ["only a surname is told"],
    ),
    "offices, signatures, statements": (
        "",
        "official/mehran2222222222",
        ["سمت‌ها", "امضاها", "گفته‌ها"],
        ["Offices", "Signatures", "Statements"],
    ),
    "what was dropped, and why": (
        "",
        ARTICLE,
        ["نامزدهای کنارگذاشته", "نمایشگاه عکس", "طرف"],
        ["Dropped candidates", "not an institution", "party"],
    ),
}


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("case", SAYS.values(), ids=SAYS)
def test_a_page_says(case: tuple[str, str, list[str], list[str]], language: str) -> None:
    facts, local_id, persian, english = case
    html = html_of(with_facts(facts), local_id)
    found = missing(html.lower(), language, [one.lower() for one in (persian if language == "fa" else english)])
    assert found == []


def test_each_side_of_a_contradiction_has_its_quotes() -> None:
    (dispute,) = page_of(sample_store(), AGREEMENT).disputes
    assert [(side.value.en, side.chosen, {quote.text for quote in side.quotes}) for side in dispute.sides] == [
        ("5", True, {"پنج ماده"}),
        ("6", False, {"شش ماده"}),
    ]
    assert (dispute.name, dispute.others, dispute.kept) == ("articleCount", (), ())


def test_a_value_that_was_read_as_nothing_finds_its_quote_by_its_words() -> None:
    found = {one.name: one for one in page_of(with_facts(PARTIES), AGREEMENT).disputes}["party"]
    assert {side.value.any: bool(side.quotes) for side in found.sides} == {"وزارت نیرو": True, "وزارت نفت": False}
    assert [label.any for label in found.kept] == ["سازمان دیگر"]


def test_a_quote_of_no_side_is_shown_apart() -> None:
    found = {one.name: one for one in page_of(with_facts(STATUSES), AGREEMENT).disputes}["status"]
    assert sum(len(side.quotes) for side in found.sides) + len(found.others) == 1


def test_the_disputed_row_leads_to_the_contradiction() -> None:
    html = html_of(sample_store(), AGREEMENT)
    assert html.count('href="#contradictions"') >= 2
    assert 'id="contradictions"' in html
    assert "contradictions" not in html_of(sample_store(), "agreement/bbbbbbbbbbbbbbbb")


def test_a_status_stands_with_the_act_that_began_it() -> None:
    stages = page_of(sample_store(), AGREEMENT).stages
    assert [(one.sort, one.status_code) for one in stages] == [("act", "signed"), ("term", "")]
    assert [day.iso for day in stages[1].until] == ["2025-05-06"]


def test_the_steps_of_a_life_are_in_the_order_of_their_days() -> None:
    days = [one.first.iso for one in page_of(with_facts(EXTENDED), AGREEMENT).stages if one.first]
    assert days == sorted(days)


def test_an_official_without_namesakes_has_no_warning() -> None:
    page = page_of(sample_store(), OFFICIAL)
    assert (page.namesakes, page.namesakes_left) == ((), 0)
    assert 'id="namesakes"' not in html_of(sample_store(), OFFICIAL)


def test_namesakes_lead_to_each_other() -> None:
    store = with_facts(SAME_KEY)
    for one, other in ((OFFICIAL, "official/double"), ("official/double", OFFICIAL)):
        assert f"../{other}.html" in html_of(store, one)


def test_many_namesakes_are_counted_and_the_doubtful_ones_come_first() -> None:
    many = "\n".join(
        f'<official/d{at}> a agr:Official ; rdfs:label "ب{at}" ; agr:skeletonKey "ارمانفرضینیا" .' for at in range(30)
    )
    page = page_of(with_facts(many + PAIR), OFFICIAL)
    assert page.namesakes[0].why == "maybeSurname"
    assert len(page.namesakes) + page.namesakes_left == 31


def test_agreements_by_year_are_those_of_the_body() -> None:
    extra = """
<agreement/old> a agr:Agreement ; agr:date "2019-02-03"^^xsd:date ; agr:hasPartyParticipation <participation/old> .
<participation/old> agr:participant <institution/ministry-of-energy> .
"""
    page = page_of(with_facts(extra), INSTITUTION)
    assert page.years == ((2019, 1), (2024, 1))
    assert 'aria-label="2019: 1, 2024: 1"' in html_of(with_facts(extra), INSTITUTION)


def test_offices_are_grouped_by_title_the_last_held_first() -> None:
    extra = """
<office/minister22222222> agr:officeTitle "وزیر نیرو" .
<official/former> a agr:Official ; rdfs:label "پیشین" ; agr:hasTenure <tenure/former> .
<tenure/former> agr:tenureOf <office/minister22222222> ; agr:observedEarliest "2019-01-01"^^xsd:date ; agr:observedLatest "2020-01-01"^^xsd:date .
"""
    held = [one for one in page_of(with_facts(extra), INSTITUTION).holdings if one.title.any == "وزیر نیرو"]
    assert [one.official.label.any for one in held] == ["آرمان فرضی‌نیا", "پیشین"]
    assert held[1].reach == (0, pytest.approx(18, abs=3))


WORDS = [
    ("وزارت نیرو", {"takes part in"}),
    ("آرمان فرضی‌نیا", {"Name"}),
    ("پنج ماده", {"number of articles"}),
]


@pytest.mark.parametrize(("quote", "words"), WORDS, ids=[case[0] for case in WORDS])
def test_an_article_says_what_a_stretch_supports(quote: str, words: set[str]) -> None:
    said = [group for thing in page_of(sample_store(), ARTICLE).told for group in thing.said]
    found = {group.word.en.casefold() for group in said if quote in {one.text for one in group.stretches}}
    assert {word.casefold() for word in words} <= found


def test_every_mark_leads_to_what_it_supports_and_back() -> None:
    html = html_of(sample_store(), ARTICLE)
    story = html.partition('class="story"')[2].partition("</section>")[0]
    rows = set(re.findall(r'<li id="([tg]\d+)"', html))
    led = set(re.findall(r'<a href="#([tg]\d+)">', story))
    assert led
    assert led <= rows
    back = set(re.findall(r'<a href="#(e-[0-9a-f]+)"><q', html))
    assert back
    assert back <= set(re.findall(r'<a id="(e-[0-9a-f]+)"', story))


def test_unused_sentences_are_faint_in_the_text_and_listed_with_their_reason() -> None:
    html = html_of(sample_store(), ARTICLE)
    assert '<span class="unused"' in html
    assert "هوای رشت در روز مراسم بارانی بود." in read(html, "fa")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_article_without_dropped_candidates_says_so(language: str) -> None:
    bare = store_of(lambda quad: None if quad.predicate == AGR("droppedIn") else quad)
    words_ = {"fa": "نامزد کنارگذاشته‌ای ثبت نشده", "en": "No dropped candidate is recorded"}[language]
    assert words_ in read(html_of(bare, ARTICLE), language)
    assert words_ not in read(html_of(sample_store(), ARTICLE), language)


def test_wider_and_narrower_topics_are_those_with_a_page() -> None:
    extra = "<agreement/old> a agr:Agreement ; agr:topic topic:digital, topic:telecommunications ."
    store: Store = with_facts(extra)
    wide = page_of(store, "topic/digital")
    assert [link.href for link in wide.kin] == ["topic/telecommunications.html"]
    assert [link.href for link in page_of(store, "topic/telecommunications").kin] == ["topic/digital.html"]


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("topic/water.html", "../ask/agreements-by-topic?topic=water&amp;format=csv"),
        ("province/gilan.html", "../ask/agreements-in-province?province=gilan&amp;format=csv"),
    ],
)
def test_themes_of_a_server_lead_to_their_agreements_as_a_table(address: str, href: str) -> None:
    assert href in serve_page(sample_store(), address, {}).text
