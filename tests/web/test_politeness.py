"""A guest of each site: robots.txt, turns, rests."""

from __future__ import annotations

import pytest
from servers import PAGE, Answer, Clock, Internet, Site, local

from kg.articles import Skip
from kg.settings import Fetching
from kg.web import Fetched, Fetcher

TEXT = {"Content-Type": "text/plain"}


def robots(text: str | bytes, **more: object) -> Answer:
    body = text if isinstance(text, bytes) else text.encode()
    return Answer(body, headers=dict(TEXT), **more)  # type: ignore[arg-type]


def result(site: Site, path: str = "/a", **settings: object) -> str:
    site.answers.setdefault(path, Answer(PAGE))
    got = local(**settings).fetch(site.url + path)
    return got.code if isinstance(got, Skip) else "fetched"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/a", "fetched"),
        ("User-agent: *\nDisallow: /", "/a", "ROBOTS"),
        ("User-agent: *\nDisallow:", "/a", "fetched"),
        ("User-agent: *\nDisallow: /private", "/private/x", "ROBOTS"),
        ("User-agent: *\nDisallow: /private", "/public", "fetched"),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", "fetched"),
        ("User-agent: *\nDisallow: /*.html$", "/a.html", "ROBOTS"),
        ("User-agent: *\nDisallow: /خبر", "/%D8%AE%D8%A8%D8%B1/1", "ROBOTS"),
        ("User-agent: agreements-kg\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", "ROBOTS"),
        ("User-agent: Agreements-KG/9.9\nDisallow: /", "/a", "ROBOTS"),
        ("User-agent: agreements-kg\nDisallow:\n\nUser-agent: *\nDisallow: /", "/a", "fetched"),
        ("User-agent: agreements\nDisallow: /", "/a", "fetched"),
        ("User-agent: other\nDisallow: /", "/a", "fetched"),
        ("User-agent: other\nUser-agent: *\nDisallow: /", "/a", "ROBOTS"),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", "ROBOTS"),
        ("user agent * # all\r\ndisallow /\r\n", "/a", "ROBOTS"),
        ("<html>no robots here</html>", "/a", "fetched"),
    ],
)
def test_rules_are_kept(site, text, path, expected):
    site.answers["/robots.txt"] = robots(text)
    assert result(site, path) == expected
    assert site.paths() == ([path] if expected == "fetched" else [])


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, "fetched"), (401, "fetched"), (403, "fetched"), (410, "fetched"), (204, "fetched"), (429, "ROBOTS_UNREACHABLE"),
     (500, "ROBOTS_UNREACHABLE"), (503, "ROBOTS_UNREACHABLE"), (304, "ROBOTS_UNREACHABLE")],
)  # fmt: skip
def test_a_site_whose_rules_cannot_be_had_is_left_alone(site, status, expected):
    site.answers["/robots.txt"] = Answer(status=status)
    assert result(site) == expected


def test_rules_that_lie_elsewhere_are_found_there(site):
    site.answers["/robots.txt"] = Answer(status=301, headers={"Location": "/rules"})
    site.answers["/rules"] = robots("User-agent: *\nDisallow: /a")
    assert result(site) == "ROBOTS"


def test_rules_that_lead_in_circles_are_none(site):
    site.answers["/robots.txt"] = Answer(status=301, headers={"Location": "/robots.txt"})
    assert result(site) == "fetched"
    assert [one.path for one in site.asked] == ["/robots.txt"] * 6 + ["/a"]


def test_rules_may_not_lead_inside(site):
    site.answers["/robots.txt"] = Answer(status=301, headers={"Location": "http://169.254.169.254/robots.txt"})
    got = Internet(site).fetcher().fetch("http://news.example/a")
    assert isinstance(got, Skip)
    assert got.code == "FORBIDDEN_ADDRESS"


def test_a_redirect_is_asked_of_the_other_sites_rules_too(site):
    site.answers["/robots.txt"] = lambda asked: robots(
        "User-agent: *\nDisallow: " + ("/b" if asked.headers["host"] == "other.example" else "")
    )
    site.answers["/a"] = Answer(status=302, headers={"Location": "http://other.example/b"})
    got = Internet(site).fetcher().fetch("http://news.example/a")
    assert isinstance(got, Skip)
    assert got.code == "ROBOTS"
    assert "other.example" in got.reason


def test_of_a_long_file_the_whole_lines_before_the_limit_count(site):
    site.answers["/robots.txt"] = robots("User-agent: *\nDisallow: /a\n" + "#" * 970 + "\nAllow: /a/very/long/path")
    assert result(site, "/a/very", robots_bytes=1_000) == "ROBOTS"
    assert result(site, "/b", robots_bytes=1_000) == "fetched"


