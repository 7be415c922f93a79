"""The figures on the tabs of a customer."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Value

from records import reader
from records.hanging import hangs
from records.models import Attachment

from ..models import AccountTeamMember, Contact, Customer, CustomerRelation, InstalledAsset
from .tree import holds_post

COUNTED = ("people", "loose", "assets", "team", "group", "files")


def counts_of(customer: Customer, user: Any) -> dict[str, int]:
    """The figures on all tabs of a customer in one query, remembered on the object."""
    known = customer.__dict__.get("_tab_counts")
    if known is None:
        there = tuple(model for model in (InstalledAsset, AccountTeamMember) if hangs(customer, model))
        known = dict.fromkeys(COUNTED, 0) | dict(reader.rows(user, _counts, there, at=customer))
        customer.__dict__["_tab_counts"] = known
    return known


def _counts(user: Any, customer: Customer, there: tuple[Any, ...]) -> Any:
    people = Contact.objects.under(customer, user)
    files = Attachment.objects.alive().filter(
        subject_type=ContentType.objects.get_for_model(Customer), subject_id=customer.pk
    )
    asked = {
        "people": people,
        "loose": people.filter(~holds_post()),
        "group": CustomerRelation.objects.under(customer, user),
        "files": files,
    }
    if InstalledAsset in there:
        asked["assets"] = InstalledAsset.objects.under(customer, user)
    if AccountTeamMember in there:
        asked["team"] = AccountTeamMember.objects.in_force().filter(customer=customer)
    first, *others = [_total(name, rows) for name, rows in asked.items()]
    return first.union(*others, all=True)


def _total(name: str, rows: Any) -> Any:
    figure = Value(name, output_field=CharField())
    return rows.order_by().values(figure=figure).annotate(total=Count("pk")).values_list("figure", "total")


def counted(name: str) -> Callable[[Customer, Any], int]:
    def count(customer: Customer, user: Any) -> int:
        return counts_of(customer, user)[name]

    return count
