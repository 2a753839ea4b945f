"""What is decided before any question reaches a worker: who may ask, how often, from which page, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import rows
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from kg.protocol import Refusal
from kg.server.caching import Cache, matches, tag_of
from kg.server.clients import MOST_CLIENTS, Rates, client_of, is_local
from kg.server.guarding import is_here
from kg.server.origins import allowed
from kg.settings import Serving
from kg.workers import Reply

DATA = Path(__file__).with_name("data")


def request(host: str = "127.0.0.1", server: str = "127.0.0.1", **headers: str) -> Request:
    listed = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (host, 1), "server": (server, 80), "headers": listed, "method": "GET"})


@pytest.mark.parametrize("case", rows(DATA / "hosts.tsv"), ids=lambda case: case["host"])
def test_a_local_server_answers_under_names_of_this_machine(case: dict[str, str]) -> None:
    assert is_here(case["host"]) is (case["here"] == "yes")


@given(st.text(max_size=40))
def test_any_host_header_is_judged(host: str) -> None:
    assert is_here(host) in (True, False)


@pytest.mark.parametrize("case", rows(DATA / "origins.tsv"), ids=lambda case: case["origin"])
def test_which_pages_may_read(case: dict[str, str]) -> None:
    headers = {"origin": case["origin"]} if case["origin"] else {}
    found = allowed(request(server=case["server"], **headers), case["origins"])
    assert found == ("" if case["allowed"] == "-" else case["allowed"])


@pytest.mark.parametrize(
    ("address", "client", "local"),
    [
        ("192.0.2.9", "192.0.2.9", False),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", False),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64", False),
        ("::ffff:192.0.2.9", "192.0.2.9", False),
        ("::1", "::/64", True),
        ("127.0.0.1", "127.0.0.1", True),
    ],
)
def test_clients_are_told_apart(address: str, client: str, local: bool) -> None:
    assert client_of(request(address)) == client
    assert is_local(client) is local


def test_a_bucket_fills_again() -> None:
    now = 0.0
    rates = Rates(Serving(client_rate=2, client_burst=3), lambda: now)
    for _ in range(3):
        rates.take("a")
    with pytest.raises(Refusal) as caught:
        rates.take("a")
    assert (caught.value.status, dict(caught.value.headers)) == (429, {"Retry-After": "1"})
    rates.take("b")
    now = 1.0
    rates.take("a")
    rates.take("a")
    with pytest.raises(Refusal):
        rates.take("a")


def test_clients_of_this_machine_count_only_where_asked_for() -> None:
    assert Rates(Serving(), lambda: 0).counted("127.0.0.1") == ""
    assert Rates(Serving(limit_local=True), lambda: 0).counted("127.0.0.1") == "127.0.0.1"
    assert Rates(Serving(), lambda: 0).counted("192.0.2.1") == "192.0.2.1"


def test_buckets_do_not_grow_without_end() -> None:
    rates = Rates(Serving(client_rate=1, client_burst=1), lambda: 0)
    for number in range(MOST_CLIENTS + 10):
        rates.take(f"client {number}")
    rates.take("client 0")
    with pytest.raises(Refusal):
        rates.take(f"client {MOST_CLIENTS + 9}")


def test_the_cache_holds_what_was_asked_for_last() -> None:
    cache = Cache(16_000)
    for number in range(10):
        cache.put(str(number), Reply(bytes(950), "text/plain"))
        cache.get("0")
    assert [number for number in range(10) if cache.get(str(number))] == [0, 3, 4, 5, 6, 7, 8, 9]
    cache.put("large", Reply(bytes(5_000), "text/plain"))
    assert cache.get("large") is None


def test_the_tag_tells_states_and_questions_apart() -> None:
    told = ('{"text":"ASK {}","version":"1"}', '{"text":"ASK {}","version":"2"}', '{"text":"ASK { }","version":"1"}')
    tags = {tag_of(kind, one) for kind in ("query", "library") for one in told}
    assert len(tags) == 6
    assert tag_of("query", told[0]) in tags


@pytest.mark.parametrize(
    ("header", "same"),
    [('"x"', True), ('W/"x"', True), ('"y", "x"', True), ("*", False), ('"y"', False), ("", False), ("x", False)],
)
def test_if_none_match(header: str, same: bool) -> None:
    assert matches(header, '"x"') is same
