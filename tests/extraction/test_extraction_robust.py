"""Any text gives a reading, never an exception; the same text always gives the same; time grows with the text alone."""

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import Article
from kg.extraction import GrammarExtractor, reading_json
from kg.lexicon import load_lexicon

SEED = "تفاهم‌نامه همکاری بین وزارت نیرو و استاندار گیلان با هدف کاهش مصرف آب روز ۵ آذر ۱۳۹۸ در رشت امضا شد."
PIECES = [
    *SEED.split(), "و", "،", ":", "«", "»", "(", ")", "\n", "\u200c", "\u202e", "\ufeff", "😀", "\x00", "وی", "گفت:", "دکتر",
    "استانداران", "به امضای", "رسید.", "بین", "از محورهای", "Iran", "and", "the Ministry of Energy", "signed", "an agreement",
    "with", "’s", "al-", "of", "۱۲ میلیارد تومان", "\ud800",
]  # fmt: skip


@pytest.fixture(scope="module")
def extractor():
    return GrammarExtractor(load_lexicon())


def quotes(value):
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)


def check(extractor, text, language=None):
    reading = extractor.extract(Article(text, id="x", language=language))
    article = Article(text.encode("utf-8", "replace").decode("utf-8"), id="x")
    found = reading_json(article, reading, "https://example.org/")
    assert all(text[q["start"] : q["end"]] == q["text"] for q in quotes(found))
    ends = [(s.start, s.end) for s in reading.sentences]
    assert ends == sorted(ends)
    assert all(s.used or s.reason for s in reading.sentences)
    return reading


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text(text):
    check(GrammarExtractor(load_lexicon()), text, "fa")
    check(GrammarExtractor(load_lexicon()), text, "en")


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([" ", "", "\u200c", "  "]))
def test_any_order_of_telling_words(pieces, between):
    text = between.join(pieces)
    check(GrammarExtractor(load_lexicon()), text, "fa")
    check(GrammarExtractor(load_lexicon()), text, "en")


@pytest.mark.parametrize("noise", ["\u200c", "\u0640", "\u064e", "\u200f"])
def test_noise_between_letters_changes_no_party(extractor, noise):
    noisy = SEED.replace("نی", "ن" + noise + "ی").replace("ست", "س" + noise + "ت")
    wanted = [p.id for r in check(extractor, SEED).reports for p in r.parties]
    assert len(wanted) == 2
    assert [p.id for r in check(extractor, noisy).reports for p in r.parties] == wanted


def test_empty_text(extractor):
    reading = check(extractor, "")
    assert (reading.reports, reading.officials, reading.sentences) == ((), (), ())


@pytest.mark.parametrize("language", ["de", "ar", "xx"])
def test_language_without_pack_says_so(extractor, language):
    reading = check(extractor, "Vertrag zwischen zwei Ländern. Noch ein Satz.", language)
    assert reading.reports == ()
    assert {s.reason for s in reading.sentences} == {"UNKNOWN_LANGUAGE"}


def test_unknown_script_says_so(extractor):
    assert {s.reason for s in check(extractor, "日本とイランは協定に署名した。").sentences} == {"UNKNOWN_LANGUAGE"}


def test_same_text_same_reading(extractor):
    first, second = extractor.extract(Article(SEED)), GrammarExtractor(load_lexicon()).extract(Article(SEED))
    assert json.dumps(reading_json(Article(SEED), first, "x:")) == json.dumps(reading_json(Article(SEED), second, "x:"))


def lines_run(extractor, text):
    """Count the lines of Python that reading a text runs: the same on every machine, unlike its time."""
    count = 0

    def tracer(frame, event, arg):
        nonlocal count
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        extractor.extract(Article(text))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit", ["وزارت نیرو و ", "تفاهم‌نامه بین وزارت نیرو و وزارت نفت ", "با هدف توسعه آب و ", "آب "]
)
def test_work_is_linear_in_one_endless_sentence(extractor, unit):
    small, large = unit * (12_500 // len(unit)), unit * (50_000 // len(unit))
    assert len(large) > 49_000
    lines_run(extractor, unit)
    assert lines_run(extractor, large) < 5 * lines_run(extractor, small)


def test_work_is_linear_in_the_number_of_agreements(extractor):
    text = "\n".join(f"{SEED.replace('وزارت نیرو', f'شرکت آزمون {number}')}" for number in range(400))
    half = text[: len(text) // 4]
    assert lines_run(extractor, text) < 5 * lines_run(extractor, half)


def test_work_is_linear_in_the_times_one_agreement_is_told(extractor):
    unit = "ایران و عراق تفاهم‌نامه امضا کردند. "
    lines_run(extractor, unit)
    assert lines_run(extractor, unit * 1600) < 5 * lines_run(extractor, unit * 400)
