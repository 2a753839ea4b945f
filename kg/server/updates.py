"""Updates: only with the server's token, and only into graphs of users, which no ingestion touches."""

from __future__ import annotations

import asyncio
import hmac
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, QueryError, StoreError, StoreLockedError
from kg.protocol import Operation, Refusal, check_update, lift_dataset, refuse, unname_facts, with_dataset
from kg.server.asking import Asking
from kg.server.replies import of_refusal
from kg.settings import Settings
from kg.store import update_user_graphs
from kg.workers import Reply

_ONE_AT_A_TIME = asyncio.Lock()


async def update(request: Request, asking: Asking, operation: Operation) -> Response:
    """Carry out an update: 204, or a refusal that says where such a change belongs."""
    try:
        asking.admit(request)
        _may_write(request, asking.serving.token)
        text = await asyncio.to_thread(_checked, operation, asking.settings.base_iri)
        async with _ONE_AT_A_TIME:
            await asyncio.to_thread(_carry_out, asking.location, asking.settings, text)
        asking.changed()
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    return asking.finished(request, Reply(b"", "", 204))


def _checked(operation: Operation, base_iri: str) -> str:
    """Return the update's text as it may run; a long one takes seconds to read. Raises Refusal."""
    meant = unname_facts(lift_dataset(operation), base_iri)
    return with_dataset(check_update(meant.text, base_iri), meant)


def _may_write(request: Request, token: str) -> None:
    """Raise Refusal unless updates are allowed here and the request shows the token."""
    if not token:
        raise refuse("not-writable", "this server takes no updates; start it with --writable and a token")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    shown = given.strip() if scheme.lower() == "bearer" else ""
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), token.encode()):
        message = "an update needs the token of this server: Authorization: Bearer TOKEN"
        raise refuse("unauthorized", message, (("WWW-Authenticate", 'Bearer realm="updates"'),))


def _carry_out(location: Path | str, settings: Settings, text: str) -> None:
    try:
        update_user_graphs(location, settings, text)
    except StoreLockedError as error:
        raise refuse("locked", "another process is writing to the store", (("Retry-After", "5"),)) from error
    except QueryError as error:
        raise refuse("malformed-update", str(error)) from error
    except StoreError as error:
        raise refuse("store-unavailable", "the store cannot be written now", (("Retry-After", "5"),)) from error
    except KgError as error:
        raise refuse("internal", "the update could not be carried out") from error
