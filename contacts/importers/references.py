"""Finds the customers, units and colleagues that a file names, each batch with one query per kind."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.company_names import normalise as company_key
from records.imports import Row

from ..models import Customer

KEPT = 5_000


class CustomerReferences:
    """Customers by number or name, as far as the user may see them; what he may not see is not there."""

    def __init__(self, by: Any) -> None:
        self.by = by
        self.known: dict[str, Customer | None] = {}

    def load(self, texts: Iterable[str]) -> None:
        new = {text for text in texts if text not in self.known}
        if not new:
            return
        if len(self.known) > KEPT:
            self.known.clear()
        keys = {text: company_key(text)[:120] for text in new}
        rows = Customer.objects.visible_to(self.by).filter(
            Q(code__in=new) | Q(name_key__in=set(keys.values()))
        )
        found = list(rows)
        by_code = {customer.code.casefold(): customer for customer in found if customer.code}
        by_name = {customer.name_key: customer for customer in found}
        for text in new:
            self.known[text] = by_code.get(text.casefold()) or by_name.get(keys[text])

    def get(self, text: str) -> Customer | None:
        return self.known.get(text)

    def forget(self) -> None:
        self.known.clear()

    def resolve(self, importer: Any, rows: list[Row]) -> list[Row]:
        """Put the customer in place of its number or name; rows that name none are refused."""
        self.load(row.values["customer"] for row in rows if isinstance(row.get("customer"), str))
        sound = []
        for row in rows:
            if "customer" not in row:
                importer.refuse(row, "customer", _("Name the customer, by its number or its name."))
                continue
            if isinstance(row.values["customer"], str):
                customer = self.get(row.values["customer"])
                if customer is None:
                    importer.refuse(
                        row,
                        "customer",
                        _("There is no customer “%(name)s” within your scope. Import or create it first.")
                        % {"name": row.values["customer"][:80]},
                    )
                    continue
                row.values["customer"] = customer
            sound.append(row)
        return sound


class ColleagueReferences:
    """Working colleagues by user name, employee number or, where it is theirs alone, name."""

    def __init__(self) -> None:
        self.known: dict[str, list[User]] = {}

    def load(self, texts: Iterable[str]) -> None:
        new = {text for text in texts if text not in self.known}
        if not new:
            return
        wanted = Q(username__in=new) | Q(employee__no__in=new) | Q(name__in=new)
        users = User.objects.filter(wanted, is_active=True, kind=User.Kind.EMPLOYEE)
        for text in new:
            self.known[text] = []
        for user in users.select_related("employee__department"):
            number = getattr(getattr(user, "employee", None), "no", "")
            for text in {user.username, number, user.name} & new:
                self.known[text].append(user)

    def find(self, text: str) -> User:
        """Raises LookupError with the reason where the text names nobody, or more than one."""
        found = self.known.get(text, [])
        exact = [user for user in found if user.username == text] or found
        if not exact:
            raise LookupError(_("There is no active colleague “%(name)s”.") % {"name": text[:60]})
        if len(exact) > 1:
            raise LookupError(
                _("%(count)d colleagues are called “%(name)s”. Give the user name instead.")
                % {"count": len(exact), "name": text[:60]}
            )
        return exact[0]

    def resolve(self, importer: Any, rows: list[Row], name: str = "owner") -> list[Row]:
        """Put the colleague in place of what names him; rows that name nobody, or several, are refused."""
        self.load(row.values[name] for row in rows if isinstance(row.get(name), str))
        sound = []
        for row in rows:
            if isinstance(row.get(name), str):
                try:
                    row.values[name] = self.find(row.values[name])
                except LookupError as refusal:
                    importer.refuse(row, name, refusal)
                    continue
            sound.append(row)
        return sound
