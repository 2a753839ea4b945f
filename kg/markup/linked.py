"""JSON-LD of a page: which of its nodes is the article, and what its properties come to. Broken JSON is passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from kg.markup.trees import Node, one_line

ARTICLE_TYPES = frozenset(
    """Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle
    AskPublicNewsArticle ReviewNewsArticle AdvertiserContentArticle Report BlogPosting LiveBlogPosting TechArticle
    ScholarlyArticle SocialMediaPosting""".split()
)
"""The types of schema.org that stand for one written text."""
_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "AboutPage"))
_MOST_NODES = 5_000
_LARGEST = 2_000_000
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)+|(?:-->|//\s*\]\]>|\]\]>)+\s*;?\s*$")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")

Value = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Linked:
    """What JSON-LD says of the page's article. dates, urls: in the order in which they are to be believed.

    is_article: one node has a type of ``ARTICLE_TYPES``. broken: how many blocks are no JSON.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    dates: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    body: str | None = None
    is_article: bool = False
    broken: int = 0


def read_linked(tree: Node) -> Linked:
    """Read all JSON-LD of a page."""
    blocks = [node.text for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower() and node.text]
    documents = [_document(block) for block in blocks]
    nodes = list(_nodes([one for one in documents if one is not None]))
    known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    main = articles[0] if articles else {}
    page = next((node for node in nodes if _types(node) & _PAGE_TYPES), {})
    site = next((node for node in nodes if _types(node) & {"WebSite", "NewsMediaOrganization"}), {})
    return Linked(
        title=_text(main.get("headline")) or _text(main.get("name")),
        publisher=_name(main.get("publisher"), known) or _name(site.get("publisher"), known) or _text(site.get("name")),
        author=_name(main.get("author"), known) or _name(main.get("creator"), known),
        dates=tuple(filter(None, (_text(node.get("datePublished")) for node in (main, page)))),
        urls=tuple(_urls(main)),
        body=_body(main),
        is_article=bool(articles),
        broken=documents.count(None),
    )


def _document(block: str) -> object | None:
    """Return the parsed block, None for one that is no JSON."""
    if len(block) > _LARGEST:
        return None
    try:
        return json.loads(_WRAPPED.sub("", block), strict=False) or {}
    except (ValueError, RecursionError):
        return None


def _nodes(documents: list[object]) -> Iterator[Value]:
    """Yield all objects of the documents, outer ones first, a bounded number of them."""
    waiting: list[object] = list(documents)
    seen = 0
    for value in waiting:  # grows while it is read
        if isinstance(value, dict):
            seen += 1
            yield value
            waiting.extend(one for one in value.values() if isinstance(one, dict | list))
        elif isinstance(value, list):
            waiting.extend(one for one in value if isinstance(one, dict | list))
        if seen >= _MOST_NODES:
            return


def _types(node: Value) -> set[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)}


def _text(value: object) -> str | None:
    """Return a plain value in one line; entities and tags that were left in it are resolved."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return one_line(_TAG.sub(" ", unescape(value))) if isinstance(value, str) else None


def _name(value: object, known: Mapping[str, Value], depth: int = 0) -> str | None:
    """Return the name of a person or body, the names of several divided by commas."""
    if isinstance(value, list) and depth < 2:
        names = dict.fromkeys(filter(None, (_name(one, known, depth + 1) for one in value[:20])))
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = known.get(str(value.get("@id")), value) if "name" not in value else value
        return _text(value.get("name"))
    text = _text(value)
    return None if text and re.match(r"https?://|#", text) else text


def _urls(node: Value) -> Iterator[str]:
    main = node.get("mainEntityOfPage")
    for value in (node.get("url"), main.get("@id") if isinstance(main, dict) else main):
        if isinstance(value, str):
            yield value


def _body(node: Value) -> str | None:
    body = node.get("articleBody")
    return body if isinstance(body, str) and body.strip() else None
