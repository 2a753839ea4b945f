"""Which column of a table, or field of a JSON record, stands for which field of an article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.articles import FIELDS
from kg.errors import UsageError
from kg.language import skeleton_key
from kg.settings import Settings

USUAL = {
    "id": "id, article id, news id, doc id, شناسه, شناسه خبر, کد خبر",
    "url": "url, link, uri, web address, page url, نشانی, پیوند, لینک, آدرس, نشانی صفحه",
    "title": "title, headline, تیتر, عنوان, عنوان خبر, تیتر خبر, سرتیتر, سرخط, عنوان مطلب",
    "publisher": "publisher, agency, news agency, site name, ناشر, خبرگزاری, رسانه, نام رسانه, "
    "پایگاه خبری, منبع, منبع خبر",
    "author": "author, byline, writer, reporter, نویسنده, خبرنگار",
    "published": "published, date, published at, publish date, publication date, date published, pub date, "
    "تاریخ, تاریخ خبر, تاریخ انتشار, تاریخ انتشار خبر, زمان انتشار",
    "language": "language, lang, زبان",
    "text": "text, body, content, article, full text, article text, article body, متن, متن خبر, متن کامل, "
    "متن کامل خبر, متن مطلب, بدنه, شرح خبر",
}
"""Names by which tables usually call the fields; of two columns with names of one field the earlier name counts.

«خلاصه», summary and description are left out: what stands there is not the article.
"""


_LONGEST_NAME, _MOST_NAMES = 100, 1000
"""Names beyond these are no names of fields; they bound what one record can cost."""


def check_columns(settings: Settings) -> None:
    """Raise UsageError when the user's mapping names a field that articles do not have, or one twice."""
    fields = [field for field, _ in settings.columns]
    for field in fields:
        if field not in FIELDS or fields.count(field) > 1:
            what = "is mapped twice" if field in FIELDS else "is no field of an article"
            raise UsageError(f"{field} {what}", where="columns", expected=f"one column each for {', '.join(FIELDS)}")


def field_columns(names: tuple[str, ...], settings: Settings) -> dict[str, str]:
    """Return field → column for the columns of a table: as the user says, else by the usual names.

    >>> field_columns(("Link", "متن خبر", "views"), Settings())
    {'url': 'Link', 'text': 'متن خبر'}
    """
    return dict(_field_columns(names, settings.columns))


@lru_cache(maxsize=1000)
def _field_columns(names: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(column_key(name), name)
    wanted = {field: by_key[column_key(column)] for field, column in columns if column_key(column) in by_key}
    taken = set(wanted.values())
    for field in FIELDS:
        found = (by_key[key] for key in _usual()[field] if key in by_key)
        column = wanted.get(field) or next((name for name in found if name not in taken), None)
        if column is not None:
            wanted[field] = column
            taken.add(column)
    return tuple((field, wanted[field]) for field in FIELDS if field in wanted)


def column_key(name: str) -> str:
    """Return what a column's name is compared by: letter forms, case, spaces and punctuation do not count."""
    return "".join(skeleton_key(name.replace("_", " ")).split()).casefold()


@lru_cache(maxsize=1)
def _usual() -> dict[str, tuple[str, ...]]:
    return {field: tuple(column_key(name) for name in names.split(",")) for field, names in USUAL.items()}


def known_fields(record: Mapping[str, object], settings: Settings) -> Mapping[str, object]:
    """Return a JSON record with the fields of an article, as far as it has them.

    What stands under a usual name but is neither text nor number is left out: it was not meant as that field.
    """
    found = field_columns(tuple(name for name in record if len(name) <= _LONGEST_NAME)[:_MOST_NAMES], settings)
    meant = {column for field, column in (*settings.columns, *zip(FIELDS, FIELDS, strict=True))}
    return {
        field: record[column]
        for field, column in found.items()
        if column in meant or isinstance(record[column], str | int)
    }
