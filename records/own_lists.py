"""What people keep of a list: saved views, and which columns they want. Every list asks, few have any, and they change
seldom: each process remembers them until anybody's change.
"""

from typing import Any

from django.db.models import Q

from core import stamps
from core.brief import briefly

from .models import ColumnChoice, SavedView

_kept = stamps.Kept(stamps.LISTS)


def saved_views(user: Any, record_name: str) -> list[SavedView]:
    """The user's own views and the public ones of a list, his own first."""
    return list(_kept.once(("views", user.pk, record_name), lambda: _views(user, record_name)))


def column_choice(user: Any, record_name: str) -> ColumnChoice | None:
    found: ColumnChoice | None = _kept.once(
        ("columns", user.pk, record_name),
        lambda: ColumnChoice.objects.filter(user=user, record_type=record_name).first(),
    )
    return found


def _views(user: Any, record_name: str) -> list[SavedView]:
    seen = Q(owner=user) | Q(visibility=SavedView.Visibility.PUBLIC)
    views = briefly(SavedView.objects.filter(seen, record_type=record_name), "owner")
    return sorted(views, key=lambda view: view.owner_id != user.pk)
