"""Officials, statements and plain values, one pattern a row (invented texts and persons)."""

import csv
from pathlib import Path

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor, reading_json
from kg.lexicon import load_lexicon

DATA = Path(__file__).parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(text, published=None):
    article = Article(text, published=published or None)
    return reading_json(article, GrammarExtractor(load_lexicon()).extract(article), "https://example.org/")


@pytest.mark.parametrize("row", rows("officials.tsv"), ids=lambda row: row["case"])
def test_official(row):
    officials = read(row["text"].replace("\\n", "\n"))["officials"]
    assert [o["person"] for o in officials] == [row["person"]]
    held = "|".join(f"{office['title']}@{office['institution']}" for office in officials[0]["offices"])
    assert (held, officials[0]["rule"]) == (row["offices"], row["rule"])
    assert row["person"].split()[-1] in officials[0]["evidence"]["text"]


def persons(text):
    return [official["person"] for official in read(text)["officials"]]


@pytest.mark.parametrize(
    "text",
    [
        "شاهد چنین روزی نبودیم، رئیس‌جمهور گفت: بهمن ماه سخت بود.",
        "سفر وزیر خارجه به مسکو انجام شد و نخست وزیر عراق استقبال کرد.",
        "وقتی با رئیس‌جمهور اتریش تماس گرفتم، خوشحال شد.",
        "پیام دیروز رئیس‌جمهور اتریش پیام مهمی بود.",
        "طرح نمایندگان مجلس برای اصلاح قانون رد شد.",
        "تنگه هرمز باز شد و مدیرکل بنادر هرمزگان گفت: کشتی‌ها عبور کردند.",
        "وزیر نیرو پیشنهاد داد سدهای جدید ساخته شود.",
    ],
)
def test_no_everyday_word_is_a_person(text):
    assert persons(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "بهرام نیک‌سیرت و سهراب دل‌افروز، معاونان وزیر نیرو، در نشست حاضر بودند.",
        "معاونان وزیر نیرو، بهرام نیک‌سیرت و سهراب دل‌افروز، در نشست حاضر بودند.",
        "بهرام نیک‌سیرت وزیر نیرو، سهراب دل‌افروز رئیس سازمان آب، در نشست حاضر بودند.",
    ],
)
def test_several_persons_hold_offices(text):
    assert persons(text) == ["بهرام نیک‌سیرت", "سهراب دل‌افروز"]


def test_equal_titles_of_two_persons_are_not_one_post():
    text = "نخست وزیر اتریش، کاسپار ریدل، آمد. سپس نخست وزیر سهراب دل‌افروز سخن گفت."
    held = {o["person"]: o["offices"][0]["institution"] for o in read(text)["officials"]}
    assert held == {"کاسپار ریدل": "اتریش", "سهراب دل‌افروز": None}


def test_a_title_without_state_is_of_the_home_state():
    text = "رئیس جمهور ایران و رئیس جمهور اتریش آمدند. سپس رئیس جمهور بهرام نیک‌سیرت سخن گفت."
    held = [o["offices"][0]["institution"] for o in read(text)["officials"]]
    assert held == ["نهاد ریاست جمهوری"]


@pytest.mark.parametrize(
    "text",
    [
        "این تفاهم‌نامه از سوی ایران به امضای بهرام نیک‌سیرت وزیر نیرو و از سوی سوریه به امضای سهراب دل‌افروز رسید.",
        "تفاهم‌نامه همکاری را از طرف ایران بهرام نیک‌سیرت و از طرف سوریه سهراب دل‌افروز امضا کردند.",
        "بهرام نیک‌سیرت وزیر نیرو و همتای سوری وی سهراب دل‌افروز یادداشت تفاهم همکاری امضا کردند.",
    ],
)
def test_both_sides_sign(text):
    signed = [s["person"] for agreement in read(text)["agreements"] for s in agreement["signatories"]]
    assert signed == ["بهرام نیک‌سیرت", "سهراب دل‌افروز"]


def test_capacity_of_a_standing_deputy():
    text = "بهرام نیک‌سیرت، قائم مقام وزیر نیرو، در نشست حاضر بود."
    assert read(text)["officials"][0]["offices"][0]["capacity"] == "deputy-in-charge"


def test_capacity_of_a_former_minister():
    row = next(row for row in rows("officials.tsv") if row["case"] == "former")
    assert read(row["text"])["officials"][0]["offices"][0]["capacity"] == "former"


@pytest.mark.parametrize("row", rows("roles.tsv"), ids=lambda row: row["case"])
def test_role(row):
    (agreement,) = read(row["text"])["agreements"]
    found = [f"{p['name']}={p['role']}" for p in agreement["parties"] if p["role"] != "party"]
    assert "|".join(found) == row["roles"]
    assert sum(p["role"] == "party" for p in agreement["parties"]) == 2


