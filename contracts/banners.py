"""What stands above a page: that an accepted quote can become a contract, that a contract is over or its review late."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from records import gate
from records.sources import Banner
from sales.models import Quote

from .models import Contract
from .services.course import attached


def banners(record: Any, user: Any) -> list[Banner]:
    if isinstance(record, Quote):
        return _of_quote(record, user)
    return _of_contract(record, user) if isinstance(record, Contract) else []


def _of_quote(quote: Quote, user: Any) -> list[Banner]:
    if quote.status != Quote.Status.ACCEPTED or not gate.holds(user, quote, "change"):
        return []
    if not gate.holds(user, quote.customer, "add", Contract):
        return []
    url = reverse("contracts:contract_of_quote", args=[quote.pk])
    return [Banner(_("The customer accepts this quote."), url, _("Make a contract of it"), icon="file-text")]


def _of_contract(contract: Contract, user: Any) -> list[Banner]:
    late = contract.review_due_at is not None and contract.review_due_at < clock.now()
    if contract.status == Contract.Status.REVIEWING and late:
        return [Banner(_("The review is overdue."), level="warning", icon="alert-triangle")]
    if contract.status in {Contract.Status.SIGNED, Contract.Status.VOID} and (asked := _of_voiding(contract)):
        return asked
    if contract.status == Contract.Status.CONFIRMED:
        return _until_signed(contract, user)
    if contract.status in Contract.IN_FORCE and contract.end_on < clock.today():
        return [
            Banner(
                _("It was to end on %(day)s. Renew it, or note that it is carried out.")
                % {"day": contract.end_on},
                level="warning",
                icon="alert-triangle",
            )
        ]
    return []


def _of_voiding(contract: Contract) -> list[Banner]:
    """That it is asked, or was asked last, to call a signed contract void."""
    wish = contract.voidings.alive().select_related("asked_by").order_by("-pk").first()
    if wish is None or wish.status == wish.Status.WITHDRAWN:
        return []
    words = {"person": wish.asked_by or "–", "reason": wish.reason}
    url, link = wish.get_absolute_url(), _("See the request")
    if wish.status == wish.Status.APPROVING:
        text = _("%(person)s asks to call it void: %(reason)s") % words
        return [Banner(text, url, link, level="warning", icon="ban")]
    if wish.status == wish.Status.APPLIED:
        return [Banner(_("It was called void: %(reason)s") % words, url, link, icon="ban")]
    return [Banner(_("To call it void was rejected."), url, link, icon="ban")]


def _until_signed(contract: Contract, user: Any) -> list[Banner]:
    """What the signature still waits for, to those who have a hand in it."""
    if not attached(contract).exists():
        if not gate.holds(user, contract, "change"):
            return []
        url = f"{contract.get_absolute_url()}?tab=files"
        return [Banner(_("The signed copy is missing."), url, _("Attach it"), icon="paperclip")]
    if gate.holds(user, contract, "archive"):
        return []
    return [Banner(_("The signed copy is here; a manager or finance archives it."), icon="archive")]
