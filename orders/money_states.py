"""Which moves of payment plans, receipts, invoices and statements are allowed; what is not listed is refused."""

from .models import Invoice, PaymentPlan, Receipt, Statement

Plan = PaymentPlan.Status
PLAN: dict[str, frozenset[str]] = {
    Plan.WAITING: frozenset({Plan.DUE, Plan.OVERDUE, Plan.VOID}),
    Plan.DUE: frozenset({Plan.PARTLY, Plan.PAID, Plan.OVERDUE, Plan.VOID}),
    Plan.PARTLY: frozenset({Plan.DUE, Plan.PAID, Plan.OVERDUE}),
    Plan.OVERDUE: frozenset({Plan.DUE, Plan.PARTLY, Plan.PAID, Plan.VOID}),
    # Only when a matching is taken back, or a draft bounces.
    Plan.PAID: frozenset({Plan.DUE, Plan.PARTLY, Plan.OVERDUE}),
    Plan.VOID: frozenset(),
}

Money = Receipt.Status
RECEIPT: dict[str, frozenset[str]] = {
    Money.REGISTERED: frozenset({Money.CONFIRMED, Money.VOID}),
    Money.CONFIRMED: frozenset({Money.PARTLY, Money.MATCHED, Money.BOUNCED}),
    Money.PARTLY: frozenset({Money.CONFIRMED, Money.MATCHED, Money.BOUNCED}),
    Money.MATCHED: frozenset({Money.CONFIRMED, Money.PARTLY, Money.BOUNCED}),
    Money.BOUNCED: frozenset(),
    Money.VOID: frozenset(),
}

Bill = Invoice.Status
INVOICE: dict[str, frozenset[str]] = {
    Bill.REQUESTED: frozenset({Bill.APPROVING, Bill.VOID}),
    # Refused, returned or withdrawn: a request again.
    Bill.APPROVING: frozenset({Bill.REQUESTED, Bill.APPROVED}),
    Bill.APPROVED: frozenset({Bill.ISSUED, Bill.REQUESTED}),
    Bill.ISSUED: frozenset({Bill.DELIVERED, Bill.VOID, Bill.RED}),
    Bill.DELIVERED: frozenset({Bill.RED}),
    Bill.RED: frozenset(),
    Bill.VOID: frozenset(),
}

Account = Statement.Status
STATEMENT: dict[str, frozenset[str]] = {
    Account.DRAFT: frozenset({Account.SENT}),
    Account.SENT: frozenset({Account.CONFIRMED, Account.DISPUTED, Account.CLOSED}),
    # Settled between the two: sent anew, or confirmed after all.
    Account.DISPUTED: frozenset({Account.SENT, Account.CONFIRMED}),
    Account.CONFIRMED: frozenset({Account.CLOSED}),
    Account.CLOSED: frozenset(),
}