def test_a_packed_file_of_a_gigabyte_is_read_up_to_the_limit(site):
    import zlib

    packer = zlib.compressobj(9, wbits=31)
    body = packer.compress(b"User-agent: *\nDisallow: /a\n") + b"".join(
        packer.compress(b"#" * 1_000_000) for _ in range(1000)
    )
    site.answers["/robots.txt"] = Answer(body + packer.flush(), headers={**TEXT, "Content-Encoding": "gzip"})
    assert result(site) == "ROBOTS"


def test_a_file_of_many_agents_and_rules_costs_no_product_of_them(site):
    import tracemalloc

    agents = "".join(f"User-agent:{number}*\n" for number in range(14_000))
    rules = "".join(f"Disallow:/{number}\n" for number in range(15_000))
    site.answers["/robots.txt"] = robots(agents + agents[: len(agents) // 4] + "\nUser-agent: *\n" + rules)
    tracemalloc.start()
    assert result(site, "/a") == "fetched"
    assert result(site, "/7") == "ROBOTS"
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def paced(site: Site, clock: Clock, **settings: object) -> Fetcher:
    chosen = Fetching(**{"allow_private": True, **settings})  # type: ignore[arg-type]
    return Fetcher(chosen, clock=clock, sleep=clock.sleep)


def test_one_host_is_asked_once_a_second(site):
    site.answers["/a"] = Answer(PAGE)
    clock = Clock()
    fetcher = paced(site, clock)
    for _ in range(3):
        assert isinstance(fetcher.fetch(f"{site.url}/a"), Fetched)
    assert clock.slept == [1, 1, 1]  # robots.txt takes the first turn
    clock.now += 5
    fetcher.fetch(f"{site.url}/a")
    assert clock.slept == [1, 1, 1]


def test_hosts_do_not_wait_for_one_another(site):
    site.answers["/a"] = Answer(PAGE)
    clock = Clock()
    internet = Internet(site)
    fetcher = Fetcher(clock=clock, sleep=clock.sleep, resolve=internet.resolve, connect=internet.connect)
    for number in range(4):
        assert isinstance(fetcher.fetch(f"http://news{number}.example/a"), Fetched)
    assert clock.slept == [1] * 4  # each between its robots.txt and its page


@pytest.mark.parametrize(
    ("said", "waits"), [("7", 7), ("0.5", 1), ("0", 1), ("-3", 1), ("nan", 1), ("soon", 1), ("inf", 1), ("60", 60)]
)
def test_a_longer_crawl_delay_is_kept(site, said, waits):
    site.answers["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {said}")
    site.answers["/a"] = Answer(PAGE)
    clock = Clock()
    fetcher = paced(site, clock)
    for _ in range(2):
        assert isinstance(fetcher.fetch(f"{site.url}/a"), Fetched)
    assert clock.slept == [1, waits]


def test_what_would_wait_too_long_is_left_for_another_time(site):
    site.answers["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 3600")
    site.answers["/a"] = Answer(PAGE)
    clock = Clock()
    fetcher = paced(site, clock)
    assert isinstance(fetcher.fetch(f"{site.url}/a"), Fetched)
    got = fetcher.fetch(f"{site.url}/a")
    assert isinstance(got, Skip)
    assert got.code == "NOT_YET"
    clock.now += 3600
    assert isinstance(fetcher.fetch(f"{site.url}/a"), Fetched)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_rests_as_long_as_it_wants(site, status):
    site.answers["/busy"] = Answer(status=status, headers={"Retry-After": "30"})
    site.answers["/a"] = Answer(PAGE)
    clock = Clock()
    fetcher = paced(site, clock)
    assert isinstance(fetcher.fetch(f"{site.url}/busy"), Skip)
    assert isinstance(fetcher.fetch(f"{site.url}/a"), Fetched)
    assert clock.slept == [1, 30]


def test_rules_are_kept_for_a_day_and_failures_for_ten_minutes(site):
    site.answers["/a"] = Answer(PAGE)
    site.answers["/robots.txt"] = Answer(status=500)
    clock = Clock()
    fetcher = paced(site, clock)

    def asked_for_rules() -> bool:
        before = sum(one.path == "/robots.txt" for one in site.asked)
        fetcher.fetch(f"{site.url}/a")
        return sum(one.path == "/robots.txt" for one in site.asked) > before

    assert asked_for_rules()
    assert not asked_for_rules()
    clock.now += 601
    site.answers["/robots.txt"] = robots("User-agent: *\nDisallow:")
    assert asked_for_rules()
    clock.now += 86_000
    assert not asked_for_rules()
    clock.now += 400
    assert asked_for_rules()
