"""A request for an invoice as the delivered drawing gives it: the manager, then finance, never who asked for it."""

from typing import Any

import pytest

from accounts.models import UserRole
from orders.models import Invoice
from orders.services import invoice as service
from tests import factories
from tests.orders.money import accept, make_order
from workflow.models import ProcessRun
from workflow.services.decision import approve, reject, return_to
from workflow.services.start import resubmit

from .company import Company, deliver_anew
from .conftest import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(cast: Any) -> Company:
    found = Company(cast)
    deliver_anew("invoice")
    return found


def requested(company: Company, by: Any, owner: Any = None) -> Invoice:
    customer = factories.make_customer("青屿造船", owner or company.rep, usci="91350100M000100Y43")
    order = make_order(customer)
    accept(order, 100)
    invoice = service.request_invoice(by=by, order=order)
    return service.submit_invoice(invoice, by=by)


def run_of(invoice: Invoice) -> ProcessRun:
    return ProcessRun.objects.about(invoice).get()


def task(invoice: Invoice) -> Any:
    return run_of(invoice).tasks.get(status="pending")


def test_a_request_goes_to_the_manager_and_then_to_finance(company: Company) -> None:
    invoice = requested(company, company.rep)
    assert waiting(run_of(invoice)) == [str(company.manager)]
    approve(task(invoice), by=company.manager)
    invoice.refresh_from_db()
    assert (invoice.status, waiting(run_of(invoice))) == ("approving", [str(company.finance)])
    approve(task(invoice), by=company.finance)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.approved_by) == ("approved", company.finance)


def test_who_asked_for_it_never_decides_on_it(company: Company) -> None:
    """A manager who sells himself: as a manager alone he asks for no invoice."""
    UserRole.objects.create(user=company.manager, role=factories.make_role("rep"))
    company.manager.employee.leader = company.vice.employee
    company.manager.employee.save()
    invoice = requested(company, company.manager, owner=company.manager)
    assert waiting(run_of(invoice)) == [str(company.vice)], "his superior decides in his place"


def test_who_asked_mends_what_was_given_back_and_submits_it_again(company: Company) -> None:
    invoice = requested(company, company.rep)
    assert Invoice.objects.visible_to(company.rep, "change").filter(pk=invoice.pk).exists()
    return_to(task(invoice), by=company.manager, opinion="税号不对")
    invoice.refresh_from_db()
    assert invoice.status == "requested"
    invoice.tax_no = "91350100M000100Y99"
    service.change_invoice(invoice, by=company.rep)
    resubmit(run_of(invoice), by=company.rep)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.tax_no) == ("approving", "91350100M000100Y99")


def test_a_request_that_was_refused_is_mended_and_submitted_anew(company: Company) -> None:
    invoice = requested(company, company.rep)
    reject(task(invoice), by=company.manager, opinion="客户尚未对账")
    invoice.refresh_from_db()
    assert invoice.status == "requested"
    service.change_invoice(invoice, by=company.rep)
    assert service.submit_invoice(invoice, by=company.rep).status == "approving"
