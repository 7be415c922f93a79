"""Vessels, engines and lines of a customer in which our products run; and the parts it plays in dealings."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row

from ..models import Customer, InstalledAsset, PartnerRole


def save_asset(asset: InstalledAsset, *, by: Any) -> InstalledAsset:
    """Write an asset; its unit belongs to the same customer and its number stands only once there."""
    if asset.unit is not None and asset.unit.customer_id != asset.customer_id:
        raise DomainError(
            _("%(unit)s belongs to another customer.") % {"unit": asset.unit}, code="foreign", field="unit"
        )
    if asset.commissioned and asset.commissioned > clock.today():
        raise DomainError(_("This day has not come yet."), code="future", field="commissioned")
    with transaction.atomic():
        locked_row(Customer, asset.customer_id)
        asset.imo_or_serial = asset.imo_or_serial.strip()
        if asset.imo_or_serial:
            known = InstalledAsset.objects.alive().filter(
                customer_id=asset.customer_id, imo_or_serial__iexact=asset.imo_or_serial
            )
            if known.exclude(pk=asset.pk).exists():
                raise DomainError(
                    _("This number is already recorded at this customer."),
                    code="duplicate",
                    field="imo_or_serial",
                )
        is_new = asset.pk is None
        asset.save()
        verb = "contacts.asset_added" if is_new else "contacts.asset_changed"
        actions.record(verb, asset.customer, by=by, name=asset.name)
    return asset


def set_partner_roles(*, by: Any, customer: Customer, roles: set[str]) -> None:
    """Make `roles` the parts that the customer plays in dealings; one that ended stays as not valid."""
    unknown = roles - set(PartnerRole.Role.values)
    if unknown:
        raise DomainError(_("There is no such partner role."), code="unknown_role", field="roles")
    with transaction.atomic():
        customer = locked_row(Customer, customer.pk)
        known = {row.role: row for row in PartnerRole.objects.alive().filter(customer=customer)}
        for role in roles - set(known):
            PartnerRole(customer=customer, role=role).save()
        for role, row in known.items():
            if row.is_valid != (role in roles):
                row.is_valid = role in roles
                row.save()
        actions.record("contacts.partner_roles_set", customer, by=by, roles=sorted(roles))
