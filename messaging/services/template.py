"""Keeping letters that are written beforehand."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from core import actions
from core.errors import DomainError
from core.joining import listed

from ..models import MailTemplate
from ..placeholders import PLACE, WORDS


def save_template(template: MailTemplate, *, by: object) -> MailTemplate:
    """Write a template; a place that nothing fills is refused now, not found in a letter to a customer."""
    for name in ("subject", "body"):
        unknown = [word for word in PLACE.findall(getattr(template, name)) if word not in WORDS]
        if unknown:
            raise DomainError(
                _("Nothing stands for {%(word)s}. Known are: %(known)s.")
                % {"word": unknown[0], "known": listed(f"{{{word}}}" for word in WORDS)},
                code="unknown_place",
                field=name,
            )
    with transaction.atomic():
        if template.pk is None:
            template.owner = template.owner or by
            template.department = access.home_department(by)
        template.subject = " ".join(template.subject.split())
        template.save()
        actions.record("messaging.template_saved", template, by=by)
    return template
