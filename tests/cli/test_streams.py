"""What goes to a terminal, and what does not."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.streams import directed, json_line, on_screen, printable

ROOT = Path(__file__).parents[2]
fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))


def on_a_terminal(arguments: list[str]) -> tuple[bytes, bytes]:
    """Run the program with standard error on a terminal; return what it wrote to it, and standard output."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], cwd=ROOT, stderr=terminal, stdout=subprocess.PIPE
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(controller, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(controller)
    out = process.communicate()[0]
    assert process.returncode == 0
    return shown, out


def test_progress_is_shown_on_a_terminal_beside_the_result(tmp_path):
    shown, out = on_a_terminal(["ingest", "data/articles", "--store", str(tmp_path / "s")])
    assert b"reading" in shown
    assert b"articles" in shown
    assert b"\r" not in out


def test_no_progress_where_readings_go_to_the_same_screen():
    shown, out = on_a_terminal(["extract", "data/articles/afarineshdaily-48608.txt"])
    assert shown == b""
    assert out


def test_no_progress_without_a_terminal(kg, tmp_path):
    assert kg("ingest", ROOT / "data" / "articles", "--store", tmp_path / "s").err == ""


@given(st.text())
def test_printable_text_is_one_line_that_steers_nothing(text):
    shown = printable(text)
    assert not [
        char for char in shown if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202a\u202e\u2066\u2069"
    ]
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])))
def test_plain_text_is_printed_as_it_is(text):
    assert printable(text) == text


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters())))
def test_a_json_line_is_one_line_of_utf8_that_reads_back(value):
    line = json_line(value)
    line.encode("utf-8")
    assert "\n" not in line
    assert json.loads(line) == value


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_taken_for_empty_ones(closed: str, kg, tmp_path: Path) -> None:
    """Else a file of the store gets the number of a standard stream, and messages go into it."""
    command = f'"$0" -m kg ingest - data/articles/afarineshdaily-48608.txt --jobs 0 --store "$1" {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(tmp_path / "store")],
        cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr  # standard input is empty, which is a skip
    assert b"unexpected" not in done.stderr
    asked = kg("query", "articles", "--format", "json", "--store", tmp_path / "store")
    assert (asked.status, "article/" in asked.out) == (0, True), asked.err


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain 12–14 words", "plain 12–14 words"),
        (
            "party: استانداری گیلان  «استاندار گیلان» 29–46",
            "party: \u2068استانداری گیلان\u2069  «\u2068استاندار گیلان\u2069» \u206829–46\u2069",
        ),
        ("وضعیت: 1400-07-12 (2021-10-04)", "وضعیت: \u20681400-07-12\u2069 (\u20682021-10-04\u2069)"),
        ("article ماده ۵ تفاهم‌نامه, 2021-10-04", "article \u2068ماده ۵ تفاهم‌نامه\u2069, \u20682021-10-04\u2069"),
    ],
)
def test_dates_and_offsets_keep_their_place_beside_persian(line, shown):
    assert directed(line) == shown


def test_only_a_terminal_gets_isolated_text(monkeypatch):
    line = "party: گیلان 29–46"
    assert on_screen(line) == line
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert on_screen(line) == directed(line) != line


@given(st.text())
def test_isolating_takes_nothing_from_a_line(text):
    line = printable(text)
    assert directed(line).replace("\u2068", "").replace("\u2069", "") == line
