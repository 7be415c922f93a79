"""The settings of inquiries, samples and account plans that an administrator may change."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from records import parameters

INQUIRY_REPLY_HOURS = "sales.inquiry_reply_hours"
SAMPLE_REPLY_HOURS = "sales.sample_reply_hours"
SAMPLE_DELIVERY_DAYS = "sales.sample_delivery_days"


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
        parameters.Declaration(
            SAMPLE_REPLY_HOURS,
            _("First reply to a sample request within"),
            "decimal",
            Decimal(4),
            help=_("Working hours from its submission."),
            least=Decimal("0.5"),
            most=Decimal(400),
            unit=_("working hours"),
        ),
        parameters.Declaration(
            SAMPLE_DELIVERY_DAYS,
            _("Samples are delivered within"),
            "integer",
            10,
            help=_("Working days from the submission."),
            least=1,
            most=250,
            unit=_("working days"),
        ),
    )
