"""Inquiries, samples, expenses and account plans announce themselves."""

from .. import request_parameters
from . import expense, inquiry, sample


def announce() -> None:
    request_parameters.declare()
    for record in (inquiry, sample, expense):
        record.register()
