"""Inquiries, samples, expenses and account plans announce themselves."""

from .. import request_parameters
from . import account_plan, expense, inquiry, revisions, sample


def announce() -> None:
    request_parameters.declare()
    for record in (inquiry, sample, expense, account_plan, revisions):
        record.register()
