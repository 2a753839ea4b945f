"""Folders: what is new or changed in them, and only that, goes into the store."""

from __future__ import annotations

import os

import pytest
from feed_kit import text
from rounds_kit import codes, counts

from kg.articles import Skip
from kg.errors import UsageError


def test_new_and_changed_files_are_read_and_no_others(bench, monkeypatch):
    read: list[str] = []
    from kg.watch import folders

    plain = folders.read_items
    monkeypatch.setattr(
        folders, "read_items", lambda paths, settings: (read.append(paths[0].name), plain(paths, settings))[1]
    )
    bench.write("a.txt", 1)
    bench.write("sub/b.txt", 2)
    assert counts(bench.round()) == (2, 0, 0)
    assert counts(bench.round()) == (0, 0, 0)
    assert read == ["a.txt", "b.txt"]
    bench.write("c.txt", 3)
    bench.write("a.txt", 4)
    assert counts(bench.round()) == (2, 0, 0)
    assert read == ["a.txt", "b.txt", "a.txt", "c.txt"]
    assert bench.texts() == [1, 2, 3, 4]


def test_a_record_that_changes_replaces_its_article(bench):
    import json

    path = bench.news / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text(1)}), "utf-8")
    bench.round()
    path.write_text(json.dumps({"id": "x", "text": text(2)}), "utf-8")
    assert counts(bench.round()) == (0, 1, 0)
    assert bench.texts() == [2]


def test_a_file_touched_only_is_unchanged(bench):
    bench.write("a.txt", 1)
    bench.round()
    os.utime(bench.news / "a.txt", (1, 1))
    done = bench.round()
    assert (counts(done), done.unchanged) == ((0, 0, 0), 1)


def test_a_file_that_is_removed_leaves_its_article(bench):
    bench.write("a.txt", 1)
    bench.write("b.txt", 2)
    bench.round()
    (bench.news / "a.txt").unlink()
    done = bench.round()
    assert (counts(done), done.removed) == ((0, 0, 0), 1)
    assert bench.round().removed == 0
    assert bench.texts() == [1, 2]


def test_a_file_just_changed_is_read_again(bench):
    bench.write("a.txt", 1)
    bench.clock.now = (bench.news / "a.txt").stat().st_mtime + 1
    assert bench.round().added == 1
    bench.clock.now += 60
    assert bench.round().unchanged == 1
    assert bench.round().unchanged == 0


def test_what_is_skipped_is_told_once(bench):
    (bench.news / "empty.txt").write_bytes(b"")
    (bench.news / ".hidden").write_bytes(b"")
    bench.write("a.txt", 1)
    assert sorted(codes(bench.round())) == ["EMPTY", "HIDDEN"]
    assert codes(bench.round()) == []


@pytest.mark.parametrize("code", ["UNREADABLE", "CHANGED"])
def test_a_file_that_cannot_be_read_is_tried_again(bench, monkeypatch, code):
    from kg.watch import folders

    bench.write("a.txt", 1)
    with monkeypatch.context() as patch:
        patch.setattr(folders, "read_items", lambda paths, _: iter([Skip(str(paths[0]), code, "not now")]))
        assert codes(bench.round()) == [code]
        assert codes(bench.round()) == [code]
    assert bench.round().added == 1


def test_a_file_that_vanishes_after_it_was_seen_is_no_news(bench, monkeypatch):
    from kg.watch import folders

    bench.write("a.txt", 1)

    def vanished(paths, settings):
        raise UsageError("there is no such file or folder")
        yield

    monkeypatch.setattr(folders, "read_items", vanished)
    assert counts(bench.round()) == (0, 0, 0)


def test_a_folder_that_vanishes_stays_on_the_list(bench):
    bench.write("a.txt", 1)
    bench.round()
    bench.news.rename(bench.folder / "away")
    done = bench.round()
    assert (done.gone, done.removed) == ((str(bench.news),), 0)
    (bench.folder / "away").rename(bench.news)
    bench.write("b.txt", 2)
    assert counts(bench.round()) == (1, 0, 0)


def test_a_folder_that_never_was_is_wrong_use(bench):
    bench.news.rmdir()
    with pytest.raises(UsageError):
        bench.round()


def test_the_stores_own_files_are_no_news(bench):
    bench.news, bench.store = bench.folder, bench.folder / "kg-store"
    bench.write("a.txt", 1)
    (bench.folder / "kg-store-ledgers").mkdir()
    (bench.folder / "kg-store-ledgers" / "note.txt").write_text(text(2), "utf-8")
    assert counts(bench.round()) == (1, 0, 0)
    assert counts(bench.round()) == (0, 0, 0)


def test_names_that_are_no_text_are_files_like_others(bench):
    name = os.fsdecode(b"\xff\xfe.txt")
    bench.write(name, 1)
    assert bench.round().added == 1
    assert bench.round().unchanged == 0
