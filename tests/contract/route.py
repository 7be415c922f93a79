"""One row of the contract: how to reach a page, who opens it, and what everybody else is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from .world import World

Facts = Callable[[World], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Route:
    """`opens` is the cast member to whom GET answers `answer`; POST of nothing must not be an error either.

    `nobody` is what a signed-in person without any role is told. `stranger` is what `other_<opens>` of the other
    department is told about this row (None: the page is bound to no row). `is_public` pages need no sign-in.
    `takes` are the methods the page has; a `fragment` is what htmx gets.
    """

    name: str
    kwargs: Facts = lambda world: {}
    query: str = ""
    opens: str = "rep"
    answer: int = 200
    nobody: int = 403
    stranger: int | None = None
    takes: tuple[str, ...] = ("get", "post")
    data: Facts = lambda world: {}
    is_public: bool = False
    is_page: bool = True
    fragment: bool = False
    note: str = ""

    @property
    def id(self) -> str:
        return f"{self.name} {self.note}".strip()

    def url(self, world: World) -> str:
        found = reverse(self.name, kwargs=self.kwargs(world))
        return f"{found}?{self.query}" if self.query else found


def pk(thing: str, **more: Any) -> Facts:
    return lambda world: {"pk": getattr(world, thing).pk, **more}


def listing(name: str, **facts: Any) -> Route:
    return Route(name=name, takes=("get",), fragment=True, **facts)


def form(name: str, **facts: Any) -> Route:
    return Route(name=name, **facts)


def row(name: str, thing: str, **facts: Any) -> Route:
    """A page about one row of the rep's customer."""
    return Route(name=name, kwargs=pk(thing), stranger=404, **facts)


def shown(name: str, thing: str, **facts: Any) -> Route:
    return row(name, thing, takes=("get",), **facts)


def deed(name: str, thing: str, **facts: Any) -> Route:
    """Something that is only posted."""
    return row(name, thing, takes=("post",), **facts)
