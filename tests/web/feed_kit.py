"""Feeds and pages for the tests, in our own words; the bodies named in them are real, the events are not."""

from __future__ import annotations

from servers import Answer

RSS = {"Content-Type": "application/rss+xml; charset=utf-8"}
BODIES = ("گیلان", "مازندران", "فارس", "کرمان", "یزد", "سمنان", "قزوین", "همدان")


def text(number: int) -> str:
    return (
        f"وزارت نیرو و استانداری {BODIES[number % len(BODIES)]} تفاهم‌نامه همکاری شماره {number} را امضا کردند. "
        "این تفاهم‌نامه برای توسعه نیروگاه‌های خورشیدی و کاهش مصرف برق در ساختمان‌های دولتی استان است و پنج ماده دارد. "
        "دو طرف کارگروهی برای پیگیری اجرای آن تشکیل می‌دهند که هر سه ماه یک بار گزارش می‌دهد."
    )


def page(number: int) -> Answer:
    body = f"<html lang='fa'><head><title>خبر {number}</title></head><body><article><h1>خبر {number}</h1><p>{text(number)}</p></article></body></html>"
    return Answer(body.encode())


def item(number: int, base: str, *, full: bool = False, published: str = "Mon, 04 Oct 2021 10:00:00 GMT") -> str:
    content = f"<content:encoded><![CDATA[<p>{text(number)}</p>]]></content:encoded>" if full else ""
    return (
        f"<item><title>خبر {number}</title><link>{base}/news/{number}</link><pubDate>{published}</pubDate>"
        f"<description>خلاصه خبر {number} درباره یک تفاهم‌نامه در استان</description>{content}</item>"
    )


def feed(*items: str, **headers: str) -> Answer:
    whole = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>خبرگزاری نمونه</title><link>http://news.example/</link>{''.join(items)}</channel></rss>"
    )
    return Answer(whole.encode(), headers={**RSS, **{name.replace("_", "-"): value for name, value in headers.items()}})
