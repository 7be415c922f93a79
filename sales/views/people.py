"""What hangs on an opportunity: its people, and the review of its loss."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.form import ActionPage, CreatePage, EditPage

from ..forms.opportunity import PlaceForm, ReviewForm
from ..models import LossReview, Opportunity, OpportunityContact
from ..records.people import LOSS_REVIEWS, OPPORTUNITY_CONTACTS
from ..services.people import remove_place


class UnderSale(CreatePage):
    """A new row under the opportunity of the address, on which the user may write such rows."""

    def get(self, request: Any, pk: int, **kwargs: Any) -> Any:
        self.sale = self._sale(pk)
        return super().get(request, **kwargs)

    def post(self, request: Any, pk: int, **kwargs: Any) -> Any:
        self.sale = self._sale(pk)
        return super().post(request, **kwargs)

    def _sale(self, pk: int) -> Opportunity:
        rows = Opportunity.objects.visible_to(self.request.user).select_related("customer", "stage")
        sale: Opportunity | None = rows.filter(pk=pk).first()
        if sale is None:
            raise Http404
        gate.require_allowed(self.request.user, self.record.model, "add")
        gate.require(self.request.user, sale, "change")
        return sale

    def blank(self) -> Any:
        return self.record.model(opportunity=self.sale)


class PlaceCreate(UnderSale):
    record = OPPORTUNITY_CONTACTS
    form_class = PlaceForm


class PlaceEdit(EditPage):
    record = OPPORTUNITY_CONTACTS
    form_class = PlaceForm


class PlaceRemove(ActionPage):
    record = OPPORTUNITY_CONTACTS
    action = "delete"
    verb = gettext_lazy("Remove")
    question = gettext_lazy("The person stays with the customer; only this part in the sale ends.")
    is_dangerous = True

    def perform(self, obj: OpportunityContact, form: Any) -> str:
        remove_place(obj, by=self.request.user)
        return _("%(record)s was removed.") % {"record": obj}


class ReviewWrite(UnderSale):
    """Write the review of a lost sale, or go on writing it."""

    record = LOSS_REVIEWS
    form_class = ReviewForm

    def blank(self) -> Any:
        known = LossReview.objects.visible_to(self.request.user).filter(opportunity=self.sale).first()
        if known is not None:
            known.opportunity = self.sale
        return known or LossReview(opportunity=self.sale)
