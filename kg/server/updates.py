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
from kg.server.replies import of_failure, of_refusal
from kg.settings import Settings
from kg.store import recorded, update_user_graphs
from kg.workers import Failure, Reply, run_apart

_ONE_AT_A_TIME = asyncio.Lock()
_LATER = ("locked", "store-unavailable")


async def update(request: Request, asking: Asking, operation: Operation) -> Response:
    """Carry out an update: 204, or a refusal that says where such a change belongs."""
    try:
        asking.admit(request)
        _may_write(request, asking.serving.token)
        text = await asyncio.to_thread(_checked, operation, asking.settings.base_iri)
        await _in_turn(asking, text)
        asking.changed()
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    except Failure as failure:
        return asking.finished(request, of_failure(failure))
    return asking.finished(request, Reply(b"", "", 204))


async def _in_turn(asking: Asking, text: str) -> None:
    """Carry an update out after those before it. Raises Failure ``busy`` where they take too long."""
    try:
        await asyncio.wait_for(_ONE_AT_A_TIME.acquire(), asking.serving.waiting_seconds)
    except TimeoutError:
        raise Failure("busy") from None
    try:
        await _carried_out(asking, text)
    finally:
        _ONE_AT_A_TIME.release()


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


async def _carried_out(asking: Asking, text: str) -> None:
    """Carry out an update in a process of its own, within the limits of a query. Raises Refusal, Failure."""
    serving = asking.serving
    given = {"location": str(asking.location), "text": text}
    told = await run_apart("kg.server.updates:carry_out", given, serving.seconds, serving.memory_bytes)
    if told:
        code, message = told
        raise refuse(code, message, (("Retry-After", "5"),) if code in _LATER else ())


def carry_out(location: str, text: str) -> tuple[str, str] | None:
    """Carry out an update: the work of the process. Returns code and message of what went wrong, None for nothing."""
    folder = Path(location)
    try:
        update_user_graphs(folder, recorded(folder, Settings()), text)
    except StoreLockedError:
        return "locked", "another process is writing to the store"
    except QueryError as error:
        return "malformed-update", str(error)
    except StoreError:
        return "store-unavailable", "the store cannot be written now"
    except KgError:
        return "internal", "the update could not be carried out"
    return None
