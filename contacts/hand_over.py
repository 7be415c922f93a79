"""What an employee still holds here: it must have another owner before he is disabled."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.sources import HandOverItem

from .models import Customer
from .services.leaving import open_loans


def held_here(user: Any) -> list[HandOverItem]:
    """Both kinds lead to the one page on which everything is handed over."""
    url = reverse("contacts:leaving", args=[user.pk])
    counts = [
        (_("Customers"), Customer.objects.alive().filter(owner=user).count()),
        (_("Customers lent to him"), open_loans(user).count()),
    ]
    return [HandOverItem(label, count, url) for label, count in counts if count]
