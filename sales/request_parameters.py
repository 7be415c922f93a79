"""The settings of inquiries, samples and account plans that an administrator may change."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from records import parameters

INQUIRY_REPLY_HOURS = "sales.inquiry_reply_hours"
SAMPLE_REPLY_HOURS = "sales.sample_reply_hours"
SAMPLE_DELIVERY_DAYS = "sales.sample_delivery_days"
PLAN_REVIEW_DAYS = "sales.plan_review_days"
# Sales and their quality weigh most; together they need not make 100.
WEIGHTS = {
    "sales": ("sales.assessment_sales", 30),
    "quality": ("sales.assessment_quality", 15),
    "strength": ("sales.assessment_strength", 15),
    "ability": ("sales.assessment_ability", 10),
    "credit": ("sales.assessment_credit", 15),
    "potential": ("sales.assessment_potential", 15),
}
KEY_FROM = "sales.assessment_key_from"
DEVELOP_FROM = "sales.assessment_develop_from"
KEEP_FROM = "sales.assessment_keep_from"


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
        parameters.Declaration(
            PLAN_REVIEW_DAYS,
            _("Account plans are reviewed every"),
            "integer",
            90,
            help=_("A plan may have a rhythm of its own."),
            least=7,
            most=366,
            unit=_("days"),
        ),
        *weights(),
        band(KEY_FROM, _("Assessment: key account from"), 80),
        band(DEVELOP_FROM, _("Assessment: to be developed from"), 60),
        band(KEEP_FROM, _("Assessment: to be kept from"), 40),
    )


def weights() -> list[parameters.Declaration]:
    labels = {
        "sales": _("Assessment: weight of sales"),
        "quality": _("Assessment: weight of the quality of the sales"),
        "strength": _("Assessment: weight of strength"),
        "ability": _("Assessment: weight of ability"),
        "credit": _("Assessment: weight of credit"),
        "potential": _("Assessment: weight of potential"),
    }
    return [
        parameters.Declaration(code, labels[name], "integer", usual, least=0, most=100)
        for name, (code, usual) in WEIGHTS.items()
    ]


def band(code: str, label: Any, usual: int) -> parameters.Declaration:
    return parameters.Declaration(code, label, "integer", usual, least=0, most=100)
