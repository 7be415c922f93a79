"""Price lists and their prices: list, page, forms, and the way from draft to force."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.price_list import EditionForm, ReasonForm
from ..models import PriceList, PriceListLine
from ..records.price_list import PRICE_LISTS, PRICES
from ..services.price_list import (
    approve_price_list,
    delete_price_list,
    new_edition,
    remove_line,
    return_price_list,
    submit_price_list,
    withdraw_price_list,
)

Status = PriceList.Status


class PriceListList(ListPage):
    record = PRICE_LISTS


class PriceListCreate(CreatePage):
    record = PRICE_LISTS


class PriceListEdit(EditPage):
    record = PRICE_LISTS


class PriceListDelete(DeletePage):
    record = PRICE_LISTS

    def perform(self, obj: PriceList, form: Any) -> str:
        delete_price_list(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class PriceListDetail(DetailPage):
    record = PRICE_LISTS
    template = "catalog/price_list_detail.html"
    related = ("customer", "approved_by", "submitted_by")

    def context(self, obj: PriceList) -> dict[str, Any]:
        user = self.request.user
        found = super().context(obj)
        may_change = gate.holds(user, obj, "change")
        may_approve = gate.holds(user, obj, "approve") and obj.status == Status.APPROVING
        found["may"] = {"change": may_change and obj.is_draft}
        return {
            **found,
            "may_submit": may_change and obj.is_draft,
            "may_delete": obj.is_draft and gate.holds(user, obj, "delete"),
            "may_approve": may_approve,
            "may_withdraw": obj.status == Status.EFFECTIVE and gate.holds(user, obj, "withdraw"),
            "may_renew": may_change and obj.status in (Status.EFFECTIVE, Status.EXPIRED, Status.WITHDRAWN),
            "facts": self.facts(obj),
        }

    def facts(self, obj: PriceList) -> list[dict[str, Any]]:
        customer = obj.customer
        end = f"{obj.valid_to:%Y-%m-%d}" if obj.valid_to else _("no end")
        return [
            {"label": _("list number"), "value": obj.code},
            {"label": _("price mode"), "value": obj.get_mode_display()},
            {"label": _("status"), "value": obj.get_status_display()},
            {"label": _("validity"), "value": f"{obj.valid_from:%Y-%m-%d} – {end}"},
            {
                "label": _("currency"),
                "value": f"{obj.currency} · " + (_("tax included") if obj.tax_included else _("without tax")),
            },
            {
                "label": _("For whom"),
                "value": str(customer or obj.country or _("everybody")),
                "url": customer.get_absolute_url() if customer else "",
            },
        ]


class PriceListSubmit(ActionPage):
    record = PRICE_LISTS
    action = "change"
    verb = gettext_lazy("Submit for approval")
    question = gettext_lazy("Until it is approved no price is taken from it.")

    def perform(self, obj: PriceList, form: Any) -> str:
        submit_price_list(obj, by=self.request.user)
        return _("%(record)s was submitted.") % {"record": obj}


class PriceListApprove(ActionPage):
    record = PRICE_LISTS
    action = "approve"
    verb = gettext_lazy("Approve")
    question = gettext_lazy("From its first day on prices are taken from it.")

    def perform(self, obj: PriceList, form: Any) -> str:
        approve_price_list(obj, by=self.request.user)
        return _("%(record)s is in force.") % {"record": obj}


class PriceListReturn(ActionPage):
    record = PRICE_LISTS
    action = "approve"
    verb = gettext_lazy("Return")
    form_class = ReasonForm

    def perform(self, obj: PriceList, form: Any) -> str:
        return_price_list(obj, by=self.request.user, reason=form.cleaned_data["reason"])
        return _("%(record)s was returned.") % {"record": obj}


class PriceListWithdraw(ActionPage):
    record = PRICE_LISTS
    action = "withdraw"
    verb = gettext_lazy("Withdraw")
    question = gettext_lazy("As if it had never counted: the version before it counts again.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: PriceList, form: Any) -> str:
        withdraw_price_list(obj, by=self.request.user, reason=form.cleaned_data["reason"])
        return _("%(record)s was withdrawn.") % {"record": obj}


class PriceListRenew(ActionPage):
    record = PRICE_LISTS
    action = "change"
    verb = gettext_lazy("New version")
    question = gettext_lazy(
        "A draft with the same prices; it takes over on its first day, once it is approved."
    )
    form_class = EditionForm

    def perform(self, obj: PriceList, form: Any) -> str:
        self.made = new_edition(obj, by=self.request.user, valid_from=form.cleaned_data["valid_from"])
        return _("%(record)s was drafted.") % {"record": self.made}

    def target(self, obj: PriceList) -> str:
        return self.made.get_absolute_url()


class PriceAll(ListPage):
    record = PRICES


class PriceCreate(CreatePage):
    record = PRICES


class PriceEdit(EditPage):
    record = PRICES


class PriceDelete(DeletePage):
    record = PRICES

    def perform(self, obj: PriceListLine, form: Any) -> str:
        remove_line(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}

    def target(self, obj: PriceListLine) -> str:
        return reverse("catalog:price_list_detail", args=[obj.price_list_id])
