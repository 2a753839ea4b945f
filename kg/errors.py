"""One tree of errors, so that the command line can turn each into one clear line.

KgError
├── UsageError        the call itself is wrong (exit status 2)
├── InputError        an article, record or file cannot be used
├── DataError         shipped or user data (lexicon, ledger, query, ontology) is malformed
├── StoreError        a store cannot be opened, read or written
│   └── StoreLockedError  another process is writing to it
├── QueryError        a query is unknown, malformed or not allowed
├── OutputError       a file or folder cannot be written
└── MissingToolError  an optional program (Java, Node, Chromium) is absent
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors a user can meet: what happened, where, what was expected, what to do next.

    ``str(error)`` is one line; the parts stay readable as attributes.
    """

    def __init__(self, what: str, *, where: str = "", expected: str = "", todo: str = "") -> None:
        self.what, self.where, self.expected, self.todo = what, where, expected, todo
        super().__init__(what)

    def __str__(self) -> str:
        """Return the error as one line: where, what, what was expected, the next step."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        if self.expected:
            line += f"; expected {self.expected}"
        if self.todo:
            line += f". Next: {self.todo}"
        return " ".join(line.split())


class UsageError(KgError):
    """The call is wrong: an unknown option value, a missing argument."""


class InputError(KgError):
    """An article, record or file cannot be used; the rest of a batch goes on."""


class DataError(KgError):
    """A lexicon, ledger, query or ontology file is malformed."""


class StoreError(KgError):
    """A store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StaleFactsWarning(UserWarning):
    """The facts of a store are behind its articles, and another process is bringing them up to date."""


class QueryError(KgError):
    """A query is unknown, malformed or not allowed."""


class OutputError(KgError):
    """A file or folder cannot be written."""


class MissingToolError(KgError):
    """An optional program is needed for this and is not installed."""
