"""What a search finds: cases in a table, and any text whatever."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.language import search_text
from kg.textindex import TextIndex, excerpt, holds, places, read_search
from kg.textindex.numbering import kind_range, name_number

CASES = [
    pytest.param(row["search"], row["text"], row["found"] == "yes", id=f"{number}-{row['why'].replace(' ', '-')}")
    for number, row in enumerate(
        csv.DictReader(
            (
                line
                for line in (Path(__file__).parent / "data" / "persian.tsv").read_text("utf-8").splitlines()
                if not line.startswith("#")
            ),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
    )
]
NODE = "institution/example"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[TextIndex]:
    made = TextIndex.make(tmp_path / "t.sqlite")
    yield made
    made.close()


def put(index: TextIndex, *names: tuple[str, str]) -> None:
    with index.transaction():
        index.change_names([], [(node, search_text(text)) for node, text in names])


@pytest.mark.parametrize(("search", "text", "found"), CASES)
def test_persian(index: TextIndex, search: str, text: str, found: bool) -> None:
    asked = read_search(search)
    put(index, (NODE, text))
    with index.transaction():
        index.put_bodies([("article/a", search_text(text))])
    assert [hit.node for hit in index.find(asked)] == ([NODE, "article/a"] if found else [])
    assert holds(asked, text) is found
    assert bool(excerpt(asked, text).marks) is found


LETTERS = st.text(st.sampled_from('قمریاتفهن ي\u200c"«»*-():^{}+ ORNTAEANDb1۱،.\x00\ud800\ufffd'), max_size=24)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(search=st.one_of(LETTERS, st.text(max_size=30)), texts=st.lists(LETTERS, max_size=4), typing=st.booleans())
def test_any_text_is_data(
    tmp_path_factory: pytest.TempPathFactory, search: str, texts: list[str], typing: bool
) -> None:
    """No search raises; what is found has what was asked, and what has it is found."""
    asked = read_search(search, typing=typing)
    names = {f"office/{number}": text.replace("\ud800", "").replace("\x00", "") for number, text in enumerate(texts)}
    index = TextIndex.make(tmp_path_factory.mktemp("any") / "t.sqlite")
    put(index, *names.items())
    found = {hit.node for hit in index.find(asked) if hit.tier}
    whole = {hit.node for hit in index.find(asked) if not hit.tier}
    index.close()
    expected = {node for node, text in names.items() if holds(asked, text)}
    assert found <= expected <= found | whole
    for node in whole:
        assert search_text(names[node]).replace(" ", "") == asked.key


@given(search=LETTERS, text=st.text(max_size=400))
def test_excerpts_are_pieces_of_the_text_as_printed(search: str, text: str) -> None:
    piece = excerpt(read_search(search), text, length=100)
    assert text[piece.start : piece.start + len(piece.text)] == piece.text
    assert len(piece.text) <= 100
    assert all(0 <= start < end <= len(piece.text) for start, end in piece.marks)
    assert list(piece.marks) == sorted(piece.marks)


def test_an_excerpt_shows_the_place_with_most_words() -> None:
    text = "نیرو. " + "سخن دیگر " * 60 + "وزارت نیرو تفاهم‌نامه را امضا کرد. " + "سخن دیگر " * 60
    piece = excerpt(read_search("وزارت نیرو تفاهم نامه"), text)
    assert [piece.text[start:end] for start, end in piece.marks] == ["وزارت", "نیرو", "تفاهم‌نامه"]
    assert not piece.whole
    assert len(places(read_search("نیرو"), text)) == 2


@pytest.mark.parametrize("search", ["", "   ", '""', "«»", "*", "()", "،", "\u200c", "\x00"])
def test_no_words_find_nothing(index: TextIndex, search: str) -> None:
    put(index, (NODE, "وزارت نیرو"))
    assert index.find(read_search(search)) == ()


def test_too_many_words_are_refused() -> None:
    assert len(read_search("آب " * 64).words) == 64
    with pytest.raises(QueryError, match="65 words"):
        read_search("آب " * 65)


RANKED = (
    ("institution/aaaaaaaaaaaaaaaa", "نیرو"),
    ("institution/ministry-of-energy", "وزارت نیرو"),
    ("agreement/bbbbbbbbbbbbbbbb", "تفاهم‌نامه همکاری آب و برق وزارت نیرو و استانداری گیلان"),
    ("objective/cccccccccccccccc", "ساخت نیروگاه"),
)


def test_whole_names_come_first_then_whole_words_then_beginnings_then_texts(index: TextIndex) -> None:
    put(index, *RANKED)
    with index.transaction():
        index.put_bodies([("article/a", "وزارت نیرو"), ("article/b", "نیروگاه")])
    hits = index.find(read_search("نیرو*"))
    assert [hit.node for hit in hits] == [*(node for node, _ in RANKED), "article/a", "article/b"]
    assert [hit.tier for hit in hits] == [0, 1, 1, 2, 3, 4]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert index.find(read_search("نیرو*"), limit=2) == hits[:2]
    assert [hit.node for hit in index.find(read_search("نیرو*"), ("objective", "article"))] == [
        "objective/cccccccccccccccc", "article/a", "article/b",
    ]  # fmt: skip


def test_equals_are_in_the_order_of_their_ids_whatever_came_first(tmp_path: Path) -> None:
    nodes = [f"office/{number:016d}" for number in range(20)]
    found = []
    for number, order in enumerate((nodes, nodes[::-1])):
        index = TextIndex.make(tmp_path / f"{number}.sqlite")
        for node in order:
            put(index, (node, "وزیر نیرو"))
        found.append([hit.node for hit in index.find(read_search("وزیر"))])
        index.close()
    assert found == [nodes, nodes]


def test_names_that_meet_in_one_number_are_kept_apart(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.textindex.numbering._hash", lambda text: 7)
    names = [(f"office/{number}", f"وزیر {number}") for number in range(5)]
    put(index, *names)
    with index.transaction():
        index.change_names([(names[1][0], search_text(names[1][1]))], [])
    put(index, names[4])
    assert [hit.node for hit in index.find(read_search("وزیر"))] == ["office/0", "office/2", "office/3", "office/4"]
    assert index.counts() == (4, 0)
    first, last = kind_range("office")
    assert all(first <= name_number(node, text) <= last for node, text in names)


def test_what_was_taken_out_leaves_no_trace(index: TextIndex, tmp_path: Path) -> None:
    put(index, *RANKED)
    before = index.digest()
    more = [("office/x", search_text("وزیر نیرو")), ("office/x", search_text("سرپرست وزارت نیرو"))]
    with index.transaction():
        index.change_names([], more)
        index.put_bodies([("article/a", "وزارت نیرو")])
    assert index.digest() != before
    with index.transaction():
        index.change_names(more, [])
        index.take_body("article/a", "وزارت نیرو")
    assert index.digest() == before
    index.check()
