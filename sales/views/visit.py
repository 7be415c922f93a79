"""Visits: list, the single one, planning; and what their owner and his leader do with them."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.dates import when
from core.distance import distance_text
from core.errors import DomainError
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage
from records.views.refused_at_field import RefusedAtField

from .. import visit_states as states
from ..forms import visit as forms
from ..models import Visit
from ..records.visit import TONES, VISITS, decide
from ..selectors.visit_deeds import next_deed
from ..services import visit as plans
from ..services import visit_minutes, visit_presence


class VisitList(ListPage):
    record = VISITS
    template = "sales/visit_list.html"


class VisitCreate(CreatePage):
    record = VISITS


class VisitEdit(EditPage):
    record = VISITS

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        visit = super().found(pk, rows=rows)
        if visit.status not in states.COMING:
            raise DomainError(_("Only what is still to come is changed."), "begun")
        return visit


class VisitDelete(DeletePage):
    record = VISITS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The draft moves to the recycle bin.")

    def perform(self, obj: Visit, form: Any) -> str:
        plans.delete_visit(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class VisitDetail(DetailPage):
    record = VISITS
    template = "sales/visit_detail.html"
    related = ("owner", "department", "customer", "unit", "opportunity", "reviewed_by", "created_by")

    def context(self, obj: Visit) -> dict[str, Any]:
        user = self.request.user
        is_own = obj.owner_id == user.pk
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete", "review")}
        return {
            **super().context(obj),
            "facts": head_facts(obj, user),
            "tone": TONES[obj.status],
            "deed": next_deed(obj, user) if may["change"] else None,
            "may": {**may, "change": may["change"] and obj.status in states.COMING},
            "may_move": may["change"] and obj.status == states.PLANNED,
            "may_delete": may["delete"] and obj.status == states.DRAFT,
            "may_review": may["review"] and not is_own and obj.status == states.SUBMITTED,
            "may_decide": may["review"] and not is_own and obj.exemption == Visit.Exemption.ASKED,
        }


def head_facts(obj: Visit, user: Any) -> list[dict[str, Any]]:
    """With whom, when, who: what one looks for first."""
    sees_customer = gate.may(user, obj.customer, "view")
    return [
        {
            "label": _("Customer"),
            "value": str(obj.customer),
            "url": obj.customer.get_absolute_url() if sees_customer else "",
        },
        {"label": _("Planned"), "value": when(obj.planned_start)},
        {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
    ]


class Deed(RefusedAtField, ActionPage):
    """A verb on one visit that whoever may change it does."""

    record = VISITS
    action = "change"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer", "owner"))

    def make_form(self, obj: Visit, data: Any = None) -> Any:
        if self.form_class is None:
            return None
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, user=self.request.user, subject=obj)


class VisitPlan(Deed):
    verb = gettext_lazy("Plan")
    question = gettext_lazy("From now on the visit is due at its time.")

    def perform(self, obj: Visit, form: Any) -> str:
        plans.confirm_draft(obj, by=self.request.user, is_confirmed=True)
        return _("%(record)s is planned.") % {"record": obj}


class VisitCheckIn(Deed):
    """By the button of the visit's page in one tap; this page asks whoever has no position or is too far away."""

    verb = gettext_lazy("Check in")
    template = "sales/visit_check_in.html"
    form_class = forms.CheckInForm

    def perform(self, obj: Visit, form: Any) -> str:
        data = form.cleaned_data
        visit = visit_presence.check_in(
            obj,
            by=self.request.user,
            position=data["position"],
            photo=data["photo"],
            reason=data["reason"],
        )
        if visit.distance_m is not None and visit.is_within_radius:
            return _("Checked in, %(distance)s from the customer's place.") % {
                "distance": distance_text(visit.distance_m)
            }
        return _("Checked in.")


