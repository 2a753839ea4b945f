"""What a request may be refused for: one table of stable codes, which the guide prints and clients may rely on."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, tuple[int, str]]] = {
    "malformed-request": (400, "a parameter, its encoding or a header cannot be read"),
    "malformed-query": (400, "the query is not SPARQL 1.1, or uses what is not allowed here (SERVICE, for one)"),
    "malformed-update": (400, "the update is not SPARQL 1.1 Update, or uses what is not allowed here"),
    "missing-query": (400, "there is no query and no update in the request"),
    "repeated-parameter": (400, "a parameter that may stand once stands twice, or both query and update are given"),
    "conflicting-graphs": (400, "the graphs are named in the request and in the update, or by the wrong parameter"),
    "unauthorized": (401, "the request needs the token of this server, or the token is wrong"),
    "not-writable": (403, "this server was not started to take updates"),
    "forbidden-graph": (403, "an update may only write to graphs under graph/user/"),
    "forbidden-operation": (403, "the operation could write outside graph/user/, or read files and other servers"),
    "forbidden-vocabulary": (403, "a user graph may not be written in the words in which the facts are told"),
    "not-found": (404, "nothing has this address"),
    "unknown-graph": (404, "the store has no graph of this name"),
    "gone": (410, "the identifier was given up, and nothing stands for it"),
    "divided": (300, "the identifier was divided into several; one of them is meant"),
    "method-not-allowed": (405, "the resource does not take this method; see the header Allow"),
    "not-acceptable": (406, "the answer exists in none of the formats that were asked for"),
    "address-too-long": (414, "the address is longer than this server reads"),
    "request-timeout": (408, "the request did not arrive in time"),
    "too-large": (413, "the request is larger than this server reads"),
    "unsupported-media-type": (415, "the body has a media type, or a charset, that is not read here"),
    "misdirected": (421, "a server for this machine alone was asked under another name"),
    "time-limit": (422, "the query took longer than this server gives one query"),
    "memory-limit": (422, "the query took more memory than this server gives one query"),
    "row-limit": (422, "the answer has more rows than this server sends; partial=1 asks for the first ones"),
    "size-limit": (422, "the answer has more bytes than this server sends"),
    "too-many-requests": (429, "this client asked too often; see the header Retry-After"),
    "cancelled": (499, "the client went away before there was an answer"),
    "internal": (500, "the server failed; what happened is in its log"),
    "busy": (503, "all workers are taken; see the header Retry-After"),
    "locked": (503, "another process is writing to the store; see the header Retry-After"),
    "store-unavailable": (503, "the store cannot be read or written now; see the header Retry-After"),
}
"""Code -> (HTTP status, meaning in one clause). Codes are never renamed; new ones may come."""


class Refusal(Exception):  # noqa: N818 - an answer of the protocol, not a failure
    """A request that is not answered as asked.

    status: HTTP status; code: one of ``CODES``; message: one line for people, without paths of this machine;
    headers: further headers that the answer must carry, as (name, value).
    """

    def __init__(self, status: int, code: str, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.status, self.code, self.headers = status, code, headers
        self.message = " ".join(message.split())
        super().__init__(self.message)


def refuse(code: str, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Refusal:
    """Return the refusal with the status that the table has for its code. KeyError for an unknown code."""
    return Refusal(CODES[code][0], code, message, headers)
