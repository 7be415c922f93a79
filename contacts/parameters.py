"""The settings of customers and their people that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

from .services.assignment import EXTENSIONS
from .services.lock import LONGEST
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
        parameters.Declaration(
            LONGEST,
            _("Longest lock of a customer against recall"),
            "integer",
            90,
            help=_("From the day of locking; locks that stand already keep their end."),
            least=1,
            most=3650,
            unit=_("days"),
        ),
        parameters.Declaration(
            EXTENSIONS,
            _("Extensions of an assignment"),
            "integer",
            2,
            help=_("How often the end of a lent customer can be put off."),
            least=0,
            most=50,
        ),
    )
