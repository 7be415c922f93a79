from typing import Any

from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm, RemoteSelect

from ..models import CustomerUnit
from ..services.unit import create_unit, update_unit


class UnitForm(RecordForm):
    """A unit's facts; its place in the tree is chosen here once and changed by a move."""

    remote = {"customer": ("customers", ""), "parent": ("customer-units", "customer")}
    sections = [
        ("", ["customer", "parent", "name", "kind", "code", "function", "location", "sort", "head"]),
        (_("A place of its own"), ["address", "latitude", "longitude"]),
    ]
    folded = {1}

    class Meta:
        model = CustomerUnit
        fields = [
            "customer",
            "parent",
            "name",
            "kind",
            "code",
            "function",
            "location",
            "sort",
            "head",
            "address",
            "latitude",
            "longitude",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("customer", None)
            self.fields.pop("parent", None)
        else:
            self.fields.pop("head", None)
        if "parent" in self.fields:
            self.fields["parent"].help_text = _("Empty: the top level.")
        if "head" in self.fields:
            people = self.fields["head"].queryset.filter(customer=self.instance.customer_id)
            self.fields["head"].widget = CustomersPeople(self.instance.customer_id)
            self.fields["head"].queryset = people
        if "sort" in self.fields:
            self.fields["sort"].required = False
        if "latitude" in self.fields:
            self.fields["latitude"].help_text = _("Empty: the place of the superior unit, or the customer's.")

    def clean_sort(self) -> int:
        return self.cleaned_data.get("sort") or 0

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"customer", "parent", "name", "code"}

    def perform(self, by: Any) -> CustomerUnit:
        names = [name for name in self._meta.fields if name in self.fields]
        if self.instance.pk is None:
            values = {name: getattr(self.instance, name) for name in names if name != "customer"}
            return create_unit(self.cleaned_data["customer"], by=by, **values)
        changed = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
        return update_unit(self.instance, by=by, **changed)


class CustomersPeople(RemoteSelect):
    """Offers only the people of one customer."""

    def __init__(self, customer_id: int) -> None:
        super().__init__("contacts")
        self.customer_id = customer_id

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-remote"] += f"?customer={self.customer_id}"
        return context
