"""Addresses of stores on servers."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.store import is_remote, place
from kg.store.remote_address import address_of

ADDRESSES = {
    "http://h:7878": ("http://h:7878/query", "http://h:7878/update"),
    "http://h:7878/": ("http://h:7878/query", "http://h:7878/update"),
    "http://h:3030/news": ("http://h:3030/news/query", "http://h:3030/news/update"),
    "http://h:7878/query": ("http://h:7878/query", "http://h:7878/update"),
    "https://h/sparql": ("https://h/sparql", "https://h/sparql"),
    "http://h:8890/sparql-auth": ("http://h:8890/sparql-auth", "http://h:8890/sparql-auth"),
    "http://h/r/news#update=news/statements": ("http://h/r/news", "http://h/r/news/statements"),
    "http://h/q#update=http://w/u": ("http://h/q", "http://w/u"),
    "http://[::1]:7878": ("http://[::1]:7878/query", "http://[::1]:7878/update"),
}


@pytest.mark.parametrize(("given", "found"), ADDRESSES.items())
def test_services(given: str, found: tuple[str, str]) -> None:
    address = address_of(given)
    assert (address.query, address.update) == found


@pytest.mark.parametrize(
    "given", ["http://", "http://h:99999", "http://h:0", "http://h/a b", "http://h/\r\nX: y", "http://سلام/", "http://[::1"]
)  # fmt: skip
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(UsageError, match="no address") as caught:
        place(given)
    assert "\n" not in str(caught.value)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="KG_STORE_PASSWORD") as caught:
        place("http://dba:s3cret@h:8890/sparql")
    assert "s3cret" not in str(caught.value)


def test_folders_are_no_addresses() -> None:
    for text in ("kg-store", "http", "./http://x", "file:///x", "ftp://h/"):
        assert not is_remote(text)


def test_files_of_two_stores_are_two() -> None:
    names = {address_of(given).local_name for given in ADDRESSES}
    assert len(names) == len({address_of(given).query + address_of(given).update for given in ADDRESSES})
    assert all(name.replace("-", "").isalnum() for name in names)
