"""Market information, competitors with their products and sightings, and what we say of ourselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Page
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.market import OwnCompanyForm, ReviewForm, ToLeadForm
from ..models import Lead, MarketInfo, OwnCompany
from ..records.market import COMPETITOR_PRODUCTS, COMPETITORS, MARKET_INFOS, SIGHTINGS, review
from ..selectors.own_company import own_company
from ..selectors.shown import shown_fields
from ..services.market_info import make_lead


class MarketInfoList(ListPage):
    record = MARKET_INFOS


class MarketInfoCreate(CreatePage):
    record = MARKET_INFOS

    def answer(self, saved: Any) -> HttpResponse:
        """Who only reports sees none: he gets the empty form again."""
        if gate.allowed(self.request.user, MarketInfo):
            return super().answer(saved)
        return HttpResponseRedirect(self.request.path)


class MarketInfoEdit(EditPage):
    record = MARKET_INFOS


class MarketInfoDelete(DeletePage):
    record = MARKET_INFOS
    verb = gettext_lazy("Delete")


class MarketInfoDetail(DetailPage):
    record = MARKET_INFOS
    template = "marketing/market_info_detail.html"
    related = ("owner", "customer", "competitor", "reviewer", "department")

    def context(self, obj: MarketInfo) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = known["may"]
        may_review = may["review"] and obj.owner_id != user.pk
        can_become = obj.status in {MarketInfo.Status.PENDING, MarketInfo.Status.ADOPTED}
        return {
            **known,
            "facts": [
                {"label": _("Status"), "value": obj.get_status_display()},
                {"label": _("Credibility"), "value": obj.get_credibility_display()},
                {"label": _("Kind"), "value": obj.get_kind_display()},
                {"label": _("Reported by"), "value": show(obj.owner)},
            ],
            "may": {**may, "change": may["change"] and obj.status == MarketInfo.Status.PENDING},
            "may_review": may_review and obj.status != MarketInfo.Status.LEAD,
            "may_make_lead": may["review"]
            and can_become
            and (may_review or obj.status == MarketInfo.Status.ADOPTED)
            and gate.allowed(user, Lead, "add"),
        }


class MarketInfoReview(ActionPage):
    record = MARKET_INFOS
    action = "review"
    verb = gettext_lazy("Review")
    form_class = ReviewForm

    def perform(self, obj: MarketInfo, form: Any) -> str:
        done = review(obj, self.request.user, form.cleaned_data)
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class MarketInfoToLead(ActionPage):
    record = MARKET_INFOS
    action = "review"
    verb = gettext_lazy("Make a lead of it")
    question = gettext_lazy("The lead goes to the customer's owner, or where the rules say.")
    form_class = ToLeadForm

    def perform(self, obj: MarketInfo, form: Any) -> str:
        self.made = make_lead(obj, by=self.request.user, company=form.cleaned_data["company"])
        return _("%(record)s was created.") % {"record": self.made}

    def target(self, obj: MarketInfo) -> str:
        return (
            self.made.get_absolute_url()
            if gate.may(self.request.user, self.made, "view")
            else super().target(obj)
        )


class CompetitorList(ListPage):
    record = COMPETITORS


class CompetitorCreate(CreatePage):
    record = COMPETITORS


class CompetitorEdit(EditPage):
    record = COMPETITORS


class CompetitorDelete(DeletePage):
    record = COMPETITORS
    verb = gettext_lazy("Delete")


class CompetitorDetail(DetailPage):
    record = COMPETITORS
    template = "marketing/competitor_detail.html"
    related = ("owner", "department")

    def context(self, obj: Any) -> dict[str, Any]:
        return {
            **super().context(obj),
            "facts": [
                {"label": _("Threat"), "value": obj.get_threat_display()},
                {"label": _("Price level"), "value": obj.get_price_level_display()},
                {"label": _("Owner"), "value": show(obj.owner)},
                {"label": _("Shared with the house"), "value": show(obj.is_shared)},
            ],
        }


class ChildDelete(DeletePage):
    verb = gettext_lazy("Remove")
    question = gettext_lazy("It stays in the history.")

    def target(self, obj: Any) -> str:
        return str(obj.get_absolute_url())


class CompetitorProductCreate(CreatePage):
    record = COMPETITOR_PRODUCTS


class CompetitorProductEdit(EditPage):
    record = COMPETITOR_PRODUCTS


class CompetitorProductDelete(ChildDelete):
    record = COMPETITOR_PRODUCTS


class SightingCreate(CreatePage):
    record = SIGHTINGS


class SightingEdit(EditPage):
    record = SIGHTINGS


class SightingDelete(ChildDelete):
    record = SIGHTINGS


class OwnCompanyPage(Page):
    """What we say of ourselves; everybody in the house reads it."""

    template = "marketing/own_company.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, OwnCompany)

    def get(self, request: HttpRequest) -> HttpResponse:
        company = own_company()
        names = OwnCompanyForm.Meta.fields
        return self.show(
            title=company.name or _("Own company"),
            fields=shown_fields(company, request.user, *names) if company.pk else [],
            may_change=gate.allowed(request.user, OwnCompany, "change"),
        )


class OwnCompanyEdit(Page):
    template = "marketing/own_company_form.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, OwnCompany, "change")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(title=_("Own company"), form=OwnCompanyForm(instance=own_company()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OwnCompanyForm(request.POST, instance=own_company())
        if not form.is_valid():
            return self.show(422, title=_("Own company"), form=form)
        form.save_by(request.user)
        messages.success(request, _("It was saved."))
        return HttpResponseRedirect(reverse("marketing:own_company"))
