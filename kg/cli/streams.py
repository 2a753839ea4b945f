"""Standard input, output and error as the commands use them: UTF-8 under any locale, safe on a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.articles import Skip

_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def prepare_streams() -> None:
    """Make the standard streams UTF-8 whatever the locale says; what UTF-8 cannot hold becomes an escape."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_closed() -> None:
    """Open streams that the caller closed, to nothing: else a file of the store would be taken for one of them."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", closefd=False))


def argument_text(argument: str) -> str:
    """Return a command line argument read as UTF-8, although the locale may have been taken for another."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def printable(text: str) -> str:
    """Return text that cannot move the cursor, colour or reorder a terminal: controls become escapes.

    Line breaks become spaces, so one value stays one line.
    """
    return "".join(map(_printable_character, " ".join(text.split("\n"))))


def _printable_character(character: str) -> str:
    if character in _DIRECTION_CONTROLS or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return f"\\u{ord(character):04x}"
    return character


def directed(line: str) -> str:
    """Return a line as a terminal shows it in order: Persian beside Latin, and dates and offsets, isolated.

    Without that, numbers behind Persian words are drawn before them (Unicode's bidirectional algorithm, UAX #9). A line
    that begins with Persian keeps its direction: there only dates and offsets are isolated.
    """
    strong = _STRONG.search(line)
    if strong is None or not _RIGHT_TO_LEFT.search(line):
        return line
    return (_RANGE if _RIGHT_TO_LEFT.match(strong[0]) else _PIECE).sub(_isolated, line)


_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"[{_RTL}]")
_STRONG = re.compile(f"[A-Za-z{_RTL}]")
_RANGE = re.compile(r"[0-9]+(?:[–/:.-][0-9]+)+")
_PIECE = re.compile(f"(?<=«)[^«»]*(?=»)|{_RANGE.pattern}|[{_RTL}](?:[^A-Za-z0-9«»⟦⟧\\[\\]();:]*[{_RTL}])?")


def _isolated(found: re.Match[str]) -> str:
    return f"\u2068{found[0]}\u2069"


def on_screen(text: str) -> str:
    """Return lines for standard output: on a terminal with their directions kept apart, else as they are."""
    return "\n".join(map(directed, text.split("\n"))) if sys.stdout.isatty() else text


def say(line: str = "") -> None:
    """Print one line on standard output; controls in it are escaped."""
    sys.stdout.write(on_screen(printable(line)) + "\n")


def note(line: str) -> None:
    """Print one line on standard error: what a person may want to know beside the result."""
    sys.stderr.write(f"kg: {printable(line)}\n")


def skip_line(skip: Skip, *, skipped: bool = True) -> str:
    """Return what is said of an input that was not used, or of metadata that was left out, with the reason."""
    return f"skipped {skip.source}: {skip.reason} ({skip.code})" if skipped else f"noted {skip.source}: {skip.reason}"


def amount(count: int, noun: str) -> str:
    """Return a count with its noun: ``1 article``, ``2 articles``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def say_json(value: object) -> None:
    """Print a value as one line of JSON: keys sorted, UTF-8 unescaped, lone surrogates escaped."""
    sys.stdout.write(json_line(value) + "\n")


def json_line(value: object) -> str:
    """Return the value as one line of JSON, keys sorted; every line is valid UTF-8."""
    line = json.dumps(value, ensure_ascii=False, sort_keys=True)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, sort_keys=True)
    return line


class Progress:
    """A bar on standard error while something long runs; nothing where standard error is no terminal."""

    def __init__(self, label: str, unit: str, *, shown: bool = True) -> None:
        """Start the bar. ``unit`` is what is counted (``articles``); not ``shown`` where it would be in the way."""
        self._bar: Any = None
        self._label = label
        if shown and sys.stderr.isatty():
            from tqdm import tqdm  # noqa: PLC0415 - a quarter of a second that a pipe need not pay

            self._bar = tqdm(desc=label, unit=f" {unit}", file=sys.stderr, leave=False)

    def __enter__(self) -> Progress:
        """Return the bar itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar from the screen."""
        if self._bar is not None:
            self._bar.close()

    def step(self, count: int = 1) -> None:
        """Count ``count`` more as done."""
        if self._bar is not None:
            self._bar.update(count)

    def turn(self, label: str, count: int) -> None:
        """Count ``count`` more of what the label names; with another label the bar begins anew."""
        if self._bar is not None and label != self._label:
            self._bar.reset()
            self._bar.total = None
            self._bar.set_description_str(label)
        self._label = label
        self.step(count)

    def expect(self, fraction: float) -> None:
        """Say which part is done (0 for unknown), so that an end can be foretold from it."""
        if self._bar is not None and fraction:
            self._bar.total = max(self._bar.n, round(self._bar.n / fraction))

    def skip(self, line: str, total: int) -> None:
        """Print a line about something skipped above the bar, and say in it how many there are by now."""
        if self._bar is None:
            note(line)
            return
        with self._bar.external_write_mode(file=sys.stderr):
            note(line)
        self._bar.set_postfix_str(f"{total} skipped")

    def at(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are done."""
        if self._bar is not None:
            self._bar.total, self._bar.n = total, done
            self._bar.refresh()
