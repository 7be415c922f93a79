"""The public pools: what lies in them, claiming it, giving it out, and the ways into a pool."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.errors import DomainError
from core.pages import Page
from core.tables import show
from records import gate, menu
from records.views.form import ActionPage
from records.views.list import ListPage

from ..forms.ownership import AssignForm, LockForm, RecallForm, ReleaseForm
from ..models import Customer, PooledCustomer, PoolRule
from ..records.customer import CUSTOMERS
from ..records.pool import POOLED
from ..selectors import recall
from ..selectors.pools import claimable, pools_of, seen_in_a_pool, waiting_behind
from ..services import holding
from ..services.lock import lock_customer, unlock_customer
from ..services.pool import (
    assign_customers,
    check_may_claim,
    claim_customer,
    claims_today,
    recall_customer,
    release_customer,
)


class PooledList(ListPage):
    record = POOLED
    template = "contacts/pooled_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.htmx:
            self.allowance = allowance(request.user)
        return super().get(request)


def allowance(user: Any) -> list[str]:
    """What the reader may still take today, in words."""
    if not gate.allowed(user, PooledCustomer, "claim"):
        return []
    words = []
    for pool in pools_of(user):
        if pool.daily_claim_limit is not None:
            left = max(0, pool.daily_claim_limit - claims_today(user, pool))
            words.append(_("%(pool)s: %(left)d more claims today") % {"pool": pool, "left": left})
    room = holding.room(user)
    if room is not None:
        words.append(_("room for %(count)d more customers") % {"count": room})
    return words


class PooledDetail(Page):
    """A customer as its pool shows it; the former owner still finds here what his old links lead to."""

    template = "contacts/pooled_detail.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, PooledCustomer)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = request.user
        row = seen_in_a_pool(user, pk)
        if row is None:
            raise Http404(pk)
        may_claim = gate.may(user, row, "claim")
        return self.show(
            object=row,
            title=row.name,
            facts=[
                {"label": column.label, "value": show(column.value(row))}
                for column in POOLED.columns_for(user)[1:]
            ],
            counts=waiting_behind(row),
            may_claim=may_claim,
            may_assign=gate.may(user, row, "assign"),
            why_not=why_not(row, user) if may_claim else "",
            breadcrumbs=[
                {
                    "label": menu.label(user, "contacts:pooled_list", _("Public pool")),
                    "url": reverse("contacts:pooled_list"),
                },
                {"label": row.name, "url": ""},
            ],
        )


def why_not(row: PooledCustomer, user: Any) -> str:
    """Why this reader cannot claim it now; empty where he can."""
    try:
        check_may_claim(row, user)
        holding.check_cap(user, customer=row)
    except DomainError as refusal:
        return refusal.message
    return ""


def submitted(customer: Customer) -> str:
    return _("%(record)s is a key account: the change was submitted for approval.") % {"record": customer}


def into_pool(customer: Customer) -> str:
    if customer.pool is None:
        return submitted(customer)
    return _("%(record)s went to “%(pool)s”.") % {"record": customer, "pool": customer.pool}


class PooledClaim(ActionPage):
    record = POOLED
    action = "claim"
    verb = gettext_lazy("Claim")
    question = gettext_lazy("The customer becomes yours, with its whole history.")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        return get_object_or_404(claimable(self.request.user), pk=pk)

    def perform(self, obj: Customer, form: Any) -> str:
        claimed = claim_customer(obj, by=self.request.user)
        if claimed.owner_id is None:
            return submitted(obj)
        return _("%(record)s is yours now.") % {"record": obj}

    def target(self, obj: Customer) -> str:
        """A claimed customer opens on its page; the old address of a waiting one leads to the pool's."""
        return reverse("contacts:customer_detail", args=[obj.pk])


class PooledAssign(ActionPage):
    record = POOLED
    action = "assign"
    verb = gettext_lazy("Give to a colleague")
    question = gettext_lazy("Daily limit and cool-down do not bind you; the holding cap does.")
    form_class = AssignForm

    def perform(self, obj: Customer, form: Any) -> str:
        to = form.cleaned_data["to"]
        given = assign_customers([obj], to=to, by=self.request.user, reason=form.cleaned_data["reason"])
        if given.refused:
            raise DomainError(given.refused[0][1])
        if given.submitted:
            return submitted(obj)
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": to}

    def target(self, obj: Customer) -> str:
        return self.record.list_url


class CustomerAssign(PooledAssign):
    record = CUSTOMERS
    question = gettext_lazy("The customer has no owner. Whoever gets it owns it from now on.")


class CustomerRelease(ActionPage):
    record = CUSTOMERS
    action = "release"
    verb = gettext_lazy("Give up to the public pool")
    question = gettext_lazy(
        "You are no longer its owner; what is planned is cancelled. You may claim it again after the cool-down."
    )
    form_class = ReleaseForm
    is_dangerous = True

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        released = release_customer(obj, by=self.request.user, reason=data["reason"], pool=data["pool"])
        return into_pool(released)

    def target(self, obj: Customer) -> str:
        return CUSTOMERS.list_url


class CustomerRecall(CustomerRelease):
    action = "recall"
    verb = gettext_lazy("Recall to the public pool")
    question = gettext_lazy("Its owner loses it at once and is told; what is planned is cancelled.")
    form_class = RecallForm

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        recalled = recall_customer(obj, by=self.request.user, reason=data["reason"], pool=data["pool"])
        return into_pool(recalled)


class CustomerLock(ActionPage):
    record = CUSTOMERS
    action = "lock"
    verb = gettext_lazy("Lock")
    question = gettext_lazy("A locked customer stays with its owner: no rule and nobody puts it into a pool.")
    form_class = LockForm

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        locked = lock_customer(obj, until=data["until"], by=self.request.user, reason=data["reason"])
        return _("%(record)s is locked until %(day)s.") % {"record": locked, "day": show(locked.locked_until)}


class CustomerUnlock(ActionPage):
    record = CUSTOMERS
    action = "lock"
    verb = gettext_lazy("Unlock")
    question = gettext_lazy("The rules of the pools count for it again.")

    def perform(self, obj: Customer, form: Any) -> str:
        unlock_customer(obj, by=self.request.user)
        return _("%(record)s is no longer locked.") % {"record": obj}


class PoolPreview(Page):
    """What each rule would recall tomorrow: the numbers for those who set the rules, the customers for whom they concern."""

    template = "contacts/pool_preview.html"
    MOST = 200

    def authorise(self) -> None:
        user = self.request.user
        if not user.has_perm("contacts.change_poolrule"):
            gate.require_allowed(user, Customer, "recall")

    def get(self, request: HttpRequest) -> HttpResponse:
        tomorrow = recall.tomorrow()
        rules = PoolRule.objects.filter(pool__is_active=True).select_related("pool")
        seen = Customer.objects.visible_to(request.user, "recall")
        shown = []
        for rule in rules.order_by("pool__sort", "pool_id", "id"):
            due = recall.due(tomorrow, only=rule)
            customers = seen.filter(pk__in=[found.customer_id for found in due[: self.MOST]])
            shown.append(
                {
                    "rule": rule,
                    "count": len(due),
                    "holds": [hold.label for hold in recall.holds_of(rule)],
                    "customers": list(customers.select_related("owner").order_by("pinyin", "pk")),
                    "is_off": not (rule.is_active and rule.pool.auto_recall),
                }
            )
        return self.show(
            title=_("What the rules would recall tomorrow"),
            rules=shown,
            tomorrow=tomorrow,
            today=clock.today(),
        )
