"""Samples: list, the single one, and the verbs along their way."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.inquiry import HandOnForm
from ..forms.sample import ConcludeForm, InspectionForm, ReasonForm, SampleReplyForm, ShipForm, TrialForm
from ..models import SampleRequest
from ..records.inquiry import reply_label, reply_state
from ..records.sample import SAMPLES, TONES, delivery_state
from ..services import sample as service
from .inquiry import customer_fact

WAY = ("requested", "review", "making", "inspecting", "shipped", "trial")


class SampleList(ListPage):
    record = SAMPLES


class SampleCreate(CreatePage):
    record = SAMPLES


class SampleEdit(EditPage):
    record = SAMPLES


class SampleDelete(DeletePage):
    record = SAMPLES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Only a request that was never submitted is deleted; others are cancelled.")

    def perform(self, obj: SampleRequest, form: Any) -> str:
        service.delete_sample(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


def way_of(sample: SampleRequest) -> list[dict[str, Any]]:
    """The steps of a sample, and which one it has reached; its end stands in the place of the last."""
    labels = dict(SampleRequest.Status.choices)
    ends = {"passed", "failed", "resend", "cancelled"}
    steps = [*WAY, sample.status if sample.status in ends else "passed"]
    now = len(steps) - 1 if sample.status in ends else steps.index(sample.status)
    return [
        {"label": labels[SampleRequest.Status(step)], "is_now": place == now, "is_past": place < now}
        for place, step in enumerate(steps)
    ]


class SampleDetail(DetailPage):
    record = SAMPLES
    template = "sales/sample_detail.html"
    related = (
        "owner", "department", "customer", "unit", "contact", "opportunity__stage", "opportunity__pipeline", "inquiry",
        "product", "previous", "created_by",
    )  # fmt: skip

    def context(self, obj: SampleRequest) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete", "transfer")}
        may_act, now = may["change"], obj.status
        return {
            **known,
            "facts": [
                customer_fact(obj, user),
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
                {"label": reply_label(obj), "value": show(reply_state(obj))},
                {"label": _("Delivery due"), "value": show(delivery_state(obj))},
                {"label": _("Promised for"), "value": show(obj.promised_on)},
            ],
            "tone": TONES[now],
            "way": way_of(obj),
            "may": {**may, "change": may_act and now == "requested"},
            "may_delete": may["delete"] and obj.submitted_at is None,
            "may_do": {
                "submit": may_act and now == "requested",
                "reply": may_act and obj.is_open and obj.submitted_at is not None,
                "made": may_act and now == "making",
                "inspect": may_act and now == "inspecting",
                "trial": may_act and now == "shipped",
                "conclude": may_act and now == "trial",
                "cancel": may_act and now in {"requested", "making", "inspecting"},
            },
        }


class SampleDeed(ActionPage):
    record = SAMPLES
    action = "change"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(
            pk, rows=rows.select_related("customer", "opportunity__stage", "opportunity__pipeline")
        )

    def said(self, done: SampleRequest) -> str:
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class SampleSubmit(SampleDeed):
    verb = gettext_lazy("Submit")
    question = gettext_lazy("Both clocks start: the first reply to the customer, and the delivery.")

    def perform(self, obj: SampleRequest, form: Any) -> str:
        return self.said(service.submit_sample(obj, by=self.request.user))


class SampleReply(SampleDeed):
    verb = gettext_lazy("Reply")
    question = gettext_lazy("It is logged as a follow-up; the first reply stops the response clock.")
    form_class = SampleReplyForm

    def perform(self, obj: SampleRequest, form: Any) -> str:
        service.reply_to_sample(obj, by=self.request.user, **form.cleaned_data)
        return _("It was written down.")


class SampleMade(SampleDeed):
    verb = gettext_lazy("It is made")
    question = gettext_lazy("It goes to inspection.")

    def perform(self, obj: SampleRequest, form: Any) -> str:
        return self.said(service.made(obj, by=self.request.user))


class SampleRemake(SampleDeed):
    verb = gettext_lazy("Make it again")
    question = gettext_lazy("The inspection sends it back before anybody outside sees it.")
    form_class = InspectionForm

    def perform(self, obj: SampleRequest, form: Any) -> str:
        return self.said(service.make_again(obj, by=self.request.user, **form.cleaned_data))


class SampleShip(SampleDeed):
    verb = gettext_lazy("Ship")
    form_class = ShipForm

    def perform(self, obj: SampleRequest, form: Any) -> str:
        return self.said(service.ship_sample(obj, by=self.request.user, **form.cleaned_data))


class SampleTrial(SampleDeed):
    verb = gettext_lazy("Trial begins")
    form_class = TrialForm

    def perform(self, obj: SampleRequest, form: Any) -> str:
        return self.said(service.begin_trial(obj, by=self.request.user, **form.cleaned_data))


class SampleConclude(SampleDeed):
    verb = gettext_lazy("Conclude")
    question = gettext_lazy("What the customer's trial says is told to the sale; this is not taken back.")
    form_class = ConcludeForm

    def perform(self, obj: SampleRequest, form: Any) -> str:
        done, again = service.conclude_sample(obj, by=self.request.user, **form.cleaned_data)
        self.again = again
        if again is not None:
            return _("The next round is %(record)s: complete and submit it.") % {"record": again}
        return self.said(done)

    def target(self, obj: SampleRequest) -> str:
        again = getattr(self, "again", None)
        return again.get_absolute_url() if again is not None else obj.get_absolute_url()


class SampleCancel(SampleDeed):
    verb = gettext_lazy("Cancel the sample")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: SampleRequest, form: Any) -> str:
        return self.said(service.cancel_sample(obj, by=self.request.user, **form.cleaned_data))


class SampleTransfer(SampleDeed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The sample alone changes hands; its customer stays with its owner.")
    form_class = HandOnForm

    def perform(self, obj: SampleRequest, form: Any) -> str:
        service.transfer_sample(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": form.cleaned_data["to"]}

    def target(self, obj: SampleRequest) -> str:
        still = SampleRequest.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else SAMPLES.list_url
