"""{places} in a letter written beforehand: filled from a short list of words, never evaluated.

A place that is not on the list stays as it was typed, so that whoever writes sees it before the letter leaves.
"""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock

PLACE = re.compile(r"\{([a-z_]{1,30})\}")
# Word → what it stands for, in the order in which the page explains them.
WORDS = {
    "contact": _("the person's name"),
    "job_title": _("the person's job title"),
    "customer": _("the customer's name"),
    "customer_short": _("the customer's short name"),
    "about": _("what the letter is about"),
    "me": _("my name"),
    "my_post": _("my post"),
    "my_department": _("my department"),
    "today": _("today's date"),
}


def fill(text: str, words: dict[str, str]) -> str:
    """Each known place once; what a value brings along is not filled again."""
    return PLACE.sub(lambda place: words.get(place[1], place[0]), text)


def words_for(*, user: Any, customer: Any = None, contact: Any = None, about: Any = None) -> dict[str, str]:
    """What the places stand for here; a record that is not named leaves its places open."""
    employee = getattr(user, "employee", None)
    today = clock.today()
    words = {"me": str(user), "today": f"{today:%Y-%m-%d}"}
    if employee is not None:
        words |= {"my_post": str(employee.post or ""), "my_department": str(employee.department or "")}
    if contact is not None:
        words |= {"contact": contact.name, "job_title": contact.job_title or ""}
    if customer is not None:
        words |= {"customer": customer.name, "customer_short": customer.short_name or customer.name}
    if about is not None:
        words["about"] = str(about)
    return words
