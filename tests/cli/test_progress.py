"""The bar of a long run on a terminal: rate, estimate, skips; nothing of it where standard error is no terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = '{"id": "%d", "text": "وزارت نیرو و دانشگاه تهران تفاهم‌نامه امضا کردند."}\n'


def on_a_terminal(*arguments: object) -> str:
    """Return what the program prints on standard error when that is a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=ROOT) as process:
        os.close(theirs)
        seen = b""
        try:
            while data := os.read(ours, 65_536):
                seen += data
        except OSError:  # what Linux says when the other end is closed
            pass
    os.close(ours)
    assert process.returncode in {0, 1}
    return seen.decode("utf-8")


def test_a_terminal_shows_rate_estimate_and_skips(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "no text"}\n' + "".join(TEXT % number for number in range(200)), "utf-8")
    seen = on_a_terminal("ingest", tmp_path / "a.jsonl", "--store", tmp_path / "s", "--jobs", 1)
    assert "reading:" in seen
    assert "articles/s" in seen
    assert "%|" in seen
    assert "1 skipped" in seen
    assert "(EMPTY)" in seen
    assert ": :" not in seen
