"""The stance of what somebody says: promise, denial, opinion or claim, by marks inside the words and before them.

The word list ``stance-marks`` holds the marks in order of weight; here stands only how one is read. ``*`` ends or
begins a word in any way, ``…`` stands for a few words between, ``~`` for a Persian verb that denies, ``#`` for a
figure, ``|`` divides words of which one stands there, ``^`` and ``$`` are the ends of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

import ahocorasick

from kg.language import search_text
from kg.lexicon import Row

GAP = 14
"""Most words that ``…`` stands for."""

LENGTH = 400
"""So many characters of the words and of what stands before them are looked through."""

IN, BEFORE, REJECTING = "in", "before", "rejecting"
"""Where a mark stands: in the words; before them; in words that answer what somebody else alleged."""

_STEMS = (
    "یست|دار|بود|شد|شو|کرد|کن|داد|دهد|رفت|رود|یامد|یاید|یامده|گرفت|ماند|مانده|گفت|رسید|خورد|زد|بست|پذیرفت|خواست|توانست"
    "|ساخت|فروخت|خرید|فرستاد|برد|بریم|پرداخت|دید|شنید|نوشت|گذاشت|داشت|یافت|نشست|گذشت|بخشید|کشید|شناخت|انداخت"
)
_NEGATED = rf"(?:ن(?:{_STEMS})\w*|(?:بر|در|باز|فرا)?نمی\w+)"
_DONE = rf"(?:ن(?:{_STEMS})\w*)"
_NUMBER = (
    r"(?:\d\S*|درصد|هزار|میلیون|میلیارد|نیمی|نصف|ثلث|یک ?سوم|یک ?چهارم|یک ?پنجم|دو ?سوم|دو|سه|چهار|پنج|شش|هفت|هشت|ده"
    r"|بیست|چهل"
    r"|پنجاه|شصت|هفتاد|هشتاد|نود|صد|چند|percent|half|third|twice|million|thousand|hundred|dozen|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
)
_PREFIX = re.compile(r"\b(ن?می) (?=\w)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its pattern, the stance it shows, and where it stands (``IN``, ``BEFORE``, ``REJECTING``).

    pieces: letters of which one must stand in a text with the mark: they are looked for first; () for all texts.
    """

    pattern: re.Pattern[str]
    stance: str
    where: str
    pieces: tuple[str, ...]


class Marks:
    """The marks of a language in their order, each to be found by its pieces."""

    def __init__(self, listed: Iterable[Mark]) -> None:
        self.listed = tuple(listed)
        self._anywhere = [at for at, mark in enumerate(self.listed) if not mark.pieces]
        places: dict[str, list[int]] = {}
        for at, mark in enumerate(self.listed):
            for piece in mark.pieces:
                places.setdefault(piece, []).append(at)
        self._pieces = ahocorasick.Automaton()
        for piece, found in places.items():
            self._pieces.add_word(piece, found)
        if places:
            self._pieces.make_automaton()

    def possible(self, text: str) -> list[tuple[int, Mark]]:
        """Return the marks that can stand in a text, in their order, each with its place in it."""
        places = set(self._anywhere)
        for _, found in self._pieces.iter(text) if len(self._pieces) else ():
            places.update(found)
        return [(at, self.listed[at]) for at in sorted(places)]


def marks(rows: Iterable[Row], language: str) -> Marks:
    """Return the marks of a language from the rows of the word list."""
    own = (row for row in rows if row["lang"] == language)
    return Marks(Mark(_compiled(row["form"]), row["stance"], row["where"], _pieces(row["form"])) for row in own)


def _pieces(form: str) -> tuple[str, ...]:
    """Return letters of which one stands in every text with the mark: those of its longest word, () for none."""
    words = (part.split("|") for part in form.split() if part not in _SPECIAL)
    options = (tuple(max(map(_plain, word.split("*")), key=len) for word in each) for each in words)
    best = max(options, key=lambda pieces: min(map(len, pieces)), default=())
    return best if all(best) else ()


def _compiled(form: str) -> re.Pattern[str]:
    parts = " ".join(_part(part) for part in form.split())
    parts = parts.replace("\\A ", "\\A").replace(" \\Z", "\\Z").replace("(?:GAP) ", rf"(?:\w+ ){{0,{GAP}}}")
    return re.compile(rf"(?<!\w){parts}(?!\w)")


_SPECIAL = {"…": "(?:GAP)", "~": _NEGATED, "~~": _DONE, "#": _NUMBER, "^": r"\A", "$": r"\Z"}


def _part(part: str) -> str:
    if part in _SPECIAL:
        return _SPECIAL[part]
    return f"(?:{'|'.join(_word(word) for word in part.split('|'))})"


def _word(word: str) -> str:
    return r"\w*".join(re.escape(_plain(piece)) for piece in word.split("*"))


def _plain(text: str) -> str:
    """Return the words with «می» joined to its verb, however it is printed."""
    return _PREFIX.sub(r"\1", search_text(text))


def stance(listed: Marks, lead: str, around: str, said: str) -> str:
    """Return the stance of what is said: that of the first mark that holds, else claim.

    lead: what says that it is said («او در پاسخ به این ادعا گفت»); around: that and what stands before it.
    """
    words, lead = _plain(said[:LENGTH]), _plain(lead[-LENGTH:])
    inside = [(at, mark, words) for at, mark in listed.possible(words) if mark.where != BEFORE]
    before = [(at, mark, lead) for at, mark in listed.possible(lead) if mark.where == BEFORE]
    for _, mark, text in sorted([*inside, *before], key=_place):
        if mark.stance == REJECTING or not mark.pattern.search(text):
            continue
        if mark.where != REJECTING or _rejecting(listed, _plain(around[-LENGTH:])):
            return mark.stance
    return "claim"


def _rejecting(listed: Marks, around: str) -> bool:
    """Say whether the words answer what somebody else alleged."""
    return any(mark.stance == REJECTING and mark.pattern.search(around) for _, mark in listed.possible(around))


_place = itemgetter(0)
