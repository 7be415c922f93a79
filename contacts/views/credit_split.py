"""Which colleague has which part of a customer's sales."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate

from ..forms.transfer import CreditSplitForm
from ..models import CreditSplit, Customer
from ..services.credit_split import set_credit_split
from .team import StaffingPage


class CreditSplitPage(StaffingPage):
    template = "contacts/credit_split.html"
    verb = gettext_lazy("Divide the sales")
    question = gettext_lazy("The parts make exactly 100 %. Without any, everything counts for the owner.")
    form_class = CreditSplitForm

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, CreditSplit, "change")

    def perform(self, obj: Customer, form: Any) -> str:
        set_credit_split(obj, form.parts, by=self.request.user)
        return _("The sales of %(record)s are divided.") % {"record": obj}
