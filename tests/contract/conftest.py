from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from .world import World


@pytest.fixture
def world(cast: Any, settings: Any, tmp_path: Path) -> World:
    """All rows that the routes name, and people of every role."""
    settings.MEDIA_ROOT = tmp_path
    return World(cast).build()


@pytest.fixture
def browser(cast: Any, sign_in: Callable[..., Client]) -> Callable[..., Client]:
    """The browser of a cast member by name; a view's exception is an answer 500, not a crash of the test."""
    known: dict[str, Client] = {}

    def of(name: str) -> Client:
        if name not in known:
            known[name] = sign_in(getattr(cast, name), raise_request_exception=False)
        return known[name]

    return of
