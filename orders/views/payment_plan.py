"""Payment plans: list (the collection desk), the single one, steps of collection."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.money import amount_text
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage
from sales.views.inquiry import customer_fact

from ..forms.money import CollectForm, ReasonForm
from ..models import PaymentPlan
from ..records.payment_plan import PAYMENT_PLANS, TONES
from ..services import payment_plan as service
from ..services.collection import note_step
from .deeds import Deed, shown_deeds


class PaymentPlanList(ListPage):
    record = PAYMENT_PLANS


class PaymentPlanCreate(CreatePage):
    record = PAYMENT_PLANS


class PaymentPlanEdit(EditPage):
    record = PAYMENT_PLANS


class PaymentPlanDetail(DetailPage):
    record = PAYMENT_PLANS
    template = "orders/money_detail.html"
    related = ("owner", "department", "customer", "order", "contract", "created_by")

    def context(self, obj: PaymentPlan) -> dict[str, Any]:
        user = self.request.user
        may_change = gate.holds(user, obj, "change")
        is_owed = obj.status in PaymentPlan.OWED
        is_free = obj.status != PaymentPlan.Status.VOID and not obj.received
        return {
            **super().context(obj),
            "facts": [
                customer_fact(obj, user),
                {
                    "label": _("Amount"),
                    "value": f"{obj.currency} {amount_text(obj.amount)}",
                    "of": ("amount",),
                },
                {
                    "label": pgettext("money", "Received"),
                    "value": amount_text(obj.received),
                    "of": ("received",),
                },
                {
                    "label": capfirst(pgettext("amount", "open")),
                    "value": amount_text(obj.open_amount),
                    "of": ("open_amount",),
                },
                {"label": _("Due"), "value": show(obj.due_on)},
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
            ],
            "tone": TONES[obj.status],
            "deeds": shown_deeds(
                obj,
                Deed(
                    "orders:payment_plan_collect",
                    _("Note a step"),
                    "phone-outgoing",
                    is_owed and gate.holds(user, obj, "collect"),
                    is_primary=True,
                ),
                Deed("orders:payment_plan_edit", _("Edit"), "edit", may_change and is_free),
                Deed("orders:payment_plan_void", _("Void"), "ban", may_change and is_free),
            ),
        }


class PaymentPlanVoid(ActionPage):
    record = PAYMENT_PLANS
    action = "change"
    verb = gettext_lazy("Void")
    question = gettext_lazy("It stays on record and is not to be paid any more; this is not taken back.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: PaymentPlan, form: Any) -> str:
        service.void_plan(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is void.") % {"record": obj}


class PaymentPlanCollect(ActionPage):
    record = PAYMENT_PLANS
    action = "collect"
    verb = gettext_lazy("Note a step")
    question = gettext_lazy("What was done to have it paid, and what the customer promised.")
    form_class = CollectForm

    def perform(self, obj: PaymentPlan, form: Any) -> str:
        note_step(obj, by=self.request.user, **form.cleaned_data)
        return _("The step was noted.")

    def target(self, obj: PaymentPlan) -> str:
        return f"{obj.get_absolute_url()}?tab=collection"
