"""The settings of customers and their people that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

from .services.unmasking import ALLOWANCE


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            ALLOWANCE,
            _("Unmasked values a day and person"),
            "integer",
            30,
            help=_("Phone numbers and addresses that are shown masked; each look is written down."),
            least=0,
            most=1000,
        ),
        parameters.Declaration(
            "contacts.export_rows_without_approval",
            _("Rows with phone numbers that an export may have without approval"),
            "integer",
            2000,
            help=_("An export of more rows waits until somebody agrees."),
            least=0,
            most=1_000_000,
            unit=_("rows"),
        ),
    )
