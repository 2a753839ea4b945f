"""The shipped JSON Schema is the one the code's types give, and readings are valid against it."""

import json
from pathlib import Path

import jsonschema
import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor, reading_json, reading_schema
from kg.lexicon import load_lexicon
from kg.resources import shipped

HERE = Path(__file__).parent


def test_shipped_schema_is_current():
    written = (shipped("ontology") / "reading.schema.json").read_text(encoding="utf-8")
    assert written == json.dumps(reading_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize(
    "text", ["", "بی خبر", "No news.", (HERE.parents[1] / "data/articles/afarineshdaily-48608.txt").read_text("utf-8")]
)
def test_readings_are_valid(text):
    article = Article(text)
    reading = reading_json(article, GrammarExtractor(load_lexicon()).extract(article), "https://example.org/id/")
    jsonschema.Draft202012Validator(reading_schema()).validate(json.loads(json.dumps(reading)))


def test_schema_refuses_what_is_not_documented():
    checker = jsonschema.Draft202012Validator(reading_schema())
    assert not checker.is_valid(
        {"article": {}, "agreements": [], "officials": [], "statements": [], "sentences": [], "dropped": []}
    )
