"""Long lists go over pages of their own: every row once, and one more row moves few others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.pages import Paged
from kg.pages.paging import CUTTING, FIRST, WHOLE, Further, Pager, Part, Rows, written_name

KEYS = st.lists(st.integers(0, 10**9), min_size=1, max_size=400, unique=True).map(
    lambda numbers: tuple((f"agreement/{number}", f"participation/{number}") for number in numbers)
)


NEW = ("agreement/new", "participation/new")


def with_one_more(keys: tuple[tuple[str, ...], ...], place: int) -> tuple[tuple[str, ...], ...]:
    return (*keys[:place], NEW, *keys[place:])


def paged(keys: tuple[tuple[str, ...], ...], years: tuple[int, ...] = ()) -> Paged:
    return Paged(
        (Rows("deals", keys, years), Rows("deeds", ())), "x.html", lambda name, _, key: written_name(name, key)
    )


def shown(page: Further) -> tuple[object, ...]:
    """Return what makes a page another one: where its rows stand in the whole list does not."""
    return page.address, page.keys, page.pager


def all_pages(keys: tuple[tuple[str, ...], ...]) -> list[Further]:
    own = FIRST.rows("deals", keys)
    return [Further("x.html", FIRST, Pager(), tuple(own)), *paged(keys).further()]


@given(KEYS)
def test_every_row_is_on_one_page_in_order(keys: tuple[tuple[str, ...], ...]) -> None:
    pages = all_pages(keys)
    assert tuple(key for page in pages for key in page.keys) == keys
    assert all(page.part.rows("deals", keys) == page.keys for page in pages)
    assert all(CUTTING.least <= len(page.keys) <= CUTTING.most for page in pages[:-1])
    assert WHOLE.rows("deals", keys) == keys


@given(KEYS)
def test_pages_lead_to_each_other(keys: tuple[tuple[str, ...], ...]) -> None:
    pages = paged(keys)
    further = pages.further()
    first = pages.pagers().get("deals", Pager())
    addresses = ["x.html", *(page.address for page in further)]
    assert len(set(addresses)) == len(addresses)
    assert [first.next, *(page.pager.next for page in further)] == [*addresses[1:], ""]
    assert [page.pager.previous for page in further] == addresses[:-1]
    assert (first.last, first.left) == (
        (addresses[-1], len(keys) - len(FIRST.rows("deals", keys))) if further else ("", 0)
    )
    assert "deeds" not in pages.pagers()


@given(KEYS, st.data())
def test_pages_stay_from_where_one_begins_as_before(keys: tuple[tuple[str, ...], ...], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(keys)))
    before, after = (paged(rows).further() for rows in (keys, with_one_more(keys, place)))
    known = {page.address for page in before}
    rows = with_one_more(keys, place)
    beyond = [page for page in after if rows.index(page.keys[0]) > place]
    same = next((at for at, page in enumerate(beyond) if page.address in known), len(beyond))
    assert {shown(page) for page in beyond[same + 1 :]} <= set(map(shown, before))


def test_one_more_row_changes_few_pages() -> None:
    keys = tuple((f"agreement/{number * 7919 % 10007}", f"participation/{number}") for number in range(1_000))
    before = set(map(shown, paged(keys).further()))
    changed = [
        len(set(map(shown, paged(with_one_more(keys, at)).further())) - before) for at in range(0, len(keys), 37)
    ]
    assert len(before) > 60
    assert sum(changed) <= 4 * len(changed)


@given(KEYS)
def test_a_year_leads_to_the_page_where_it_begins(keys: tuple[tuple[str, ...], ...]) -> None:
    years = tuple(2024 - place // 30 for place in range(len(keys)))
    pages = paged(keys, years)
    there = {page.address: page.keys for page in all_pages(keys)}
    found = pages.years()
    assert set(found) == (set(years) if pages.further() else set())
    assert all(keys[years.index(year)] in there[address] for year, address in found.items())


def test_a_further_page_has_one_list_and_counts_nothing() -> None:
    part = Part("deeds", 8, 16)
    rows = [(str(number),) for number in range(40)]
    assert part.rows("deeds", rows) == rows[8:16]
    assert part.rows("deals", rows) == []
    assert not part.counts(1)
    assert FIRST.counts(10**6)
    assert [Part(counted=500).counts(count) for count in (500, 501)] == [True, False]


def test_pages_are_found_by_number() -> None:
    keys = tuple((f"a/{number}",) for number in range(100))
    pages = paged(keys)
    count = len(pages.further())
    assert [pages.page("deals", number) for number in (2, count + 1)] == [pages.further()[0], pages.further()[-1]]
    assert [
        pages.page(*asked) for asked in (("deals", 1), ("deals", count + 2), ("deals", 0), ("none", 2), ("deeds", 2))
    ] == [None] * 5
