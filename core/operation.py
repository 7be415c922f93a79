"""Who is acting, from where, why, and under which operation id: the thread that ties history to actions."""

import uuid
from collections.abc import Callable, Iterator
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
    is_reading: bool = False
    memory: dict[Any, Any] = field(default_factory=dict)


_current: ContextVar[Operation | None] = ContextVar("operation", default=None)


def current() -> Operation:
    """The running operation; outside of one a fresh, nameless one (so ids never collide)."""
    return _current.get() or Operation()


def once(key: Any, ask: Callable[[], Any]) -> Any:
    """The answer of `ask`, remembered until the end of a request that only reads; else asked each time.

    What writes may change the very answer it asks for, so nothing is remembered there.
    """
    op = _current.get()
    if op is None or not op.is_reading:
        return ask()
    if key not in op.memory:
        op.memory[key] = ask()
    return op.memory[key]


@contextmanager
def remembering(known: dict[Any, Any]) -> Iterator[None]:
    """The block remembers this much of the request and nothing else; what it learns is remembered afterwards, too."""
    op = _current.get()
    if op is None:
        yield
        return
    before, op.memory = op.memory, dict(known)
    try:
        yield
    finally:
        before.update(op.memory)
        op.memory = before


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
def only_reading() -> Iterator[None]:
    """The block writes nothing, whatever the request does after it: what it asks is remembered until its end."""
    op = _current.get()
    if op is None or op.is_reading:
        yield
        return
    op.is_reading = True
    try:
        yield
    finally:
        op.is_reading = False
        op.memory.clear()


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
