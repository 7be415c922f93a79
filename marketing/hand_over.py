"""What an employee still holds here: open leads must have another owner before he is disabled."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.sources import HandOverItem

from .models import Lead

OPEN = (Lead.Status.NEW, Lead.Status.ASSIGNED, Lead.Status.FOLLOWING)


def held_here(user: Any) -> list[HandOverItem]:
    count = Lead.objects.alive().filter(owner=user, status__in=OPEN).count()
    url = f"{reverse('marketing:lead_list')}?owner={user.pk}"
    return [HandOverItem(_("Leads"), count, url)] if count else []
