"""Payment plans, receipts, invoices and statements: what they announce to the floors below."""

from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from contracts import sources as contract_sources
from core import actions
from core.schedule import scheduled
from records import imports, menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from sales.registered.announcing import goes_with_customer

from .. import (
    contract_money,
    customer_money,
    local_contracts,
    money_approval,
    money_roles,
    money_stream,
    money_tabs,
    parameters,
)
from ..importers.forecast import ForecastImporter
from ..importers.opening_balance import OpeningBalanceImporter
from ..importers.order import OrderImporter
from ..importers.receipt import ReceiptImporter
from ..models import Invoice, PaymentPlan, Receipt, Statement
from ..records.invoice import INVOICES
from ..records.lines import INVOICE_LINES, ORDER_LINES
from ..records.payment_plan import PAYMENT_PLANS
from ..records.receipt import RECEIPTS
from ..records.statement import STATEMENTS
from ..services import invoice, payment_plan, receipt, statement
from ..services.reminding import remind_of_payments

VERBS = {
    "orders.plans_made": _("laid out the payments"),
    "orders.plan_in_force": _("put the payment plan in force"),
    "orders.plan_written": _("wrote the payment plan"),
    "orders.plan_changed": _("changed the payment plan"),
    "orders.plan_voided": _("called the payment plan void"),
    "orders.plan_overdue": _("the payment is overdue"),
    "orders.collection_noted": _("noted a step of collection"),
    "orders.receipt_registered": _("registered the receipt"),
    "orders.receipt_changed": _("changed the receipt"),
    "orders.receipt_confirmed": _("confirmed the receipt"),
    "orders.receipt_matched": _("matched the receipt"),
    "orders.matching_taken_back": _("took a matching back"),
    "orders.draft_cashed": _("noted that the draft was cashed"),
    "orders.receipt_bounced": _("noted that the receipt bounced"),
    "orders.receipt_voided": _("called the receipt void"),
    "orders.plan_reduced": _("reduced the payment plan"),
    "orders.invoice_requested": _("asked for the invoice"),
    "orders.invoice_changed": _("changed the invoice request"),
    "orders.invoice_submitted": _("submitted the invoice for approval"),
    "orders.invoice_approved": _("approved the invoice"),
    "orders.invoice_returned": _("gave the invoice back to be mended"),
    "orders.invoice_issued": _("issued the invoice"),
    "orders.invoice_delivered": _("delivered the invoice"),
    "orders.invoice_voided": _("called the invoice void"),
    "orders.invoice_red": _("took the invoice back by a red one"),
    "orders.statement_made": _("made the statement"),
    "orders.statement_sent": _("sent the statement"),
    "orders.statement_mailed": _("mailed the statement"),
    "orders.statement_link_opened": _("opened a link to the statement"),
    "orders.statement_link_revoked": _("revoked a link to the statement"),
    "orders.statement_confirmed": _("noted that the customer confirms the statement"),
    "orders.statement_disputed": _("noted that the customer disputes the statement"),
    "orders.statement_closed": _("closed the statement"),
    "orders.period_closed": _("closed the books of the month"),
    "orders.period_opened": _("opened the books of the month again"),
}


PLANS_OPEN = ("waiting", "due", "partly", "overdue")
RECEIPTS_OPEN = ("registered", "confirmed", "partly")
STATEMENTS_OPEN = ("draft", "sent", "disputed")
INVOICES_OPEN = ("requested", "approving", "approved")


