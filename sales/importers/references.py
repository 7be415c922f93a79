"""Finds what rows name at their customers, each batch with one query per kind."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts.models import Contact
from records import gate
from records.imports import Row

from ..models import Opportunity


class ContactReferences:
    """People of the row's customer by number, else by a name that is one person's alone there."""

    def __init__(self, by: Any) -> None:
        self.by = by

    def resolve(self, importer: Any, rows: list[Row], name: str = "contact") -> list[Row]:
        named = [row for row in rows if isinstance(row.get(name), str)]
        texts = {row.values[name] for row in named}
        people = Contact.objects.visible_to(self.by).filter(
            Q(code__in=texts) | Q(name__in=texts), customer__in={row.values["customer"].pk for row in named}
        )
        known: dict[tuple[int, str], list[Contact]] = {}
        for person in people.order_by("pk") if named else ():
            for text in {person.code, person.name} & texts:
                known.setdefault((person.customer_id, text), []).append(person)
        refused = set()
        for row in named:
            found = known.get((row.values["customer"].pk, row.values[name]), [])
            if len(found) == 1:
                row.values[name] = found[0]
                continue
            words = {"name": row.values[name][:60], "customer": row.values["customer"]}
            if found:
                reason = _("Several people at %(customer)s are called “%(name)s”. Give the number.") % words
            else:
                reason = _("%(customer)s has no contact “%(name)s”. Import or create it first.") % words
            importer.refuse(row, name, reason)
            refused.add(row.number)
        return [row for row in rows if row.number not in refused]


class SaleReferences:
    """Opportunities of the row's customer by their name."""

    def __init__(self, by: Any) -> None:
        self.by = by

    def resolve(self, importer: Any, rows: list[Row], name: str = "opportunity") -> list[Row]:
        named = [row for row in rows if isinstance(row.get(name), str)]
        if not named:
            return rows
        sales = Opportunity.objects.visible_to(self.by).filter(
            name__in={row.values[name] for row in named},
            customer__in={row.values["customer"].pk for row in named},
        )
        known = {(sale.customer_id, sale.name): sale for sale in sales.order_by("-pk")}
        refused = set()
        for row in named:
            sale = known.get((row.values["customer"].pk, row.values[name]))
            if sale is None:
                words = {"name": row.values[name][:60], "customer": row.values["customer"]}
                importer.refuse(row, name, _("%(customer)s has no opportunity “%(name)s”.") % words)
                refused.add(row.number)
            row.values[name] = sale
        return [row for row in rows if row.number not in refused]


class Entering:
    """At which customers one may enter records of a model; asked once for each customer."""

    def __init__(self, by: Any, model: Any) -> None:
        self.by = by
        self.model = model
        self.known: dict[Any, bool] = {}

    def may(self, customer: Any) -> bool:
        if customer.pk not in self.known:
            self.known[customer.pk] = gate.holds(self.by, customer, "add", self.model)
        return self.known[customer.pk]
