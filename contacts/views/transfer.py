"""Handing customers over: many at once with a preview, and everything of a colleague who leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import sources as account_sources
from accounts.models import User
from core.pages import Page
from records import gate
from records.selection import Selection

from ..forms.transfer import LeavingForm, TransferWizardForm
from ..models import Assignment, Customer
from ..records.customer import CUSTOMERS
from ..selectors.pools import goes_along
from ..services.leaving import hand_over_all, open_loans
from ..services.ownership import hand_over

SHOWN = 200


class TransferWizard(Page):
    """Choose (the list's ticked rows, or `?ids=`), ask, preview, do, and say what became of each."""

    template = "contacts/transfer.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Customer, "transfer")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(Selection(CUSTOMERS, request.user, request.GET))

    def post(self, request: HttpRequest) -> HttpResponse:
        selection = Selection(CUSTOMERS, request.user, request.POST)
        if "to" not in request.POST:
            return self.ask(selection)
        rows = self.rows(selection)
        form = TransferWizardForm(request.POST, user=request.user, rows=rows)
        if not form.is_valid():
            return self.ask(selection, form, status=422)
        if "back" in request.POST:
            return self.ask(selection, form)
        is_trial = "confirmed" not in request.POST
        data = form.cleaned_data
        outcome = hand_over(
            rows,
            to=data["to"],
            by=request.user,
            reason=data["reason"],
            keep_old_as_member=data["keep_old_as_member"],
            leave=form.left_behind,
            ask_note=data["ask_note"],
            is_trial=is_trial,
        )
        return self.show(
            step="preview" if is_trial else "result",
            title=_("Transfer customers"),
            outcome=outcome,
            to=data["to"],
            moved=outcome.moved[:SHOWN],
            refused=outcome.refused[:SHOWN],
            left_out=self.left_out(selection),
            carried=[*selection.carried, *carried(request.POST)],
            back_url=back_url(selection),
        )

    def rows(self, selection: Selection) -> Any:
        return selection.rows("transfer")

    def left_out(self, selection: Selection) -> int:
        return int(selection.rows().count() - self.rows(selection).count())

    def ask(self, selection: Selection, form: Any = None, status: int = 200) -> HttpResponse:
        if not selection:
            messages.warning(self.request, _("Nothing is selected. Tick the rows first."))
            return HttpResponseRedirect(CUSTOMERS.list_url)
        rows = self.rows(selection)
        along = goes_along(rows)
        return self.show(
            status,
            step="ask",
            title=_("Transfer customers"),
            form=form or TransferWizardForm(user=self.request.user, rows=rows),
            count=rows.count(),
            left_out=self.left_out(selection),
            always=[(_("contacts"), along["people"]), (_("units"), along["units"])],
            customers=list(rows.select_related("owner").order_by("pinyin", "pk")[:SHOWN]),
            carried=selection.carried,
            back_url=back_url(selection),
        )


def carried(posted: QueryDict) -> list[tuple[str, str]]:
    names = ("to", "reason", "along", "keep_old_as_member", "ask_note")
    return [(name, value) for name in names for value in posted.getlist(name)]


def back_url(selection: Selection) -> str:
    return f"{CUSTOMERS.list_url}?{selection.query}" if selection.query else CUSTOMERS.list_url


class Leaving(Page):
    """All that a colleague still has at customers, handed over on one page: to one receiver, or customer by customer."""

    template = "contacts/leaving.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Customer, "transfer")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.ask(self.leaver(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        leaver = self.leaver(pk)
        rows = self.rows(leaver)
        form = LeavingForm(request.POST, user=request.user, rows=list(rows[:SHOWN]))
        if not form.is_valid():
            return self.ask(leaver, form, status=422)
        chosen = form.receivers()
        to = form.cleaned_data["to"]
        if to is not None:
            chosen |= {row.pk: to for row in rows if row.pk not in chosen}
        done = hand_over_all(
            leaver,
            chosen,
            rows=list(rows.filter(pk__in=chosen)),
            by=request.user,
            reason=form.cleaned_data["reason"],
            is_last=True,
        )
        words = {"name": leaver, "count": done.moved}
        self.notify(_("%(count)d customers of %(name)s were handed over.") % words)
        if done.submitted:
            self.notify(_("%(count)d key accounts were submitted for approval.") % {"count": done.submitted})
        for customer, why in done.refused[:5]:
            messages.warning(request, f"{customer}: {why}")
        return HttpResponseRedirect(reverse("contacts:leaving", args=[leaver.pk]))

    def leaver(self, pk: int) -> User:
        return get_object_or_404(User, pk=pk, employee__isnull=False)

    def rows(self, leaver: User) -> Any:
        rows = Customer.objects.visible_to(self.request.user, "transfer").filter(owner=leaver)
        return rows.select_related("owner").order_by("-is_key_account", "pinyin", "pk")

    def ask(self, leaver: User, form: Any = None, status: int = 200) -> HttpResponse:
        rows = self.rows(leaver)
        count = rows.count()
        items = account_sources.hand_over_items(leaver)
        held = sum(item.count for item in items if item.url == self.request.path)
        visible = Assignment.objects.visible_to(self.request.user)
        here = count + open_loans(leaver).count()
        return self.show(
            status,
            title=_("Hand over the customers of %(name)s") % {"name": leaver},
            leaver=leaver,
            form=form or LeavingForm(user=self.request.user, rows=list(rows[:SHOWN])),
            count=count,
            more=max(0, count - SHOWN),
            outside=max(0, held - here),
            loans=list(visible.filter(pk__in=open_loans(leaver).values("pk")).select_related("customer")),
            others=[item for item in items if item.url != self.request.path],
            may_disable=self.request.user.has_perm("accounts.disable_employee"),
        )