def announce() -> None:
    numbering.declare(
        payment_plan.NUMBER,
        "QC",
        5,
        label=_("Opening balances"),
        holder="orders.PaymentPlan.number",
    )
    numbering.declare(
        receipt.NUMBER, "HK", 5, "%y", "yearly", label=_("Receipts"), holder="orders.Receipt.number"
    )
    numbering.declare(
        invoice.NUMBER, "FP", 5, "%y", "yearly", label=_("Invoices"), holder="orders.Invoice.number"
    )
    numbering.declare(
        statement.NUMBER, "DZ", 4, "%Y%m", "monthly", label=_("Statements"), holder="orders.Statement.number"
    )
    scheduled(
        "monthly_statements", _("Make the statements of the month"), hour="1", minute="30", day_of_month="1"
    )(statement.monthly_statements)
    parameters.declare()
    money_approval.register_subjects()
    account_sources.add_role_grants(money_roles.ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    contract_sources.add_signed(payment_plan.lay_out_signed)
    contract_sources.add_followed(contract_money.plans_made)
    contract_sources.add_amended(payment_plan.follow_amendment)
    contract_sources.add_ended(payment_plan.end_with_contract)
    contract_sources.add_execution(contract_money.execution)
    contract_sources.add_execution(local_contracts.execution)
    contract_sources.add_unfinished(contract_money.unfinished)
    contract_sources.add_hold(contract_money.holds)
    contract_sources.add_falls(contract_money.falls)
    scheduled("overdue_plans", _("Note which payments are overdue"), hour="0", minute="50")(
        payment_plan.overdue_plans
    )
    scheduled("remind_of_payments", _("Remind of payments"), hour="7", minute="40")(remind_of_payments)
    record_type.register(PAYMENT_PLANS, RECEIPTS, INVOICES, STATEMENTS, ORDER_LINES, INVOICE_LINES)
    goes_with_customer(
        PaymentPlan, "payment_plans", _("Payments not received"), "orders:payment_plan_list", PLANS_OPEN
    )
    goes_with_customer(Receipt, "receipts", _("Receipts not matched"), "orders:receipt_list", RECEIPTS_OPEN)
    goes_with_customer(Invoice, "invoices", _("Invoices not issued"), "orders:invoice_list", INVOICES_OPEN)
    goes_with_customer(
        Statement,
        "statements",
        _("Statements not settled"),
        "orders:statement_list",
        STATEMENTS_OPEN,
        same=("month", "currency"),
    )
    tabs.add("orders.statement", *money_tabs.STATEMENT_TABS)
    tabs.add("orders.invoice", *money_tabs.INVOICE_TABS)
    tabs.add("orders.paymentplan", *money_tabs.PLAN_TABS)
    tabs.add("orders.receipt", *money_tabs.RECEIPT_TABS)
    imports.register(OrderImporter, OpeningBalanceImporter, ReceiptImporter, ForecastImporter)
    tabs.add("contacts.customer", *customer_money.OF_CUSTOMER)
    tabs.add("contacts.contact", customer_money.OF_CONTACT)
    for source in money_stream.OF_CUSTOMER:
        sources.add_timeline("contacts.customer", source)
    sources.add_facts("contacts.customer", customer_money.facts, asks="orders.paymentplan")
    view = "orders.view_"
    menu.add(
        Entry(
            "customers",
            _("Payment plans"),
            "orders:payment_plan_list",
            "calendar-dollar",
            f"{view}paymentplan",
            60,
        ),
        Entry("customers", _("Receipts"), "orders:receipt_list", "cash", f"{view}receipt", 61),
        Entry("customers", _("Invoices"), "orders:invoice_list", "file-invoice", f"{view}invoice", 62),
        Entry(
            "customers", _("Ageing of receivables"), "orders:ageing", "chart-bar", f"{view}paymentplan", 64
        ),
    )
    menu.add(
        Entry("customers", _("Accounting periods"), "orders:periods", "lock", f"{view}accountingperiod", 65)
    )
    menu.add(
        Entry("customers", _("Statements"), "orders:statement_list", "report-money", f"{view}statement", 63)
    )
    menu.add(
        Entry("customers", _("Trade analysis"), "orders:customer_ranking", "chart-dots", f"{view}order", 67)
    )
    menu.add_quick_create(
        Entry("customers", _("Invoice"), "orders:invoice_create", "file-invoice", "orders.add_invoice", 61),
        Entry("customers", _("Receipt"), "orders:receipt_create", "cash", "orders.add_receipt", 60),
    )
