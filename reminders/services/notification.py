"""Notifications: a sentence and the page it leads to, kept for one person until read."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Func, IntegerField, OuterRef, Subquery

from core import clock

from ..models import Notification

MOST_UNREAD = 100


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
    """Counted no further than the badge shows: as his account brought it along, or now."""
    carried = getattr(user, "unread_notifications", None)
    return int(carried) if carried is not None else _unread(user.pk).count()


def unread_column() -> Func:
    """The number of a user's unread notifications as a column of his account."""
    first = Subquery(_unread(OuterRef("pk")).values("pk"))
    return Func(first, template="(SELECT COUNT(*) FROM %(expressions)s unread)", output_field=IntegerField())


def _unread(recipient: Any) -> Any:
    return Notification.objects.filter(recipient=recipient, read_at__isnull=True).order_by()[:MOST_UNREAD]
