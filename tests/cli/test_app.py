"""The program as a whole: help, wrong use, unexpected errors, closed pipes, interruption, locales."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import app

COMMANDS = list(app.COMMANDS)


def test_help_lists_every_command(kg):
    result = kg("--help")
    assert result.status == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in result.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(kg, name):
    result = kg(name, "--help")
    assert result.status == 0
    assert f"Usage: kg {name}" in result.out
    assert f"Examples:\n    kg {name}" in result.out
    assert result.err == ""


def test_help_imports_nothing_heavy():
    code = "import sys, kg.cli.app; print(*sorted(m for m in sys.modules if '.' not in m))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"rdflib", "pyoxigraph", "networkx", "numpy", "pyvis", "owlready2", "pyshacl", "jinja2", "tqdm"}
    assert heavy & set(names) == set()


def test_no_command_prints_the_help_and_is_wrong_use(kg):
    result = kg()
    assert result.status == 2
    assert "Commands:" in result.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["fetch"], "fetch"),
        (["show"], "NAME"),
        (["stats", "--stroe", "x"], "--stroe"),
        (["stats", "--store"], "--store"),
        (["stats", "--store", "http://127.0.0.1:9/sparql"], "cannot be reached"),
        (["extract", "--base-iri", "urn:x", "-"], "base IRI"),
        (["extract", "--base-iri", "https://example.org/نمونه/", "-"], "base IRI"),
        (["extract", "--lexicon", "no-such-folder", "-"], "no-such-folder"),
        (["extract", "no-such-file.txt"], "no-such-file.txt"),
        (["show", "--store", "no-such-store", "x"], "no-such-store"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(kg, arguments, word):
    result = kg(*arguments)
    assert result.status == 2
    assert word in result.complaint
    assert "Next: " in result.complaint
    assert result.out == ""


def test_unexpected_error_is_one_line_with_a_hint(kg, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr("kg.store.open_store", fail)
    result = kg("stats")
    assert result.status == 2
    assert "RuntimeError: first line second line" in result.complaint
    assert "kg --debug stats" in result.complaint


def test_a_hostile_argument_is_shown_escaped(kg):
    complaint = kg("show", "--store", "\x1b]0;title\x07\u202eno-store", "x").complaint
    assert "\x1b" not in complaint
    assert "\u202e" not in complaint


def test_debug_prints_the_traceback(kg):
    result = kg("--debug", "stats", "--store", "no-such-store")
    assert result.status == 2
    assert "Traceback" in result.err
    assert "StoreError" in result.err


def test_full_disk_is_one_line(kg_process, small_store):
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full: this system has none")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "stats", "--store", str(small_store)],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["kg: no space is left"]


def test_closed_pipe_is_silent(small_store):
    command = [sys.executable, "-m", "kg", "stats", "--store", str(small_store)]
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


def test_interruption_is_one_line():
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "extract", "--json", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # a shell's background jobs ignore the signal
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
    )  # fmt: skip
    process.stdin.write(b"x" * 400_000)  # more than a pipe holds: this returns only when the program reads
    for _ in range(60):  # Python may miss a signal that comes just before it waits for input
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
            break
    err = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    assert process.returncode == 130
    assert len(err.decode().splitlines()) == 1
    assert b"interrupted" in err


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_output_and_arguments_are_utf8_under_any_locale(kg_process, small_store, env):
    result = kg_process("show", "--store", small_store, "وزارت نیرو", env=env)
    assert result.status == 0, result.err
    assert result.out.startswith("وزارت نیرو\n")


def test_version(kg):
    assert "0.1.0" in kg("--version").out
