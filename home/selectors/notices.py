from typing import Any

from records import gate
from reminders.models import Notice
from reminders.reach import shown_to

SHOWN = 5


def current_notices(user: Any) -> list[Notice]:
    """The notices that are meant for the user and still shown; one's own expired ones are no news."""
    if not gate.allowed(user, Notice, "view"):
        return []
    return list(Notice.objects.filter(pk__in=shown_to(user, "view")).order_by(*Notice._meta.ordering)[:SHOWN])
