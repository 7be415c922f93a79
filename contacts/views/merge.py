"""Merging two records: choose the other one, compare side by side, choose the values, confirm."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import tables
from core.row_ids import row_id
from records import gate
from records.forms import RemoteSelect
from records.masking import readable
from records.views.page import RecordPage

from ..models import Contact, Customer
from ..records.contact import CONTACTS
from ..records.customer import CUSTOMERS
from ..services import merge_contacts, merge_customers


@dataclass(frozen=True)
class Difference:
    """One field in which the two differ; `takes_other` is the choice shown at first."""

    name: str
    label: str
    kept: str
    other: str
    takes_other: bool


class OtherForm(forms.Form):
    def __init__(self, *args: Any, rows: Any, pick: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with"] = forms.ModelChoiceField(rows, label=_("Merge with"), widget=RemoteSelect(pick))


class MergePage(RecordPage):
    action = "merge"
    template = "contacts/merge.html"
    verb = gettext_lazy("Merge duplicates")
    choices: tuple[str, ...] = ()

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self.found(pk)
        if not request.GET.get("with"):
            return self.ask(kept, OtherForm(rows=self.others(kept), pick=self.record.name))
        form = OtherForm(request.GET, rows=self.others(kept), pick=self.record.name)
        if not form.is_valid():
            return self.ask(kept, form, status=422)
        return self.compare(kept, form.cleaned_data["with"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self.found(pk)
        value = request.POST.get("with", "")
        other = get_object_or_404(self.others(kept), pk=row_id(value))
        shown = {difference.name for difference in self.differences(kept, other)}
        take = {name for name in shown if request.POST.get(f"choice_{name}") == "other"}
        merged_into, counts = self.merge(kept, other, take)
        total = sum(counts.values())
        self.notify(
            _("“%(other)s” was merged into “%(kept)s”; %(count)d entries moved along.")
            % {"other": other, "kept": merged_into, "count": total}
        )
        return HttpResponseRedirect(merged_into.get_absolute_url())

    def others(self, kept: Any) -> Any:
        return self.record.rows(self.request.user, "merge").exclude(pk=kept.pk)

    def ask(self, kept: Any, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, object=kept, form=form, record=self.record, title=self.verb)

    def compare(self, kept: Any, other: Any) -> HttpResponse:
        return self.show(
            object=kept,
            other=other,
            differences=self.differences(kept, other),
            record=self.record,
            title=self.verb,
            swap_url=f"{self.record.url('merge', other.pk)}?with={kept.pk}",
        )

    def differences(self, kept: Any, other: Any) -> list[Difference]:
        found = []
        for name in self.fields(kept, other):
            mine, theirs = getattr(kept, name), getattr(other, name)
            if mine != theirs and theirs not in (None, ""):
                field = kept._meta.get_field(name)
                found.append(
                    Difference(
                        name,
                        capfirst(field.verbose_name),
                        self.shown(kept, name),
                        self.shown(other, name),
                        mine in (None, ""),
                    )
                )
        return found

    def fields(self, kept: Any, other: Any) -> list[str]:
        return list(self.choices)

    def shown(self, row: Any, name: str) -> str:
        display = getattr(row, f"get_{name}_display", None)
        return tables.show(display() if display else getattr(row, name))

    def merge(self, kept: Any, other: Any, take: set[str]) -> Any:
        raise NotImplementedError


class CustomerMerge(MergePage):
    record = CUSTOMERS
    choices = merge_customers.CHOICES

    def merge(self, kept: Customer, other: Customer, take: set[str]) -> Any:
        return merge_customers.merge_customers(kept, other, by=self.request.user, take=take)


class ContactMerge(MergePage):
    record = CONTACTS
    choices = merge_contacts.CHOICES

    def fields(self, kept: Contact, other: Contact) -> list[str]:
        user = self.request.user
        for row in (kept, other):
            row.may_reveal = gate.may(user, row, "reveal")
        may_read = all(gate.may(user, row, "sensitive") for row in (kept, other))
        return [name for name in self.choices if may_read or name not in Contact.PERSONAL]

    def shown(self, row: Contact, name: str) -> str:
        return readable(row, name) if name in Contact.CHANNELS else super().shown(row, name)

    def merge(self, kept: Contact, other: Contact, take: set[str]) -> Any:
        return merge_contacts.merge_contacts(kept, other, by=self.request.user, take=take)
