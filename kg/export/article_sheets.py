"""The tables of what single articles say: the articles, their reports and links, the quotes, and what was left out."""

from __future__ import annotations

from typing import Final

from kg.export.columns import Sheet

ARTICLE_SHEETS: Final = (
    Sheet(
        "articles",
        "Article",
        (
            ("identifier", "dcterms:identifier"),
            ("headline", "schema:headline"),
            ("url", "schema:url"),
            ("publisher", "schema:publisher"),
            ("published", "schema:datePublished"),
            ("language", "schema:inLanguage"),
            ("byline", "agr:byline"),
            ("dateline", "agr:dateline"),
            ("characters", "agr:characters"),
            ("sha256", "agr:sha256"),
            ("text", "agr:text"),
        ),
        fact=False,
    ),
    Sheet(
        "reports",
        "Report",
        (
            ("agreement", "^agr:reportedBy"),
            ("article", "agr:reportedIn"),
            ("ordinal", "agr:ordinal"),
            ("title", "agr:reportedTitle"),
            ("type", "agr:reportedType"),
            ("type_as_written", "agr:typeAsWritten"),
            ("status", "agr:reportedStatus"),
            ("date", "agr:reportedDate"),
            ("date_as_written", "agr:dateAsWritten"),
            ("parties", "agr:reportedParty"),
            ("article_count", "agr:reportedArticleCount"),
            ("note_count", "agr:reportedNoteCount"),
            ("set_count", "agr:reportedSetCount"),
            ("duration", "agr:reportedDuration"),
        ),
        fact=False,
    ),
    Sheet(
        "links",
        "ReportedLink",
        (
            ("report", "^agr:hasReportedLink"),
            ("agreement", "^agr:hasReportedLink/^agr:reportedBy"),
            ("kind", "agr:reportedLinkKind"),
            ("other", "agr:linkedReport/^agr:reportedBy"),
            ("other_report", "agr:linkedReport"),
            ("name", "agr:reportedText"),
            ("rule", "agr:rule"),
            ("evidence", "agr:evidence"),
        ),
        fact=False,
    ),
    Sheet(
        "evidence",
        "Evidence",
        (
            ("article", "oa:hasSource"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("about", "agr:about"),
            ("property", "agr:onProperty"),
            ("value", "agr:literalValue"),
            ("rule", "agr:rule"),
        ),
        fact=False,
    ),
    Sheet(
        "unused-sentences",
        "UnusedSentence",
        (
            ("article", "agr:unusedIn"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("reason", "agr:reason"),
        ),
        fact=False,
    ),
    Sheet(
        "dropped-candidates",
        "DroppedCandidate",
        (
            ("article", "agr:droppedIn"),
            ("kind", "agr:candidateKind"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("reason", "agr:reason"),
        ),
        fact=False,
    ),
)
"""Tables of the articles' graphs, left out when only consolidated facts are exported."""
