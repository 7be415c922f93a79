"""The verbs of a product: entered, changed, stopped with a successor, taken up again; cost and floor apart."""

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import dictionaries

from .. import states
from ..models import Product
from .tax import require_rate_in_force

Status = Product.Status


def save_product(product: Product, *, by: Any) -> Product:
    """Create or change a product.

    Refuses a number that is taken, an unknown unit, a tax rate that the law does not have, and a floor price above
    the list price. Status and successor change by `stop_product` and `resume_product`.
    """
    is_new = product.pk is None
    product.code = product.code.strip()
    product.name = " ".join(product.name.split())
    check_product(product, is_new=is_new)
    with transaction.atomic():
        if product.status == Status.STOPPED and product.stopped_on is None:
            product.stopped_on = clock.today()
        try:
            with transaction.atomic():
                product.save()
        except IntegrityError:
            raise DomainError(
                _("Another product has the number %(code)s.") % {"code": product.code},
                code="duplicate",
                field="code",
            )
        actions.record("catalog.product_added" if is_new else "catalog.product_changed", product, by=by)
    return product


def check_product(product: Product, *, is_new: bool) -> None:
    """Rules over several fields, asked by form, import and service alike; needs no lock."""
    if not product.code:
        raise DomainError(_("Enter the product number."), code="required", field="code")
    known = dict(dictionaries.choices("unit_of_measure", product.uom))
    if known and product.uom not in known:
        raise DomainError(_("There is no such unit of measure."), code="unknown_unit", field="uom")
    before = None if is_new else Product.objects.filter(pk=product.pk).first()
    if before is None or before.vat_rate != product.vat_rate:
        require_rate_in_force(product.vat_rate, clock.today())
    check_floor(product)
    if product.replaced_by_id is not None:
        require_sound_successor(product, product.replaced_by)


def check_floor(product: Product) -> None:
    if (
        product.floor_price is not None
        and product.list_price is not None
        and product.floor_price > product.list_price
    ):
        raise DomainError(
            _("The floor price lies above the list price. Lower it, or raise the list price first."),
            code="floor_above_list",
            field="floor_price",
        )


def set_cost(
    product: Product, *, by: Any, standard_cost: Decimal | None, floor_price: Decimal | None
) -> Product:
    """Change the restricted figures; the log says that they changed, never to what."""
    for name, value in (("standard_cost", standard_cost), ("floor_price", floor_price)):
        if value is not None and value < 0:
            raise DomainError(_("Write an amount of 0 or more."), code="negative", field=name)
    with transaction.atomic():
        fresh = _locked(product)
        fresh.standard_cost, fresh.floor_price = standard_cost, floor_price
        check_floor(fresh)
        fresh.save()
        actions.record("catalog.product_recosted", fresh, by=by)
    return fresh


def stop_product(
    product: Product, *, by: Any, replaced_by: Product | None = None, reason: str = ""
) -> Product:
    """No price is given for it from now on; the successor is what is offered instead."""
    with transaction.atomic():
        fresh = _locked(product)
        states.require_move(states.PRODUCT, fresh.status, Status.STOPPED, dict(Status.choices))
        if replaced_by is not None:
            require_sound_successor(fresh, replaced_by)
        fresh.status, fresh.stopped_on, fresh.replaced_by = Status.STOPPED, clock.today(), replaced_by
        fresh.save()
        actions.record(
            "catalog.product_stopped", fresh, by=by, reason=reason, successor=str(replaced_by or "")
        )
    return fresh


def resume_product(product: Product, *, by: Any) -> Product:
    """A stopped product is made again, or a trial becomes regular production; it has no successor then."""
    with transaction.atomic():
        fresh = _locked(product)
        states.require_move(states.PRODUCT, fresh.status, Status.ACTIVE, dict(Status.choices))
        fresh.status, fresh.stopped_on, fresh.replaced_by = Status.ACTIVE, None, None
        fresh.save()
        actions.record("catalog.product_resumed", fresh, by=by)
    return fresh


def _locked(product: Product) -> Product:
    return Product.objects.alive().select_for_update().get(pk=product.pk)


def require_sound_successor(product: Product, successor: Product | None) -> None:
    """A successor is another product that is made, and does not lead back here."""
    if successor is None:
        return
    if successor.is_stopped:
        raise DomainError(
            _("%(successor)s is stopped itself. Choose a product that is made.") % {"successor": successor},
            code="successor_stopped",
            field="replaced_by",
        )
    step: Product | None = successor
    seen: set[int] = set()
    while step is not None and step.pk not in seen:
        if product.pk is not None and step.pk == product.pk:
            raise DomainError(
                _("A product cannot be its own successor, not even through others."),
                code="circle",
                field="replaced_by",
            )
        seen.add(step.pk)
        step = step.replaced_by
