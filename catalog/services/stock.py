"""Stock and production as reported: each report is a new row, the newest counts."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError

from ..models import ProductionSnapshot, StockSnapshot

# Clocks of two systems differ by minutes; a report from tomorrow is a slip.
AHEAD = timedelta(minutes=15)


def save_snapshot(snapshot: StockSnapshot | ProductionSnapshot, *, by: Any) -> Any:
    """Note a report; one for each product, warehouse (or batch) and moment, none from the future."""
    check_snapshot(snapshot)
    is_new = snapshot.pk is None
    with transaction.atomic():
        try:
            with transaction.atomic():
                snapshot.save()
        except IntegrityError:
            raise DomainError(
                _("There is a report of this moment already. Change that one, or give a later moment."),
                code="duplicate",
                field="as_of",
            )
        kind = "stock" if isinstance(snapshot, StockSnapshot) else "production"
        verb = f"catalog.{kind}_{'reported' if is_new else 'corrected'}"
        actions.record(verb, snapshot.product, by=by)
    return snapshot


def check_snapshot(snapshot: StockSnapshot | ProductionSnapshot) -> None:
    if snapshot.as_of > clock.now() + AHEAD:
        raise DomainError(_("A report cannot come from the future."), code="future", field="as_of")
    if isinstance(snapshot, StockSnapshot):
        snapshot.warehouse = " ".join(snapshot.warehouse.split())
        names: tuple[str, ...] = ("on_hand", "reserved", "in_production")
    else:
        names = ("quantity",)
    for name in names:
        if getattr(snapshot, name) < 0:
            raise DomainError(_("Write a quantity of 0 or more."), code="negative", field=name)