class VisitCheckOut(Deed):
    verb = gettext_lazy("Check out")
    template = "sales/visit_check_in.html"
    form_class = forms.PositionForm

    def perform(self, obj: Visit, form: Any) -> str:
        visit = visit_presence.check_out(obj, by=self.request.user, position=form.cleaned_data["position"])
        return _("Checked out after %(minutes)d minutes. Now write it up.") % {
            "minutes": visit.stay_minutes or 0
        }

    def target(self, obj: Visit) -> str:
        return reverse("sales:visit_write", args=[obj.pk])


class VisitWrite(Deed):
    """The minutes; typed text is kept on the phone until they have arrived."""

    verb = gettext_lazy("Hand in")
    template = "sales/visit_write.html"
    form_class = forms.MinutesForm

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        if obj.status not in {states.CHECKED_OUT, states.RETURNED}:
            states.require_status(obj, states.SUBMITTED)
        return self.ask(obj, self.make_form(obj))

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        return self.show(
            status,
            object=obj,
            form=form,
            record=self.record,
            title=pgettext("visit", "Minutes"),
            least=visit_minutes.rule().least_characters,
        )

    def perform(self, obj: Visit, form: Any) -> str:
        visit = visit_minutes.submit_visit(obj, by=self.request.user, **form.cleaned_data)
        if visit.is_effective:
            return _("Handed in: the visit is effective.")
        return _("Handed in.")


class VisitReview(Deed):
    action = "review"
    verb = pgettext_lazy("visit", "Review")
    form_class = forms.ReviewForm

    def perform(self, obj: Visit, form: Any) -> str:
        decide(obj, self.request.user, form.cleaned_data)
        return _("%(record)s is reviewed.") % {"record": obj}


class VisitExemption(Deed):
    action = "review"
    verb = gettext_lazy("Decide about the place")
    form_class = forms.ExemptionForm

    def perform(self, obj: Visit, form: Any) -> str:
        data = form.cleaned_data
        visit_presence.decide_exemption(
            obj,
            is_approved=data["decision"] == "approve",
            by=self.request.user,
            remembers_place=data["remembers_place"],
        )
        return _("It is decided.")


class VisitReschedule(Deed):
    verb = gettext_lazy("Move to another time")
    question = gettext_lazy("This plan stays as rescheduled; a new one takes its place.")
    form_class = forms.RescheduleForm
    moved: Any = None

    def perform(self, obj: Visit, form: Any) -> str:
        self.moved = plans.reschedule_visit(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is moved.") % {"record": obj}

    def target(self, obj: Visit) -> str:
        return str(self.moved.get_absolute_url())


class VisitCancel(Deed):
    verb = gettext_lazy("Call it off")
    template = "sales/visit_cancel.html"
    form_class = forms.CancelForm
    is_dangerous = True

    def perform(self, obj: Visit, form: Any) -> str:
        data = form.cleaned_data
        plans.cancel_visit(
            obj, whose=data["whose"], reason=data["reason"], by=self.request.user, proof=data["proof"]
        )
        return _("%(record)s is called off.") % {"record": obj}


class VisitNow(RecordPage):
    """Check in to a visit that nobody planned."""

    record = VISITS
    action = "add"
    template = "sales/visit_now.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = forms.UnplannedForm(user=request.user, initial={"customer": request.GET.get("customer", "")})
        return self.ask(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.UnplannedForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            visit = visit_presence.check_in_now(by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.ask(form, status=422)
        self.notify(_("Checked in."))
        return HttpResponseRedirect(visit.get_absolute_url())

    def ask(self, form: Any, status: int = 200) -> HttpResponse:
        return self.show(status, form=form, record=self.record, title=_("Check in now"))


class VisitPhoto(RecordPage):
    """The photo of a check-in, which we have written ourselves: the one picture that is shown in its place."""

    record = VISITS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visit = self.found(pk, rows=self.record.rows(request.user).select_related("photo"))
        if visit.photo is None or visit.photo.is_deleted:
            raise Http404("photo")
        response = FileResponse(visit.photo.file.open("rb"), content_type="image/jpeg")
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
