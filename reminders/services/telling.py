"""Telling a colleague what concerns him, in his own language; nobody is told what he has done himself."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation

from .notification import notify


def tell(user: Any, sentence: Callable[[], str], url: str, *, by: Any) -> None:
    """`sentence()` is called in the recipient's language."""
    if user is None or user.pk == getattr(by, "pk", None):
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        notify(user, sentence(), url)
