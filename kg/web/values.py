"""What a fetch gives: a body, the news that nothing changed, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.articles import Skip
from kg.errors import InputError


class RefusedError(InputError):
    """Something may not or cannot be fetched; ``code`` is the code of the skip that it becomes."""

    def __init__(self, code: str, reason: str) -> None:
        self.code = code
        super().__init__(reason)

    def skip(self, source: str) -> Skip:
        """Return the listed skip that this refusal is."""
        return Skip(source, self.code, " ".join(self.what.split()))


@dataclass(frozen=True, slots=True, order=True)
class Validators:
    """What a server said of a body, so that it can be asked whether that has changed.

    url: the address that gave it, after redirects; they are sent to no other. etag, modified: the headers ETag and
    Last-Modified as they stood, "" for none.
    """

    url: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One fetched body, unpacked but not decoded.

    url: where it came from after redirects. content_type: lower case, without parameters, "" for none.
    encoding: the declared character set, "" for none. status: the HTTP status (200 or 203).
    """

    data: bytes
    url: str
    content_type: str = ""
    encoding: str = ""
    status: int = 200
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The body at ``url`` is the one that the validators were given with (HTTP status 304)."""

    url: str
