"""Tier and credit grade: proposing another one, and what became of each proposal."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage
from records.views.list import ListPage

from ..forms.rating import CreditForm, TierForm
from ..models import CreditRating, Customer, Rating, TierChange
from ..records.customer import CUSTOMERS
from ..records.rating import CREDIT_RATINGS, TIER_CHANGES
from ..services.rating import drop_rating, propose_rating, submit_rating
from .assignment import fact

SHOWN = (
    "customer",
    "before",
    "after",
    "status",
    "reason",
    "in_force_from",
    "past_from",
    "created_by",
    "created_at",
)


class ProposePage(ActionPage):
    record = CUSTOMERS
    model: Any = None

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Customer)
        gate.require_allowed(self.request.user, self.model, "add")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        """A customer that one sees, and under which one may propose."""
        user = self.request.user
        customer = get_object_or_404(Customer.objects.visible_to(user), pk=pk)
        allowed = gate.parent_condition(user, self.model, "add")
        if not Customer.objects.visible_to(user).filter(allowed, pk=pk).exists():
            raise PermissionDenied("add")
        return customer

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        self.made = propose_rating(
            self.model, obj, after=data["after"], reason=data["reason"], by=self.request.user
        )
        if self.made.status == Rating.Status.IN_FORCE:
            return _("The change of %(record)s is in force.") % {"record": obj}
        return said(obj)

    def target(self, obj: Customer) -> str:
        address: str = self.made.get_absolute_url()
        return address


class TierPropose(ProposePage):
    model = TierChange
    form_class = TierForm
    verb = gettext_lazy("Propose another tier")


class CreditPropose(ProposePage):
    model = CreditRating
    form_class = CreditForm
    verb = gettext_lazy("Propose another credit grade")


class RatingDetail(DetailPage):
    template = "contacts/rating_detail.html"
    fragment = ""
    related = ("customer", "created_by")

    def context(self, obj: Any) -> dict[str, Any]:
        is_mine = obj.status == Rating.Status.PROPOSED and gate.may(self.request.user, obj, "add")
        return {
            **super().context(obj),
            "shown": [fact(obj, name) for name in SHOWN],
            "may_act": is_mine,
            "submit_url": self.record.url("submit", obj.pk),
            "drop_url": self.record.url("drop", obj.pk),
        }


class RatingSubmit(ActionPage):
    """Submits again what came back."""

    action = "add"
    verb = gettext_lazy("Submit again")
    question = gettext_lazy("Until it is approved the old value holds.")

    def perform(self, obj: Any, form: Any) -> str:
        submit_rating(obj, by=self.request.user)
        return said(obj.customer)


class RatingDrop(ActionPage):
    action = "add"
    verb = gettext_lazy("Drop the proposal")
    is_dangerous = True

    def perform(self, obj: Any, form: Any) -> str:
        drop_rating(obj, by=self.request.user)
        return _("The proposal was dropped.")

    def target(self, obj: Any) -> str:
        address: str = obj.customer.get_absolute_url()
        return address


def said(customer: Customer) -> str:
    return _("The change of %(record)s was submitted for approval; until then the old value holds.") % {
        "record": customer
    }


class TierChangeSubmit(RatingSubmit):
    record = TIER_CHANGES


class TierChangeDrop(RatingDrop):
    record = TIER_CHANGES


class CreditRatingSubmit(RatingSubmit):
    record = CREDIT_RATINGS


class CreditRatingDrop(RatingDrop):
    record = CREDIT_RATINGS


class TierChangeDetail(RatingDetail):
    record = TIER_CHANGES


class CreditRatingDetail(RatingDetail):
    record = CREDIT_RATINGS


class TierChangeList(ListPage):
    record = TIER_CHANGES


class CreditRatingList(ListPage):
    record = CREDIT_RATINGS
