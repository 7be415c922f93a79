"""How a price list reaches people: one for a customer comes with the customer, one for everybody is everybody's."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from records.sources import ReachSource

from .models import PriceList


def word(action: str) -> str:
    return "read" if action in {"view", "export"} else ""


def general_rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
    return PriceList.objects.filter(customer=None).order_by().values("pk") if word else None


GENERAL_LISTS = ReachSource(general_rows, label=_("price list"), word=word)
