"""``kg ingest`` with URLs: only when asked for."""

from __future__ import annotations

import json

import pytest
from feed_kit import feed, item, page, text

from kg.cli import run


@pytest.fixture(autouse=True)
def _quick(monkeypatch, tmp_path):
    from kg.web import fetcher

    plain = fetcher.Pace
    monkeypatch.setattr(fetcher, "Pace", lambda clock, _, longest: plain(clock, lambda _: None, longest))
    monkeypatch.chdir(tmp_path)


def test_nothing_is_fetched_unless_asked_for(site, tmp_path, capfd):
    (tmp_path / "a.txt").write_text(text(1), "utf-8")
    assert run(["ingest", "a.txt", f"{site.url}/a"]) == 2
    out, err = capfd.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "--fetch" in err
    assert site.asked == []
    assert not (tmp_path / "kg-store").exists()


def test_urls_and_paths_mix(site, tmp_path, capfd):
    (tmp_path / "a.txt").write_text(text(1), "utf-8")
    site.answers["/feed"] = feed(item(2, site.url), item(3, site.url, full=True))
    site.answers["/news/2"], site.answers["/p"] = page(2), page(4)
    status = run(["ingest", f"{site.url}/feed", "a.txt", f"{site.url}/p", "--fetch", "--allow-private", "--json"])
    out, err = capfd.readouterr()
    assert (status, err) == (0, "")
    assert json.loads(out)["added"] == 4


def test_this_machine_is_closed_unless_opened(site, capfd):
    assert run(["ingest", f"{site.url}/a", "--fetch"]) == 1
    _, err = capfd.readouterr()
    assert "(FORBIDDEN_ADDRESS)" in err
    assert site.asked == []


def test_links_need_not_be_followed(site, capfd):
    site.answers["/feed"] = feed(item(2, site.url), item(3, site.url, full=True))
    run(["ingest", f"{site.url}/feed", "--fetch", "--allow-private", "--no-follow"])
    assert "added" in capfd.readouterr().out
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("url", ["ftp://news.example/a", "http://user@news.example/", "file:///etc/passwd"])
def test_other_urls_are_listed_skips(url, capfd):
    assert run(["ingest", url, "--fetch"]) == 1
    out, err = capfd.readouterr()
    assert "(BAD_URL)" in err
    assert "0 articles read" in out


def test_a_wrong_path_is_told_before_anything_is_fetched(site, tmp_path, capfd):
    assert run(["ingest", f"{site.url}/a", "no-such.txt", "--fetch", "--allow-private"]) == 2
    assert "no-such.txt" in capfd.readouterr().err
    assert site.asked == []
    assert not (tmp_path / "kg-store").exists()
