from typing import Any

from records import gate
from reminders.models import Notice
from reminders.reach import shown_to

SHOWN = 5


def current_notices(user: Any) -> list[Notice]:
    """The notices that are meant for the user and still shown; one's own expired ones are no news."""
    if not gate.allowed(user, Notice, "view"):
        return []
    shown = shown_to(user, "view")
    if shown is None:
        return []
    return list(Notice.objects.filter(pk__in=shown).order_by("-is_pinned", "-published_at", "-id")[:SHOWN])
