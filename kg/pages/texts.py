"""What quotes and links need of the articles they lead to: sentences and headlines, kept within bounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kg.language import Sentences
from kg.ontology.terms import AGR, SCHEMA
from kg.pages.nodes import Node, headline_of

_HEADLINES = 20_000


class Texts:
    """The articles of one store.

    whole: reads an article with its text; headed: reads its headline alone, since a name is no reason to read more.
    """

    def __init__(self, whole: Callable[[str], Node], headed: Callable[[str], Node]) -> None:
        self._whole, self._headed = whole, headed
        self._headlines = dict[str, str]()
        self.sentences = lru_cache(maxsize=64)(self._sentences)

    def headline(self, article: str) -> str:
        """Return what an article is called."""
        known = self._headlines.get(article)
        return known or self.named(self._headed(article))

    def named(self, article: Node) -> str:
        """Return the same of an article that was read; one without a headline is read as a whole."""
        if len(self._headlines) >= _HEADLINES:
            self._headlines.clear()
        has_own = any(text.strip() for text in article.texts(SCHEMA("headline")))
        found = self._headlines[article.id] = headline_of(article if has_own else self._whole(article.id))
        return found

    def _sentences(self, article: str) -> Sentences:
        """Return the sentences of an article."""
        node = self._whole(article)
        self.named(node)
        return Sentences(node.text(AGR("text")))
