"""What an employee still holds here: it must have another owner before he is disabled."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.sources import HandOverItem

from .models import Customer


def owned_customers(user: Any) -> list[HandOverItem]:
    count = Customer.objects.alive().filter(owner=user).count()
    url = f"{reverse('contacts:customer_list')}?owner={user.pk}"
    return [HandOverItem(_("Customers"), count, url)] if count else []
