"""Receipts: list, the single one, confirming, matching, drafts."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import amount_text
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage
from sales.views.inquiry import customer_fact

from ..forms.money import CashForm, MatchForm, ReasonForm
from ..models import PaymentPlan, Receipt, ReceiptAllocation
from ..records.receipt import RECEIPTS, TONES
from ..services import allocation
from ..services import receipt as service
from .deeds import Deed, shown_deeds


class ReceiptList(ListPage):
    record = RECEIPTS


class ReceiptCreate(CreatePage):
    record = RECEIPTS


class ReceiptEdit(EditPage):
    record = RECEIPTS


class ReceiptDetail(DetailPage):
    record = RECEIPTS
    template = "orders/money_detail.html"
    related = ("owner", "department", "customer", "confirmed_by", "created_by")

    def context(self, obj: Receipt) -> dict[str, Any]:
        user = self.request.user
        may = {action: gate.holds(user, obj, action) for action in ("change", "confirm", "allocate")}
        is_new = obj.status == Receipt.Status.REGISTERED
        counts = obj.status in Receipt.COUNTS
        is_uncashed = obj.cashed_on is None
        return {
            **super().context(obj),
            "facts": [
                customer_fact(obj, user),
                {
                    "label": _("Amount"),
                    "value": f"{obj.currency} {amount_text(obj.amount)}",
                    "of": ("amount",),
                },
                {"label": _("Matched"), "value": amount_text(obj.allocated), "of": ("allocated",)},
                {"label": _("Not matched"), "value": amount_text(obj.rest), "of": ("rest",)},
                {"label": _("Received on"), "value": show(obj.received_on)},
                {"label": _("Form"), "value": obj.get_method_display()},
            ],
            "tone": TONES[obj.status],
            "deeds": shown_deeds(
                obj,
                Deed("orders:receipt_confirm", _("Confirm"), "check", is_new and may["confirm"], True),
                Deed(
                    "orders:receipt_match",
                    _("Match"),
                    "link",
                    counts and obj.rest > 0 and may["allocate"],
                    True,
                ),
                Deed("orders:receipt_edit", _("Edit"), "edit", is_new and may["change"]),
                Deed(
                    "orders:receipt_cash",
                    _("Draft cashed"),
                    "building-bank",
                    counts and is_uncashed and obj.method in Receipt.DRAFTS and may["confirm"],
                ),
                Deed(
                    "orders:receipt_bounce",
                    _("Bounced"),
                    "arrow-back-up",
                    counts and is_uncashed and may["confirm"],
                ),
                Deed("orders:receipt_void", _("Void"), "ban", is_new and may["change"]),
            ),
        }


class ReceiptConfirm(ActionPage):
    record = RECEIPTS
    action = "confirm"
    verb = gettext_lazy("Confirm")
    question = gettext_lazy("The money has come. It counts from now on and may be matched.")

    def perform(self, obj: Receipt, form: Any) -> str:
        service.confirm_receipt(obj, by=self.request.user)
        return _("%(record)s is confirmed.") % {"record": obj}


class ReceiptMatch(ActionPage):
    record = RECEIPTS
    action = "allocate"
    verb = gettext_lazy("Match")
    question = gettext_lazy(
        "How much pays what; proposed from the oldest due day on. What is left stays credit."
    )
    form_class = MatchForm

    def authorise(self) -> None:
        super().authorise()
        gate.require_read(self.request.user, PaymentPlan, "open_amount")
        gate.require_read(self.request.user, Receipt, "rest")

    def perform(self, obj: Receipt, form: Any) -> str:
        rows = allocation.allocate(obj, form.shares(), by=self.request.user)
        return _("%(amount)s matched.") % {"amount": amount_text(sum(row.amount for row in rows))}


class ReceiptCash(ActionPage):
    record = RECEIPTS
    action = "confirm"
    verb = gettext_lazy("Draft cashed")
    question = gettext_lazy("The bank has paid the draft out.")
    form_class = CashForm

    def perform(self, obj: Receipt, form: Any) -> str:
        service.cash_draft(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was saved.") % {"record": obj}


class ReceiptBounce(ActionPage):
    record = RECEIPTS
    action = "confirm"
    verb = gettext_lazy("Bounced")
    question = gettext_lazy("All its matchings are taken back, and the customer owes again.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Receipt, form: Any) -> str:
        service.bounce_receipt(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s has bounced.") % {"record": obj}


class ReceiptVoid(ActionPage):
    record = RECEIPTS
    action = "change"
    verb = gettext_lazy("Void")
    question = gettext_lazy("It stays on record and never counts; this is not taken back.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Receipt, form: Any) -> str:
        service.void_receipt(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is void.") % {"record": obj}


class MatchingTakeBack(ActionPage):
    """Of a matching; the right is that of its receipt."""

    record = RECEIPTS
    action = "allocate"
    verb = gettext_lazy("Take the matching back")
    question = gettext_lazy("The amount is the receipt's again, and what it paid is open again.")
    form_class = ReasonForm
    is_dangerous = True

    def authorise(self) -> None:
        super().authorise()
        gate.require_read(self.request.user, ReceiptAllocation, "amount")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        receipts = self.record.rows(self.request.user).values("pk")
        row = get_object_or_404(
            ReceiptAllocation.objects.visible_to(self.request.user).select_related("receipt"),
            pk=pk,
            receipt__in=receipts,
        )
        gate.require(self.request.user, row.receipt, self.action)
        return row

    def perform(self, obj: ReceiptAllocation, form: Any) -> str:
        allocation.take_back(obj, by=self.request.user, **form.cleaned_data)
        return _("The matching was taken back.")
