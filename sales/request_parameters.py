"""The settings of inquiries, samples and account plans that an administrator may change."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from records import parameters

INQUIRY_REPLY_HOURS = "sales.inquiry_reply_hours"


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            INQUIRY_REPLY_HOURS,
            _("First reply to an inquiry within"),
            "decimal",
            Decimal(8),
            help=_("Working hours from the inquiry to our first word on it."),
            least=Decimal("0.5"),
            most=Decimal(400),
            unit=_("working hours"),
        ),
    )
