"""Opportunities: list, the single one, entering, moving along, ending, handing over."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from contacts.models import FollowUp
from contacts.services.follow_up import log_follow_up
from core import clock
from core.dates import humanize_day
from core.money import money_text
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.opportunity import LoseForm, MoveForm, ReasonForm, TakeUpForm, TalkForm, TransferForm, WinForm
from ..models import Opportunity
from ..records.opportunity import OPPORTUNITIES, TONES
from ..selectors.stage_bar import stage_bar
from ..services import stage as moves
from ..services.opportunity import delete_opportunity, transfer_opportunity


class OpportunityList(ListPage):
    record = OPPORTUNITIES
    template = "sales/opportunity_list.html"


class OpportunityCreate(CreatePage):
    record = OPPORTUNITIES


class OpportunityEdit(EditPage):
    record = OPPORTUNITIES


class OpportunityDelete(DeletePage):
    record = OPPORTUNITIES
    verb = gettext_lazy("Delete")
    question = gettext_lazy(
        "The opportunity moves to the recycle bin. Only one without a result can be deleted."
    )

    def perform(self, obj: Opportunity, form: Any) -> str:
        delete_opportunity(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class OpportunityDetail(DetailPage):
    record = OPPORTUNITIES
    template = "sales/opportunity_detail.html"
    related = ("owner", "department", "customer", "unit", "pipeline", "stage", "created_by")

    def context(self, obj: Opportunity) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete", "transfer", "reopen")}
        is_ended = obj.status in {"won", "lost", "invalid"}
        return {
            **known,
            "facts": head_facts(obj, user),
            "tone": TONES[obj.status],
            "stages": stage_bar(obj),
            "may": {**may, "change": may["change"] and not is_ended},
            "may_move": may["change"] and obj.is_open,
            "may_take_up": (obj.status == "shelved" and may["change"])
            or (obj.status == "lost" and may["change"] and may["reopen"]),
            "may_delete": may["delete"] and obj.status not in {"won", "lost"},
            "may_talk": gate.holds(user, obj, "change") and gate.holds(user, obj.customer, "add", FollowUp),
        }


def head_facts(obj: Opportunity, user: Any) -> list[dict[str, Any]]:
    closed = access.closed_fields(user, "sales.opportunity")
    sees_customer = gate.may(user, obj.customer, "view")
    facts: list[dict[str, Any]] = [
        {
            "label": _("Customer"),
            "value": str(obj.customer),
            "url": obj.customer.get_absolute_url() if sees_customer else "",
        },
        {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
    ]
    if "amount" not in closed:
        amount = money_text(obj.base_amount) if obj.amount is not None else "–"
        if obj.currency != Opportunity.Currency.CNY and obj.amount is not None:
            amount = f"{obj.amount:,} {obj.currency} ≈ {amount}"
        facts.append({"label": _("Amount"), "value": amount})
        if obj.is_open:
            facts.append({"label": _("Weighted"), "value": money_text(obj.weighted)})
    facts.append({"label": _("Win probability"), "value": f"{obj.probability.normalize():f} %"})
    if obj.is_open:
        facts.append({"label": _("Expected close"), "value": _late(obj.expected_close)})
        step = f"{_late(obj.next_step_on)} {obj.next_step}" if obj.next_step_on else obj.next_step
        facts.append({"label": _("Next step"), "value": step})
    return facts


def _late(day: Any) -> str:
    """The day, with how people say it where they do; one that has passed says so."""
    shown, said = f"{day:%Y-%m-%d}", humanize_day(day)
    if day < clock.today():
        return _("%(day)s, overdue") % {"day": shown}
    return shown if said == shown else f"{shown} ({said})"


class Deed(ActionPage):
    """A verb on one opportunity that whoever may change it does."""

    record = OPPORTUNITIES
    action = "change"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("stage", "pipeline", "customer"))


class OpportunityMove(Deed):
    verb = gettext_lazy("Move to another stage")
    form_class = MoveForm

    def make_form(self, obj: Opportunity, data: Any = None) -> Any:
        given = {"stage": self.request.GET["stage"]} if self.request.GET.get("stage", "").isdecimal() else {}
        return MoveForm(data, user=self.request.user, subject=obj, initial=given)

    def perform(self, obj: Opportunity, form: Any) -> str:
        data = form.cleaned_data
        moved = moves.move_opportunity(
            obj,
            to=data["stage"],
            by=self.request.user,
            reason=data["reason"],
            version=data["version"],
            **form.facts(),
        )
        return _("%(record)s is now in “%(stage)s”.") % {"record": obj, "stage": moved.stage}

    def target(self, obj: Opportunity) -> str:
        return back_to_board(self.request) or obj.get_absolute_url()


def back_to_board(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    return asked if asked.startswith(reverse("sales:board")) else ""


class OpportunityWin(Deed):
    verb = gettext_lazy("Won")
    question = gettext_lazy("A sale is won by a contract or an order. This is not taken back.")
    form_class = WinForm

    def perform(self, obj: Opportunity, form: Any) -> str:
        moves.win_opportunity(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is won. Congratulations!") % {"record": obj}


class OpportunityLose(Deed):
    verb = gettext_lazy("Lost")
    question = gettext_lazy("Say why and to whom; a large one, or one of a key account, needs a review.")
    form_class = LoseForm
    is_dangerous = True

    def perform(self, obj: Opportunity, form: Any) -> str:
        moves.lose_opportunity(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is lost.") % {"record": obj}


class OpportunityShelve(Deed):
    verb = gettext_lazy("Shelve")
    question = gettext_lazy("It counts in no forecast until it is taken up again.")
    form_class = ReasonForm

    def perform(self, obj: Opportunity, form: Any) -> str:
        moves.shelve_opportunity(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is shelved.") % {"record": obj}


class OpportunityInvalid(Deed):
    verb = gettext_lazy("Call it invalid")
    question = gettext_lazy("It was no sale at all. This is not taken back.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Opportunity, form: Any) -> str:
        moves.call_invalid(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is invalid.") % {"record": obj}


class OpportunityTakeUp(Deed):
    verb = gettext_lazy("Take up again")
    question = gettext_lazy("It goes on in the stage in which it stopped.")
    form_class = TakeUpForm

    def perform(self, obj: Opportunity, form: Any) -> str:
        moves.take_up(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is in progress again.") % {"record": obj}


class OpportunityTransfer(Deed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The opportunity alone changes hands; its customer stays with its owner.")
    form_class = TransferForm

    def perform(self, obj: Opportunity, form: Any) -> str:
        data = form.cleaned_data
        transfer_opportunity(obj, to=data["to"], by=self.request.user, reason=data["reason"])
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": data["to"]}

    def target(self, obj: Opportunity) -> str:
        still = Opportunity.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else OPPORTUNITIES.list_url


class OpportunityTalk(Deed):
    """A follow-up at the customer that is about this sale."""

    verb = gettext_lazy("Log a follow-up")
    form_class = TalkForm

    def authorise(self) -> None:
        super().authorise()
        gate.require_allowed(self.request.user, FollowUp, "add")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        obj = super().found(pk, rows=rows)
        if not gate.holds(self.request.user, obj.customer, "add", FollowUp):
            raise PermissionDenied("contacts.add_followup")
        return obj

    def perform(self, obj: Opportunity, form: Any) -> str:
        data = form.cleaned_data
        log_follow_up(by=self.request.user, customer=obj.customer, about=obj, **data)
        return _("It was written down.")
