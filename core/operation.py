"""Who is acting, from where, why, and under which operation id: the thread that ties history to actions."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Operation:
    user: Any = None
    ip: str | None = None
    reason: str = ""
    channel: str = "system"
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


_current: ContextVar[Operation | None] = ContextVar("operation", default=None)


def current() -> Operation:
    """The running operation; outside of one a fresh, nameless one (so ids never collide)."""
    return _current.get() or Operation()


def current_id() -> str:
    return current().id


def current_ip() -> str | None:
    return current().ip


@contextmanager
def operation(**facts: Any) -> Iterator[Operation]:
    token = _current.set(Operation(**facts))
    try:
        yield _current.get()  # type: ignore[misc]
    finally:
        _current.reset(token)


@contextmanager
def acting_as(user: Any, reason: str = "", channel: str = "system") -> Iterator[Operation]:
    """Run the block in `user`'s name outside a request: commands, jobs, imports, demo data."""
    with operation(user=user, reason=reason, channel=channel, ip=current().ip) as op:
        yield op


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give the history rows written in the block a reason; outside an operation the block becomes one."""
    if _current.get() is None:
        with operation(reason=reason):
            yield
        return
    op = current()
    before, op.reason = op.reason, reason
    try:
        yield
    finally:
        op.reason = before
