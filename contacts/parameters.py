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
            check=lambda value: 0 <= value <= 1000,
        )
    )
