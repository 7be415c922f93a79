"""The rules that give leads out, and the forms on the open web: written by those who keep them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from core import actions
from core.errors import DomainError

from ..models import LeadRule, WebForm


def save_rule(rule: LeadRule, *, by: Any, people: Any) -> LeadRule:
    """A rule gives to people or to a department, to one of the two at least."""
    chosen = list(people)
    if not chosen and rule.to_department_id is None:
        raise DomainError(
            _("Name somebody who gets the leads, or a department."), code="required", field="people"
        )
    with transaction.atomic():
        _own(rule, by)
        rule.save()
        rule.people.set(chosen)
        actions.record("marketing.lead_rule_saved", rule, by=by, people=[str(person) for person in chosen])
    return rule


def save_web_form(form: WebForm, *, by: Any) -> WebForm:
    if not form.consent_text.strip():
        raise DomainError(_("Say what people agree to."), code="required", field="consent_text")
    with transaction.atomic():
        _own(form, by)
        form.save()
        actions.record("marketing.web_form_saved", form, by=by)
    return form


def _own(record: Any, by: Any) -> None:
    if record.pk is None and record.owner_id is None:
        record.owner = by
        record.department = access.home_department(by)
