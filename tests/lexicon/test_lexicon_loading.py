"""Loading: user folders over the shipped one, clear errors for every malformed row, versions that follow the bytes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.language import skeleton_key
from kg.lexicon import Collision, Lexicon, Place, is_abbreviation, load_lexicon

DATA = Path(__file__).parent / "data"
FAULTS = json.loads((DATA / "malformed.json").read_text(encoding="utf-8"))
HEADER = "slug\tkind\tname_fa\tname_en\taliases_fa\tsource\n"


def folder(at: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_bytes(text.encode("utf-8"))
    return at


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_malformed_file_is_told_with_its_place(tmp_path: Path, fault: dict[str, str]) -> None:
    user = folder(tmp_path, {fault["file"]: fault["text"]})
    with pytest.raises(DataError) as caught:
        load_lexicon((user,))
    message = str(caught.value)
    assert str(tmp_path) in message
    for part in fault["says"]:
        assert part in message
    assert "Next:" in message
    assert "\n" not in message


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    (tmp_path / "institutions").mkdir()
    (tmp_path / "institutions/a.tsv").write_bytes("slug\tkind\nوزارت".encode("cp1256"))
    with pytest.raises(DataError, match=r"a\.tsv: byte 10 is not UTF-8"):
        load_lexicon((tmp_path,))


@pytest.mark.parametrize(("name", "says"), [("missing", "no such folder"), ("", "no lexicon files here")])
def test_a_folder_without_lexicon_files_is_an_error(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        load_lexicon((tmp_path / name,))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "topics.tsv").write_text("slug\tparent\tlabel_fa\tlabel_en\n", encoding="utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words/list.tsv").mkdir()
    with pytest.raises(DataError, match=r"list\.tsv: cannot be read"):
        load_lexicon((tmp_path,))


def test_user_rows_are_added_and_replace_rows_of_the_same_slug(tmp_path: Path) -> None:
    text = HEADER + "ministry-of-energy\tministry\tوزارت نیرو\tEnergy\tنیروی ما\tmoe.gov.ir\n"
    text += "my-office\tother\tدفتر آزمون\tTest Office\n"
    mine = load_lexicon((folder(tmp_path, {"institutions/mine.tsv": text}),))
    shipped = load_lexicon()
    assert len(mine.institutions) == len(shipped.institutions) + 1
    assert [line.split(":")[0] for line in mine.replaced] == ["ministry-of-energy"]
    assert "mine.tsv:2 replaces" in mine.replaced[0]
    found = mine.institution("نیروی ما")
    assert found is not None
    assert (found.id, found.name_en) == ("institution/ministry-of-energy", "Energy")
    assert mine.institution_id("دفترآزمون") == "institution/my-office"
    assert shipped.institution("نیروی ما") is None
    assert mine.version != shipped.version


def test_a_name_that_a_user_gives_to_another_body_means_that_body(tmp_path: Path) -> None:
    text = HEADER + "zz-office\tother\tدفتر آزمون\tTest Office\tوزارت نیرو\n"
    mine = load_lexicon((folder(tmp_path, {"institutions/mine.tsv": text}),))
    assert mine.institution_id("وزارت نیرو") == "institution/zz-office"
    ids = ("institution/ministry-of-energy", "institution/zz-office")
    assert Collision("institutions", skeleton_key("وزارت نیرو"), ids) in mine.collisions


def test_an_entry_owns_the_hash_ids_of_its_names(tmp_path: Path) -> None:
    before = load_lexicon().institution_id("دفتر آزمون")
    text = HEADER + "my-office\tother\tاداره آزمون\tTest Office\tدفتر آزمون\n"
    mine = load_lexicon((folder(tmp_path, {"institutions/mine.tsv": text}),))
    entry = mine.institution("دفتر آزمون")
    assert entry is not None
    assert before in mine.owned_ids(entry)
    assert len(mine.owned_ids(entry)) == 3


def test_of_two_user_folders_the_later_wins(tmp_path: Path) -> None:
    row = "my-office\tother\tدفتر آزمون\t"
    one = folder(tmp_path / "one", {"institutions/a.tsv": HEADER + row + "One\n"})
    two = folder(tmp_path / "two", {"institutions/b.tsv": HEADER + row + "Two\n"})
    names = [load_lexicon(order).institution_by_id("institution/my-office") for order in ((one, two), (two, one))]
    assert [entry.name_en for entry in names if entry] == ["Two", "One"]
    assert load_lexicon((one, two)).version != load_lexicon((two, one)).version


def test_word_lists_are_read_and_their_forms_replaced(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", {"words/greeting.tsv": "form\tsense\nسلام\ta|b\nدرود\tc\nسلام\td\n"})
    two = folder(tmp_path / "two", {"words/greeting.tsv": "form\tsense\nسلام\tz\n"})
    rows = load_lexicon((one,)).words("greeting")
    assert [(row["form"], row.many("sense")) for row in rows] == [
        ("سلام", ("a", "b")),
        ("درود", ("c",)),
        ("سلام", ("d",)),
    ]
    both = load_lexicon((one, two))
    assert [(row["form"], row["sense"]) for row in both.words("greeting")] == [("درود", "c"), ("سلام", "z")]
    assert len(both.replaced) == 2
    with pytest.raises(KeyError, match="nothing"):
        both.words("nothing")
    with pytest.raises(KeyError, match="no column 'colour'; there are form, sense"):
        rows[0]["colour"]
    assert rows[0].get("colour", "-") == "-"


def test_names_and_codes_of_places_may_stand_in_a_table_of_their_own(tmp_path: Path) -> None:
    files = {
        "places/mine.tsv": "slug\tkind\tname_fa\tparent\tlat\tlon\nnowhere\tcity\tناکجا\tmazandaran\t36.5\t-7\n",
        "places/names.tsv": "slug\tname_en\twikidata\tiso\nnowhere\tNowhere\tQ0\tXX-00\n",
    }
    found = load_lexicon((folder(tmp_path, files),)).place("ناکجا")
    assert found == Place(
        "nowhere", "city", "ناکجا", "Nowhere", parent="mazandaran", lat=36.5, lon=-7.0, wikidata="Q0", iso="XX-00"
    )
    assert found is not None
    assert found.full_names == ("شهر ناکجا",)


def test_lines_may_end_as_on_windows_and_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = "\ufeff" + (HEADER + "\nmy-office\tother\tدفتر آزمون\tTest Office\n").replace("\n", "\r\n")
    found = load_lexicon((folder(tmp_path, {"institutions/mine.tsv": text}),)).institution("دفتر آزمون")
    assert found is not None
    assert (found.name_en, found.source, found.verified) == ("Test Office", "unverified", False)


def test_the_version_follows_the_bytes_and_not_the_place(tmp_path: Path) -> None:
    text = HEADER + "my-office\tother\tدفتر آزمون\tTest Office\n"
    versions = [
        load_lexicon((folder(tmp_path / name, {"institutions/a.tsv": content}),)).version
        for name, content in (("one", text), ("two", text), ("three", text + "\n"))
    ]
    first, second = (load_lexicon((tmp_path / name,)) for name in ("one", "two"))
    assert (first == second, hash(first) == hash(second), first == versions) == (True, True, False)
    assert first != load_lexicon()
    assert versions[0] == versions[1]
    assert len(set(versions)) == 2


def test_loading_again_gives_the_same_frozen_lexicon() -> None:
    assert load_lexicon() is load_lexicon()
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_lexicon().version = "x"  # type: ignore[misc]
    assert list(load_lexicon().institutions) == sorted(load_lexicon().institutions)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("WHO", True), ("UN", True), ("D8", True), ("Who", False), ("UNESCOX", False), ("وزارت", False), ("12", False)],
)
def test_abbreviations_are_short_and_all_capitals(name: str, expected: bool) -> None:
    assert is_abbreviation(name) is expected


def test_an_unknown_name_gets_the_hash_of_its_key() -> None:
    lexicon = load_lexicon()
    spellings = ["انجمن دوستداران آزمون", "انجمن‌ دوستداران‌آزمون", "انجمن دوستداران ازمون"]
    ids = {lexicon.institution_id(name) for name in spellings}
    assert ids == {"institution/722ikeeldcv2ebru"}


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_looked_up(name: str) -> None:
    lexicon: Lexicon = load_lexicon()
    local = lexicon.institution_id(name)
    assert local.isascii()
    found = lexicon.institution(name)
    assert found is None or skeleton_key(name) in {skeleton_key(alias) for alias in found.names}
    place = lexicon.place(name)
    assert place is None or lexicon.place_by_id(place.id) is place
    lexicon.office(name)


@given(st.data())
def test_every_name_finds_its_entry_with_noise(data: st.DataObject) -> None:
    lexicon = load_lexicon()
    entry = data.draw(st.sampled_from(lexicon.institutions))
    name = data.draw(st.sampled_from((entry.name_fa, *entry.aliases_fa)))
    noise = {" ": data.draw(st.sampled_from([" ", "\u200c", "", "  "])), "ی": "ي", "ک": "ك", "\u200c": " "}
    noisy = "".join(noise.get(char, char) for char in name)
    assert lexicon.institution(noisy) is entry
