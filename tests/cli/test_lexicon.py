"""``kg lexicon``: counts, faults with exit status 1, and what is only to be known."""

from __future__ import annotations

import json
from pathlib import Path

from kg.lexicon import check, load_lexicon

HEAD = "slug\tkind\tname_fa\tname_en\taliases_fa\taliases_en\tparent\tprovince\theads_fa\theads_en\tsource\tlicence\torigin\n"


def own(folder: Path, *rows: str) -> Path:
    (folder / "institutions").mkdir(parents=True)
    (folder / "institutions" / "mine.tsv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return folder


def test_the_shipped_lexicons_have_no_fault(kg) -> None:
    result = kg("lexicon")
    assert (result.status, result.err) == (0, "")
    assert "institutions curated" in result.out
    assert "MISSING_SOURCE" in result.out


def test_there_is_as_much_as_is_said(kg) -> None:
    counts = json.loads(kg("lexicon", "--json").out)["counts"]
    assert counts["institutions curated"] >= 1200
    assert counts["states"] >= 190
    assert counts["topics"] >= 150
    assert (counts["places: province"], counts["places: county"]) == (31, 448)
    assert counts["places: city"] >= 1300


def test_a_name_and_a_title_of_two_bodies_and_missing_english_are_faults(kg, tmp_path: Path) -> None:
    folder = own(
        tmp_path / "names",
        "one\torganisation\tسازمان آزمون یکم\tFirst Test Organisation\tآزمون‌گاه مشترک\t\t\t\tرئیس آزمون‌گاه\t\tinvented\tfacts\tcurated",
        "two\torganisation\tسازمان آزمون دوم\t\tآزمونگاه مشترک\t\t\t\tرئیس آزمون گاه\t\tinvented\tfacts\tcurated",
    )
    result = kg("lexicon", "--lexicon", folder)
    assert result.status == 1
    faults = [line.split("  ")[0] for line in result.out.splitlines() if line[:1].isupper()]
    assert faults == ["DUPLICATE_ALIAS", "DUPLICATE_OFFICE", "MISSING_ENGLISH"]


def test_all_lists_what_is_only_to_be_known(kg, tmp_path: Path) -> None:
    folder = own(tmp_path / "names", "ours\torganisation\tقم\tQom Body\t\t\t\t\t\t\tunverified\tfacts\tcurated")
    result = kg("lexicon", "--all", "--lexicon", folder)
    assert result.status == 0
    assert "AMBIGUOUS_NAME  قم: institution/ours, place/" in result.out
    assert "MISSING_SOURCE  ours: institution/ours" in result.out


def test_faults_come_first() -> None:
    doubts = check(load_lexicon())
    assert [doubt.wrong for doubt in doubts] == sorted((doubt.wrong for doubt in doubts), reverse=True)