def test_two_agreements_of_one_party_stay_apart():
    text = (
        "این تفاهم‌نامه به امضای بهرام نیک‌سیرت، وزیر نیرو، و لیلا دل‌افروز، رئیس دانشگاه گیلان، رسید. "
        "قرارداد دیگری میان وزارت نیرو و وزارت نفت به مدت یک سال منعقد شد."
    )
    first, second = read(text)["agreements"]
    assert {p["name"] for p in first["parties"]} == {"وزارت نیرو", "دانشگاه گیلان"}
    assert {p["name"] for p in second["parties"]} == {"وزارت نیرو", "وزارت نفت"}
    assert (first["duration"], second["duration"]) == (None, "P1Y")


def test_signers_belong_to_the_agreement_of_their_offices():
    text = (
        "تفاهم‌نامه آب میان وزارت نیرو و استانداری گیلان امضا شد. قرارداد راه بین شرکت پتروپارس و گروه مپنا بسته شد. "
        "تفاهم‌نامه را «بهرام نیک‌سیرت»، وزیر نیرو، و «کاوه دل‌افروز»، استاندار گیلان، و قرارداد را «لیلا دل‌افروز»، "
        "مدیرعامل پتروپارس، و «رضا ساقه‌چی»، مدیرعامل مپنا، امضا کردند."
    )
    first, second = read(text)["agreements"]
    assert [s["person"] for s in first["signatories"]] == ["بهرام نیک‌سیرت", "کاوه دل‌افروز"]
    assert [s["person"] for s in second["signatories"]] == ["لیلا دل‌افروز", "رضا ساقه‌چی"]


def test_a_company_without_a_name_is_another_one_in_another_text():
    texts = [f"وزارت نفت با یک شرکت چینی قرارداد خرید {what} امضا کرد." for what in ("لوله", "پمپ")]
    made = [party for text in texts for a in read(text)["agreements"] for party in a["parties"]]
    found = [party["iri"] for party in made if party["name"] == "یک شرکت چینی"]
    assert len(found) == len(set(found)) == 2


def test_a_long_title_ends_at_a_word():
    text = "تفاهم‌نامه میان وزارت نیرو و وزارت نفت " + "درباره آبیاری بارانی " * 12 + "امضا شد."
    title = read(text)["agreements"][0]["title"]
    assert len(title) <= 200
    assert title.endswith("…")
    assert text.startswith(title[:-1])
    assert text[len(title) - 1] == " "


@pytest.mark.parametrize("row", rows("statements.tsv"), ids=lambda row: row["case"])
def test_statement(row):
    said = read(row["text"])["statements"][-1]
    assert (said["speaker"], said["stance"]) == (row["speaker"], row["stance"])
    assert said["text"].startswith(row["opens"])


@pytest.mark.parametrize("row", rows("values.tsv"), ids=lambda row: row["case"])
def test_value(row):
    agreements = read(row["text"], row["published"])["agreements"]
    assert len(agreements) == 1
    agreement, field = agreements[0], row["field"]
    if field == "values":
        told = [(f"{v['amount']} {v['currency']}", v["surface"]) for v in agreement["values"]]
        assert told == ([(row["value"], row["surface"])] if row["value"] else [])
    elif field == "places_concerned":
        assert agreement[field] == [row["value"]]
        assert agreement["evidence"][field][0]["text"] == row["surface"]
    else:
        assert str(agreement[field] or "") == row["value"]
        assert (agreement["evidence"][field] or {"text": ""})["text"] == row["surface"]


@pytest.mark.parametrize(
    ("quoted", "about"), [("این تفاهم‌نامه راهگشاست و ماندگار.", 0), ("باران پاییزی کم بوده است.", None)]
)
def test_a_statement_is_about_the_agreement_only_when_it_says_so(quoted, about):
    text = f"تفاهم‌نامه همکاری میان وزارت نیرو و وزارت نفت امضا شد. بهرام نیک‌سیرت، وزیر نیرو، گفت: {quoted}"
    assert [said["agreement"] for said in read(text)["statements"]] == [about]


def test_a_sentence_that_lists_agreements_keeps_them_apart():
    text = "لایحه موافقت‌نامه همکاری میان ایران و ارمنستان، لایحه موافقت‌نامه گمرکی بین ایران و عمان بررسی می‌شود."
    found = [[p["name"] for p in a["parties"]] for a in read(text)["agreements"]]
    assert found == [["ایران", "ارمنستان"], ["ایران", "عمان"]]
