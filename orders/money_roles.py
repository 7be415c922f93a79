"""What the delivered roles may do with payment plans, receipts, invoices and statements.

Finance keeps them; representatives see what their customers owe and ask for invoices, managers read. Collecting is
finance's; who gives another role `collect_paymentplan` lets it note promises, too.
"""

PLANS, RECEIPTS, INVOICES, STATEMENTS = "paymentplan", "receipt", "invoice", "statement"
ALL = f"{PLANS} {RECEIPTS} {INVOICES} {STATEMENTS}"


def _grants(span: str, models: str, actions: str) -> dict[str, str]:
    return {f"orders.{action}_{model}": span for model in models.split() for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(_grants("team", ALL, "view"), _grants("team", INVOICES, "add change")),
    "sm": _grants("below", ALL, "view export"),
    "rm": _grants("region", ALL, "view"),
    "fin": _of(
        _grants("all", ALL, "view add change delete export"),
        _grants("all", f"{PLANS} {RECEIPTS} {INVOICES}", "import"),
        _grants("all", PLANS, "collect"),
        _grants("all", RECEIPTS, "confirm allocate"),
        _grants("all", INVOICES, "approve issue"),
        _grants("all", STATEMENTS, "send"),
        {"orders.view_accountingperiod": "all", "orders.close_accountingperiod": "all"},
    ),
    "exe": _grants("all", ALL, "view export"),
    "dlr": _grants("self", ALL, "view"),
}
