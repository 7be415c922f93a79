"""Leads: list, the single one, entering, giving out, touching, converting and ending them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Customer
from contacts.views.unmask import Unmask
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms.lead import AssignForm, ConvertForm, ReasonForm, TouchForm
from ..models import Lead
from ..records.lead import LEADS
from ..selectors.leads import lead_hits
from ..services.lead import assign_lead, close_lead, reject_lead, touch_lead
from ..services.lead_conversion import convert_lead
from ..services.lead_escalation import LEADER, REASSIGN, REMIND, next_step


class LeadList(ListPage):
    record = LEADS


class LeadCreate(CreatePage):
    record = LEADS

    def answer(self, saved: Any) -> HttpResponse:
        """Who only takes leads down for others sees none: he gets the empty form again."""
        if gate.allowed(self.request.user, Lead):
            return super().answer(saved)
        return HttpResponseRedirect(self.request.path)


class LeadEdit(EditPage):
    record = LEADS


class LeadDelete(DeletePage):
    record = LEADS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The lead moves to the recycle bin.")


class LeadKnown(RecordPage):
    """What is known already, while somebody types."""

    record = LEADS
    action = "add"
    template = fragment = "contacts/_duplicates.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = {name: request.GET.get(name, "")[:200] for name in ("company", "phone", "email")}
        return self.show(hits=lead_hits(request.user, **typed))


class LeadUnmask(Unmask):
    record = LEADS


COMES_NEXT = {
    REMIND: gettext_lazy("Untouched, its owner is reminded"),
    LEADER: gettext_lazy("Untouched, the superior is told"),
    REASSIGN: gettext_lazy("Untouched, it goes to a colleague"),
}


def untouched(lead: Lead) -> list[dict[str, Any]]:
    """What comes of it that nobody has touched the lead yet, and when."""
    found = [{"label": _("Risk"), "value": _("high risk")}] if lead.is_high_risk else []
    following = next_step(lead)
    if following is not None:
        step, at = following
        found.append({"label": COMES_NEXT[step], "value": show(at)})
    return found


class LeadDetail(DetailPage):
    record = LEADS
    template = "marketing/lead_detail.html"
    related = ("owner", "department", "customer", "contact", "rule", "created_by", "duplicate_of")

    def context(self, obj: Lead) -> dict[str, Any]:
        user = self.request.user
        sees_customer = obj.customer is not None and gate.may(user, obj.customer, "view")
        known = super().context(obj)
        may = known["may"]
        is_working = obj.status in {Lead.Status.ASSIGNED, Lead.Status.FOLLOWING}
        facts = [
            {"label": _("Status"), "value": obj.get_status_display()},
            {"label": _("Owner"), "value": show(obj.owner)},
            {"label": _("Company"), "value": obj.company},
            {"label": _("Estimated amount (yuan)"), "value": show(obj.est_amount), "of": ("est_amount",)},
        ]
        facts += untouched(obj)
        if sees_customer:
            facts.append(
                {
                    "label": _("Customer"),
                    "value": str(obj.customer),
                    "url": obj.customer.get_absolute_url(),
                }
            )
        return {
            **known,
            "facts": facts,
            "may": {**may, "change": may["change"] and obj.status != Lead.Status.CONVERTED},
            "may_assign": may["assign"] and (obj.is_open or obj.status == Lead.Status.INVALID),
            "may_touch": may["change"] and is_working,
            "may_convert": may["convert"] and is_working,
            "may_end": may["change"] and obj.is_open,
            "may_close": may["change"] and is_working,
        }


class LeadAssign(ActionPage):
    record = LEADS
    action = "assign"
    verb = gettext_lazy("Give to a colleague")
    question = gettext_lazy("He is told, and has until the reminder to touch it.")
    form_class = AssignForm

    def perform(self, obj: Lead, form: Any) -> str:
        data = form.cleaned_data
        assign_lead(obj, to=data["to"], by=self.request.user, reason=data["reason"])
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": data["to"]}

    def target(self, obj: Lead) -> str:
        """Whoever has given it out of his own reach goes back to the list."""
        still = Lead.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else LEADS.list_url


class LeadTouched(ActionPage):
    record = LEADS
    action = "change"
    verb = gettext_lazy("Log a touch")
    form_class = TouchForm

    def perform(self, obj: Lead, form: Any) -> str:
        data = form.cleaned_data
        touch_lead(obj, by=self.request.user, text=data["text"], kind=data["kind"])
        return _("It was written down.")


class LeadReject(ActionPage):
    record = LEADS
    action = "change"
    verb = gettext_lazy("Call it invalid")
    question = gettext_lazy("No business stands behind it. A manager may open it again.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Lead, form: Any) -> str:
        reject_lead(obj, by=self.request.user, reason=form.cleaned_data["reason"])
        return _("%(record)s is invalid.") % {"record": obj}


class LeadClose(ActionPage):
    record = LEADS
    action = "change"
    verb = gettext_lazy("Close the lead")
    question = gettext_lazy("It was real, but nothing came of it. It is not opened again.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Lead, form: Any) -> str:
        close_lead(obj, by=self.request.user, reason=form.cleaned_data["reason"])
        return _("%(record)s was closed.") % {"record": obj}


class LeadConvert(ActionPage):
    record = LEADS
    action = "convert"
    verb = gettext_lazy("Convert to a customer")
    question = gettext_lazy("This is done once. The lead stays as it came in and points to the customer.")
    form_class = ConvertForm

    def perform(self, obj: Lead, form: Any) -> str:
        self.made = convert_lead(obj, by=self.request.user, **form.chosen())
        return _("%(record)s became the customer %(customer)s.") % {
            "record": obj,
            "customer": self.made.customer,
        }

    def target(self, obj: Lead) -> str:
        customer = self.made.customer
        seen = Customer.objects.visible_to(self.request.user).filter(pk=customer.pk).exists()
        return customer.get_absolute_url() if seen else obj.get_absolute_url()
