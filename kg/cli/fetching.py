"""Fetching as the commands offer it: its options, and sources of which some are URLs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from kg.errors import UsageError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.articles import Item
    from kg.sources import Position

Decorated = Callable[..., Any]

LIMITS = (
    "Fetching is polite and careful: robots.txt (kept for a day; a site whose robots.txt cannot be had is left alone) "
    "and its Crawl-delay are obeyed, one host is asked once a second, 429 and 503 let it rest as Retry-After says; "
    "at most 60 seconds and 64 MB (unpacked) a request, 5 redirects, 60 seconds of waiting for one's turn; http and "
    "https only, ports 80, 443 and from 1024, never from https to http, no user names in URLs, no cookies; only pages, "
    "feeds, JSON, CSV and text; only public addresses, checked at each connection, redirect and robots.txt. Proxies "
    "named in the environment are not used."
)

allow_private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch from this machine and private networks too, also where a feed or a redirect leads there.",
)
follow_option = click.option(
    "--follow/--no-follow",
    default=True,
    show_default=True,
    help="Fetch the pages that a feed's items link to, unless an item holds its full text.",
)
contact_option = click.option(
    "--contact",
    metavar="TEXT",
    default="",
    help="How a site reaches you (an address or URL, ASCII); sent with each request in the User-Agent.",
)


def with_fetching(settings: Settings, *, allow_private: bool, follow: bool, contact: str) -> Settings:
    """Return the settings with what the options say of fetching."""
    chosen = replace(settings.fetching, allow_private=allow_private, follow=follow, contact=contact)
    return replace(settings, fetching=chosen)


def fetch_options(command: Decorated) -> Decorated:
    """Add the options of fetching to a command that fetches only when asked to."""
    fetch = click.option(
        "--fetch", is_flag=True, help="Fetch the sources that are URLs: pages, feeds, files of records."
    )
    return fetch(allow_private_option(follow_option(contact_option(command))))


def split_sources(sources: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the URLs and the paths among sources, each in their order."""
    from kg.web import looks_like_url  # noqa: PLC0415 - keeps `kg --help` fast

    urls = [source for source in sources if looks_like_url(source)]
    return urls, [source for source in sources if not looks_like_url(source)]


def read_sources(
    sources: Sequence[str], settings: Settings, *, fetch: bool, position: Position | None = None
) -> Iterator[Item]:
    """Yield what files, folders, standard input and URLs hold: the URLs last. Pages are not read yet.

    Raises UsageError, before anything is read, for a URL where fetching was not asked for.
    """
    from kg.sources import read_items  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.web import Fetcher, read_urls  # noqa: PLC0415

    urls, paths = split_sources(sources)
    if urls and not fetch:
        raise UsageError("this is a URL, and nothing is fetched unless you say so", where=urls[0], todo="pass --fetch")
    pages = read_urls(urls, Fetcher(settings.fetching), settings) if urls else iter(())
    return chain(read_items(paths, settings, position), pages)
