"""Two customers became one: lists, part numbers and agreed prices go on under the kept one."""

from typing import Any

from contacts.services.moving import repoint
from core import operation

from .models import CustomerPartNumber, DealPrice, PriceList


def move_to(kept: Any, merged: Any) -> dict[str, int]:
    facts: dict[str, Any] = {"old": merged, "new": kept, "by": operation.current().user}
    same = ("customer_id", "part_no", "drawing_revision")
    return {
        "price_lists": repoint(PriceList, ["customer"], **facts),
        "part_numbers": repoint(CustomerPartNumber, ["customer"], same=same, **facts),
        "deal_prices": repoint(DealPrice, ["customer"], **facts),
    }
