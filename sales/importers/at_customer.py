"""What all records at a customer with an owner of their own have in common when a file brings them."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.importers.references import ProductReferences
from contacts.importers.references import ColleagueReferences, CustomerReferences
from core.errors import DomainError
from records.imports import Row
from records.imports.document import DocumentImporter
from records.imports.importer import within

from ..services.at_customer import set_owner
from .references import ContactReferences, Entering, SaleReferences


class AtCustomerImporter(DocumentImporter):
    """A new one belongs to the row's owner, else to who imports it; a known one keeps its customer and its owner."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = CustomerReferences(self.by)
        self.colleagues = ColleagueReferences()
        self.contacts = ContactReferences(self.by)
        self.sales = SaleReferences(self.by)
        self.products = ProductReferences(self.by)
        self.entering = Entering(self.by, self.model)

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = self.colleagues.resolve(self, self.customers.resolve(self, rows))
        return self.sales.resolve(self, self.contacts.resolve(self, rows))

    def resolve_lines(self, rows: list[Row]) -> None:
        self.products.resolve(self, [row for row in rows if "product" in row])

    def build(self, row: Row) -> Any:
        obj = self.model(customer=row.values["customer"])
        set_owner(obj, row.get("owner") or self.by)
        return obj

    def assign(self, obj: Any, row: Row) -> bool:
        if obj.pk is not None:
            if row.values["customer"].pk != obj.customer_id:
                why = _("%(record)s is of another customer, and stays there.") % {"record": obj}
                raise DomainError(why, "foreign", "customer")
            row.values.pop("owner", None)  # changes by handing it over alone
        return super().assign(obj, row)

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return {place for place, obj in enumerate(objs) if not self.may_make(obj)}

    def may_make(self, obj: Any) -> bool:
        return within(self.by, self.model, obj.owner_id, obj.department_id) and self.entering.may(
            obj.customer
        )

    def forget(self) -> None:
        self.customers.forget()
        self.products.known.clear()
        self.entering.known.clear()
