"""Which addresses and URLs may be fetched from."""

from __future__ import annotations

import csv
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.web import RefusedError, looks_like_url
from kg.web.ip_addresses import refusal_of
from kg.web.urls import LONGEST_URL, parse_url

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows("addresses.tsv"), ids=lambda row: row["address"])
def test_addresses(row):
    address = ip_address(row["address"])
    assert (refusal_of(address, allow_private=False) == "") == (row["public"] == "yes")
    assert (refusal_of(address, allow_private=True) == "") == (row["with --allow-private"] == "yes")


@given(st.ip_addresses(v=4))
def test_what_python_calls_no_global_address_is_closed(address: IPv4Address):
    if not address.is_global or address.is_multicast:
        assert refusal_of(address, allow_private=False)


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_opens_nothing_that_its_ipv4_address_does_not(address: IPv4Address):
    closed = bool(refusal_of(address, allow_private=False))
    number = int(address)
    for prefix in (0xFFFF << 32, 0x64FF9B << 96, 0xFFFF << 48):
        assert bool(refusal_of(IPv6Address(prefix | number), allow_private=False)) == closed
    assert bool(refusal_of(IPv6Address((0x2002 << 112) | (number << 80)), allow_private=False)) == closed


@pytest.mark.parametrize("row", rows("urls.tsv"), ids=lambda row: row["written"])
def test_urls(row):
    try:
        found = parse_url(row["written"]).url
    except RefusedError as refusal:
        found = refusal.code
    assert found == row["asked"]


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/b", "http://news.example/b"),
        ("b c", "http://news.example/x/b%20c"),
        ("//other.example/b", "http://other.example/b"),
        ("?q", "http://news.example/x/a?q"),
        ("خبر", "http://news.example/x/%D8%AE%D8%A8%D8%B1"),
        ("file:/etc/passwd", "BAD_URL"),
        ("//user@other.example/b", "BAD_URL"),
    ],
)
def test_a_redirect_is_read_relative_to_where_it_stood(location, asked):
    try:
        found = parse_url(location, parse_url("http://news.example/x/a")).url
    except RefusedError as refusal:
        found = refusal.code
    assert found == asked


def test_a_url_over_the_limit_is_refused():
    with pytest.raises(RefusedError) as raised:
        parse_url("http://news.example/" + "a" * LONGEST_URL)
    assert raised.value.code == "BAD_URL"


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://[", "http://a/", "//", "HTTP:"]))
def test_any_text_is_a_url_in_ascii_or_refused(text: str, start: str):
    for base in (None, parse_url("http://news.example/x")):
        try:
            target = parse_url(start + text, base)
        except RefusedError:
            continue
        assert target.url.isascii()
        assert not set(target.url) & set(" \r\n\t\x00#")
        assert parse_url(target.url) == target


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://a", True),
        ("gopher://a", True),
        ("folder/http:/a", False),
        ("C:\\news", False),
        ("-", False),
        ("خبر", False),
    ],
)
def test_urls_are_told_from_paths(text, url):
    assert looks_like_url(text) == url
