"""Accounting periods: which months are closed, and closing or opening them."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.day_fields import DayField
from core.errors import DomainError
from core.pages import Page
from records import gate

from ..models import AccountingPeriod
from ..services.period import close_period, first_of, open_period
from ..terms import months_later

SHOWN, RECENT = 24, 6


class PeriodForm(forms.Form):
    month = DayField()
    is_open = forms.BooleanField(required=False)
    reason = forms.CharField(label=gettext_lazy("reason"), max_length=200, required=False)


class PeriodPage(Page):
    template = "orders/periods.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, AccountingPeriod, "view")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.answer()

    def post(self, request: HttpRequest) -> HttpResponse:
        gate.require_allowed(request.user, AccountingPeriod, "close")
        form = PeriodForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Name the month."))
            return self.answer(422)
        try:
            self.perform(form.cleaned_data)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return self.answer(422)
        return HttpResponseRedirect(reverse("orders:periods"))

    def perform(self, given: dict[str, Any]) -> None:
        if given["is_open"]:
            open_period(given["month"], by=self.request.user, reason=given["reason"])
            messages.success(self.request, _("The books are open again."))
        else:
            close_period(given["month"], by=self.request.user)
            messages.success(self.request, _("The books are closed."))

    def answer(self, status: int = 200) -> HttpResponse:
        known = {row.month: row for row in AccountingPeriod.objects.select_related("closed_by")}
        last: date = months_later(first_of(clock.today()), -1)
        months = [months_later(last, -back) for back in range(SHOWN)]
        rows = [{"month": month, "period": known.get(month)} for month in months]
        shown = rows if "all" in self.request.GET else worth_a_look(rows)
        return self.show(
            status,
            title=_("Accounting periods"),
            months=shown,
            has_more=len(shown) < len(rows),
            may_close=gate.allowed(self.request.user, AccountingPeriod, "close"),
        )


def worth_a_look(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last months, and of those before them each that stands open among closed ones; the newest first."""
    closed = [
        place for place, row in enumerate(rows) if row["period"] is not None and row["period"].is_closed
    ]
    oldest = max(closed, default=0)
    return [
        row for place, row in enumerate(rows) if place < RECENT or (place < oldest and place not in closed)
    ]
