"""Pages that list, write and hand over customers; the customer's own page is in `customer_detail`."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records import gate
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.ownership import LifecycleForm, TransferForm
from ..models import Customer
from ..records.customer import CUSTOMERS
from ..services.customer import delete_customer, set_lifecycle
from ..services.ownership import hand_over
from .pool import submitted


class CustomerList(ListPage):
    record = CUSTOMERS
    template = "contacts/customer_list.html"


class CustomerCreate(CreatePage):
    record = CUSTOMERS


class CustomerEdit(EditPage):
    record = CUSTOMERS


class CustomerDelete(DeletePage):
    record = CUSTOMERS
    verb = gettext_lazy("Delete")
    question = gettext_lazy(
        "The customer moves to the recycle bin. Units, people and follow-ups keep it from that."
    )

    def perform(self, obj: Customer, form: Any) -> str:
        delete_customer(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class CustomerTransfer(ActionPage):
    record = CUSTOMERS
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy(
        "The department follows the new owner. The former owner loses his reach unless he stays."
    )
    form_class = TransferForm

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        done = hand_over(
            [obj],
            to=data["to"],
            by=self.request.user,
            reason=data["reason"],
            keep_old_as_member=data["keep_old_as_member"],
        )
        if done.refused:
            raise DomainError(done.refused[0][1], code="refused", field="to")
        if done.submitted:
            return submitted(obj)
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": data["to"]}

    def target(self, obj: Customer) -> str:
        """Whoever has transferred it out of his own reach goes back to the list."""
        still = Customer.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else CUSTOMERS.list_url


class CustomerLifecycle(ActionPage):
    record = CUSTOMERS
    action = "change"
    verb = gettext_lazy("Change the lifecycle")
    form_class = LifecycleForm

    def authorise(self) -> None:
        super().authorise()
        gate.require_field(self.request.user, Customer, "lifecycle")

    def perform(self, obj: Customer, form: Any) -> str:
        changed = set_lifecycle(
            obj, form.cleaned_data["to"], by=self.request.user, reason=form.cleaned_data["reason"]
        )
        return _("%(record)s is now: %(state)s.") % {
            "record": obj,
            "state": changed.get_lifecycle_display(),
        }
