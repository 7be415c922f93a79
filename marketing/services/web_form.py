"""What strangers post on a web form: machines are let run into the void, too many are turned away."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError

from ..models import Lead, WebForm, WebSubmission
from .lead_intake import take_in

FORM_PER_HOUR = 20  # times the allowance of one address: what a form takes in an hour from all together


def receive(form: WebForm, *, origin: str, trap: str, consent: bool, **values: Any) -> Lead | None:
    """Take a posting in; None where a machine filled the field that people do not see. It is thanked all the same."""
    digest = _digest(origin)
    with transaction.atomic():
        form = WebForm.objects.alive().select_for_update(of=("self",)).get(pk=form.pk)
        if not form.is_active:
            raise DomainError(_("This form is closed."), code="closed")
        if trap.strip():
            _note(form, digest, WebSubmission.Outcome.TRAPPED)
            return None
        require_room(form, digest)
        if not consent:
            raise DomainError(_("Please agree before you send."), code="required", field="consent")
        if not (values.get("phone") or values.get("email")):
            raise DomainError(
                _("Leave a phone number or an e-mail address, so that we can answer."),
                code="required",
                field="phone",
            )
        lead = take_in(
            by=None,
            channel=Lead.Channel.WEB,
            source=form.source,
            source_tag=form.source_tag,
            consent=form.consent_text,
            consent_at=clock.now(),
            **values,
        )
        _note(form, digest, WebSubmission.Outcome.TAKEN, lead)
    return lead


def require_room(form: WebForm, digest: str) -> None:
    """So many leads an hour from one address, and a multiple of it from all."""
    taken = WebSubmission.objects.filter(
        form=form, outcome=WebSubmission.Outcome.TAKEN, at__gt=clock.now() - timedelta(hours=1)
    )
    if taken.filter(origin=digest).count() >= form.per_hour or taken.count() >= form.per_hour * FORM_PER_HOUR:
        raise DomainError(_("Too many messages came in. Please try again in an hour."), code="too_many")


def _digest(origin: str) -> str:
    """Tells whether two postings came from one address, and never which."""
    return hmac.new(settings.SECRET_KEY.encode(), f"web-form:{origin}".encode(), hashlib.sha256).hexdigest()


def _note(form: WebForm, digest: str, outcome: str, lead: Lead | None = None) -> None:
    WebSubmission.objects.create(form=form, origin=digest, outcome=outcome, lead=lead)
