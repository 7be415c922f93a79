"""Notifications: a sentence and the page it leads to, kept for one person until read."""

from collections.abc import Iterable
from typing import Any

from core import clock
from records import reader

from ..models import Notification


def notify(user: Any, text: Any, url: str = "") -> Notification | None:
    """Tell `user` something once: an unread notification with the same words and page is not repeated.

    An account that may not sign in is told nothing.
    """
    made = notify_all([user], text, url)
    return made[0] if made else None


def notify_all(users: Iterable[Any], text: Any, url: str = "") -> list[Notification]:
    """Tell several people the same in two statements, however many they are."""
    people = {user.pk: user for user in users if user is not None and user.is_active}
    words, page = str(text)[:300], url[:300]
    told = set(
        Notification.objects.filter(
            recipient__in=people, text=words, url=page, read_at__isnull=True
        ).values_list("recipient_id", flat=True)
    )
    now = clock.now()
    return Notification.objects.bulk_create(
        [
            Notification(recipient=user, text=words, url=page, created_at=now)
            for pk, user in people.items()
            if pk not in told
        ]
    )


def mark_read(user: Any, ids: Iterable[int] | None = None) -> int:
    """Mark one's own notifications read (all of them without `ids`); somebody else's are never touched."""
    rows = Notification.objects.filter(recipient=user, read_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows.update(read_at=clock.now())


def unread_count(user: Any) -> int:
    """Counted no further than the badge shows."""
    return len(reader.rows(user, _unread))


def _unread(user: Any) -> Any:
    unread = Notification.objects.filter(recipient=user, read_at__isnull=True).order_by()
    return unread.values_list("pk", flat=True)[:100]
