"""Showing one masked value: a deliberate click, written down, and so many a day."""

from datetime import datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import UnmaskLog, User
from core import clock, operation
from core.errors import DomainError
from core.locking import locked_row
from records import parameters

ALLOWANCE = "contacts.unmask_per_day"


def unmask(row: Any, field: str, *, by: User) -> str:
    """The value in full, once the look is logged; refused when the day's allowance is used up."""
    if field not in type(row).CHANNELS:
        raise DomainError(_("There is nothing masked here."), code="no_mask")
    with transaction.atomic():
        # The user's row makes two looks at once wait for each other.
        locked_row(User, by.pk)
        limit = parameters.get(ALLOWANCE)
        if looks_today(by) >= limit:
            raise DomainError(
                _("You have shown %(count)d masked values today; that is the daily limit.")
                % {"count": limit},
                code="used_up",
            )
        UnmaskLog.objects.create(
            user=by,
            subject_type=ContentType.objects.get_for_model(row),
            subject_id=row.pk,
            subject_label=str(row)[:200],
            field=field,
            at=clock.now(),
            ip=operation.current_ip(),
        )
    value: str = getattr(row, field)
    return value


def looks_today(user: User) -> int:
    start = timezone.make_aware(datetime.combine(clock.today(), time.min))
    return UnmaskLog.objects.filter(user=user, at__gte=start).count()
