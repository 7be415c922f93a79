"""Notices: what everybody, or some departments, should read on their homepage."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Department
from core import actions, clock
from core.errors import DomainError

from ..models import Notice


def publish_notice(notice: Notice, audience: Iterable[Department], *, by: Any) -> Notice:
    """Save a new or changed notice with the departments it is for (none: everybody).

    Raises DomainError where it would end before it begins.
    """
    with transaction.atomic():
        is_new = notice.pk is None
        if notice.expires_on and notice.expires_on < clock.today():
            raise DomainError(
                _("This day is over. Choose today or later, or leave it empty."), "past", "expires_on"
            )
        if is_new:
            notice.owner = by
            notice.department = access.home_department(by)
        notice.save()
        notice.audience.set(audience)
        actions.record("reminders.notice_published" if is_new else "reminders.notice_changed", notice, by=by)
    return notice
