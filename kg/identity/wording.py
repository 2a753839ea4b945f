"""What the words of two reports say: titles, objectives, topics, names of other agreements, the text itself.

Words are compared within one language only; topics are the same in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.identity.days import LATER, by_stage, told_later
from kg.identity.keys import ReportKey
from kg.identity.minhash import REPUBLISHED, resemblance
from kg.identity.parts import Part, part

STEM = 5
"""Letters by which a word is known: «آموزش», «آموزشی» and «آموزش‌های» are one."""
COMMON = frozenset(
    (
        "و در این به را از گفت است با که امضا شد دو شده سال کرد کردند بر ان رییس نیز تفاهم ایران بود برای استان تا "
        "معاون پایان میشود وزارت میان هم قرارد سازما کشور امضای خود سه روز سند یک وزیر گذشته دربار خبر او داد همکار "
        "ماه شرکت وی هیچ هر طرف پیش اجرای مشترک خبرنگ مدیرع کار متن گزارش دانشگ پیمان رسید افزود قرار اسلام پس نشست "
        "برگزا گفته نماین دارد اعتبا میلیا تهران اعلام هفته شورای جمهور ما امور شود دیگر اینده توافق میکنی هزار بین "
        "امروز ماده خبرگز ملی دولت میلیو حضور موافق تومان تعهدا کرده تمدید بودند نشده بدون نخستی ارزش مراسم هدف نیست "
        "پیام مدت دوشنب نمونه سالان لغو گفتوگ اما مدیرک بار شش مرکز تصویب سخنگو رسیده خواهد میگوی هییت کل پنج توسعه "
        "تازه منعقد داشت تاریخ طرح همچنی بسته اساس مجلس سوی امده دیروز زمینه حوزه یادداش پروتکل های ها ای می شنبه "
        "چهارشن پنجشنب جمعه یکشنبه سهشنبه دوشنبه لایحه the of on in a and to for signe said by s agree iran minis has "
        "had two was will is told that have at under with year contr irani which it repor tehra head been an from he "
        "deput would organ gover docum first be not its state befor betwe who three last joint count milli news agenc "
        "memor direc artic end we over talks their no month offic up trans presi each trade concl cerem train as "
        "sunda one unive put exten inter days are four his added share after also next natio monda tuesd wedne thurs "
        "frida satur coope mou accor treat sign signi repub islam deal both "
    ).split()
)
"""Stems in every tenth of the project's own articles: two texts alike in these alone say nothing."""
FEW = 3
"""Telling words that a report must have for their difference to speak against it."""
LARGELY, PASSAGES = 0.45, 0.2


def word_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    """Yield what speaks from the words."""
    if one.language == other.language:
        named = _stems(tuple(name for report in (one, other) for _, name in report.names))
        yield from _graded(_telling(one) - named, _telling(other) - named, later=told_later(one, other))
    if one.topics and other.topics:
        both, fewer = len(set(one.topics) & set(other.topics)), min(len(one.topics), len(other.topics))
        weight = "topics differ" if not both else "topics alike" if 2 * both > fewer else "topics shared"
        yield part("topics", weight, f"{both} of {fewer} shared")
    yield from _name_part(one, other)
    yield from _text_part(one, other)


def _telling(report: ReportKey) -> frozenset[str]:
    return _stems((report.title, *report.objectives))


def content(text: str) -> frozenset[str]:
    """Return the stems of the telling words of a search text."""
    return _stems((text,))


@lru_cache(maxsize=65536)
def _stems(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the telling words of search texts."""
    return frozenset(word[:STEM] for text in texts for word in text.split() if len(word) > 1) - COMMON


def _graded(mine: frozenset[str], theirs: frozenset[str], *, later: bool) -> Iterator[Part]:
    """Grade the share of the shorter report's telling words that the longer has too."""
    both, fewer = len(mine & theirs), min(len(mine), len(theirs))
    if both >= 2 and both >= 0.5 * fewer:
        weight = "words alike"
    elif both >= 2 and both >= 0.3 * fewer:
        weight = "words overlap"
    elif both and both >= 0.15 * fewer:
        weight = "few words shared"
    elif fewer >= FEW and both < 0.1 * fewer:
        weight = "words differ, one told later" if later else "words differ"
    else:
        return
    yield part("words", weight, f"{both} of {fewer} shared")


def _name_part(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    first, then = by_stage(one, other)
    if then.status in LATER and any(_names(name, first) for name in then.references):
        yield part("reference", "names the other")


def _names(name: str, report: ReportKey) -> bool:
    title = report.title.replace(" ", "")
    return bool(title) and (name in title or title in name)


def _text_part(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    share = resemblance(one.minhash, other.minhash)
    grades = ((REPUBLISHED, "text republished"), (LARGELY, "text largely the same"), (PASSAGES, "passages shared"))
    weight = next((name for least, name in grades if share >= least), None)
    if weight:
        yield part("text", weight, f"resemblance {share:.2f}")
