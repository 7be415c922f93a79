"""The documents of this app that processes decide about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow.subjects import Fact, Subject, register

from .models import Campaign
from .services.campaign import DOCUMENT, begin, move


def agreed(campaign: Campaign, run: Any, by: Any) -> None:
    begin(campaign, by=by)


def asked(campaign: Campaign, run: Any, by: Any) -> None:
    if campaign.status != Campaign.Status.APPROVING:
        move(campaign, Campaign.Status.APPROVING)


def back(campaign: Campaign, run: Any, by: Any) -> None:
    """Refused, returned or withdrawn: a plan again."""
    move(campaign, Campaign.Status.PLANNED)


def register_subjects() -> None:
    register(
        Subject(
            key=DOCUMENT,
            model=Campaign,
            label=_("Campaign"),
            icon="speakerphone",
            amount=lambda campaign: campaign.budget,
            facts=[
                Fact("name", _("campaign"), "text", lambda row: row.name),
                Fact("kind", _("kind"), "choice", lambda row: row.kind, choices=Campaign.Kind.choices),
                Fact("budget", _("budget (yuan)"), "money", lambda row: row.budget),
                Fact("starts_on", _("from"), "date", lambda row: row.starts_on),
                Fact("ends_on", _("until"), "date", lambda row: row.ends_on),
                Fact("expected", _("expected participants"), "number", lambda row: row.expected),
                Fact("goal", _("goal"), "text", lambda row: row.goal),
            ],
            on_started=asked,
            on_resubmitted=asked,
            on_approved=agreed,
            on_rejected=back,
            on_withdrawn=back,
            on_returned=back,
        )
    )
