"""Which act a date belongs to, and what agreements signed on one occasion share (invented texts)."""

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.lexicon import load_lexicon

PAIR = "میان ایران و ارمنستان"


def events(text, published=None):
    reports = GrammarExtractor(load_lexicon()).extract(Article(text, published=published)).reports
    return [[f"{event.kind} {event.date or '-'}" for event in report.events] for report in reports]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"موافقت‌نامه بازرگانی {PAIR} که ۲۹ خرداد ۱۴۰۱ امضا شده بود، ۲۱ آذر ۱۴۰۲ لغو شد.",
            ["signing 2022-06-19", "termination 2023-12-12"],
        ),
        (
            f"موافقت‌نامه بازرگانی {PAIR} در ۲۹ خرداد ۱۴۰۱ امضا شد. هیئت وزیران در مهر همان سال آن را تصویب کرد.",
            ["signing 2022-06-19", "cabinet-approval 2022-09"],
        ),
        (f"موافقت‌نامه بازرگانی {PAIR} پیش از زمستان ۱۴۰۲ امضا شد.", ["signing -"]),
        (f"ایران و ارمنستان موافقت‌نامه بازرگانی {PAIR} را هفته آینده امضا می‌کنند.", ["plan -"]),
    ],
)
def test_each_act_has_the_date_of_its_own_clause(text, told):
    assert events(text, "2024-01-01") == [told]


def test_agreements_of_one_occasion_share_its_day():
    text = (
        "تفاهم‌نامه سدسازی میان وزارت نیرو و وزارت نفت ۵ آذر ۱۳۹۸ امضا شد.\n\n"
        "در همین مراسم قرارداد حفاری میان وزارت راه و شهرسازی و بانک ملی ایران منعقد شد."
    )
    assert events(text, "2019-11-27") == [["signing 2019-11-26"], ["signing 2019-11-26"]]
    assert events(text, "2021-11-27") == [["signing 2019-11-26"], ["signing -"]]


def test_the_ceremony_told_of_next_dates_the_signing():
    text = (
        "تفاهم‌نامه سدسازی میان وزارت نیرو و وزارت نفت امضا شد. در این آیین که دیروز در ساری برگزار شد، مهمانان آمدند."
    )
    assert events(text, "2019-11-27") == [["signing 2019-11-26"]]


@pytest.mark.parametrize(
    ("text", "date", "rule"),
    [
        ("بر اساس تفاهم‌نامه بهمن ۹۷ بین وزارت نیرو و دانشگاه شیراز یازده ایستگاه ساخته می‌شود.", "2019-01", "date.name"),
        ("قرارداد سال ۱۳۹۸ وزارت نیرو و شهرداری اصفهان همچنان اجرا می‌شود.", "2019", "date.name"),
        ("تفاهم‌نامه بهمن ۹۷ وزارت نیرو و دانشگاه شیراز ۵ آذر ۱۳۹۸ تمدید شد.", "2019-01", "date.name"),
        ("The University of Jena and Shiraz University have renewed their agreement of 2014.", "2014", "date.name"),
        ("Iran and Oman extended the 2016 agreement on ferries on March 3, 2021.", "2016", "date.name"),
        ("وزارت نیرو و دانشگاه شیراز تفاهم‌نامه سال ۱۳۹۷ را امضا کردند.", "2018", "date.near-act"),
    ],
)
def test_an_agreement_may_be_named_by_its_date(text, date, rule):
    (report,) = GrammarExtractor(load_lexicon()).extract(Article(text)).reports
    assert (report.when.date, report.when.rule) == (date, rule)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "تفاهم‌نامه بهمن ۹۷ وزارت نیرو و دانشگاه شیراز ۵ آذر ۱۳۹۸ تمدید شد.",
            ["signing 2019-01", "extension 2019-11-26"],
        ),
        ("وزارت نیرو و دانشگاه شیراز تفاهم‌نامه سال ۱۳۹۷ را تمدید کردند.", ["signing 2018", "extension -"]),
        (
            "قرارداد پنبه میان ایران و ترکیه اجرا می‌شود. این قرارداد در تاریخ ۱۵ تیر ۱۳۹۹ تمدید شد.",
            ["extension 2020-07-05"],
        ),
        ("Iran and Oman extended their agreement March 3, 2021.", ["extension 2021-03-03"]),
        (
            "Iran and Oman extended the 2016 agreement on ferries on March 3, 2021.",
            ["extension 2021-03-03", "signing 2016"],
        ),
        (
            "Jena University and Shiraz University have renewed their agreement of 2014. "
            "The renewal was signed on Monday by Bahram Niksirat, president of Shiraz University.",
            ["extension 2021-03-08", "signing 2014"],
        ),
    ],
)
def test_what_is_done_later_is_not_of_the_year_by_which_an_agreement_is_named(text, told):
    assert events(text, "2021-03-09") == [told]
