"""Rates of value added tax: which the law has on a day, and those a new installation starts with."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.joining import listed

from ..models import TaxRate

SINCE = date(2019, 4, 1)
DELIVERED = [
    (Decimal(13), "货物"),
    (Decimal(9), "农产品、运输、建筑"),
    (Decimal(6), "服务"),
    (Decimal(0), "出口"),
]


def rates_on(day: date) -> list[Decimal]:
    """The rates in force on `day`, the highest first."""
    rows = TaxRate.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    return list(dict.fromkeys(rows.order_by("-rate").values_list("rate", flat=True)))


def require_rate_in_force(rate: Decimal, day: date) -> None:
    known = rates_on(day)
    if rate not in known:
        raise DomainError(
            _("%(rate)s %% is no tax rate in force. Choose one of: %(known)s.")
            % {
                "rate": f"{Decimal(rate).normalize():f}",
                "known": listed(f"{known_rate.normalize():f} %" for known_rate in known) or "–",
            },
            code="unknown_tax_rate",
            field="vat_rate",
        )


def install_tax_rates(**kwargs: Any) -> None:
    """The rates of a new installation; what an administrator changed is never overwritten."""
    if TaxRate.objects.exists():
        return
    for rate, name in DELIVERED:
        TaxRate(rate=rate, name=name, valid_from=SINCE).save()
