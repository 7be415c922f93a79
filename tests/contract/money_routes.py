"""The pages of payment plans, receipts, invoices and statements."""

from typing import Any

from .route import Route, form, listing, pk, row, shown


def kept(name: str, thing: str, **facts: Any) -> Route:
    """What finance does, whoever's customer it is."""
    return Route(name=name, kwargs=pk(thing), opens="finance", **facts)


def statement_link(world: Any) -> dict[str, Any]:
    return {"pk": world.statement.pk, "link": world.statement_link.pk}


MONEY = [
    listing("orders:payment_plan_list"),
    form("orders:payment_plan_create", opens="finance"),
    shown("orders:payment_plan_detail", "payment_plan", fragment=True),
    kept("orders:payment_plan_edit", "payment_plan"),
    kept("orders:payment_plan_void", "payment_plan"),
    kept("orders:payment_plan_collect", "payment_plan"),
    listing("orders:receipt_list"),
    form("orders:receipt_create", opens="finance"),
    shown("orders:receipt_detail", "receipt", fragment=True),
    kept("orders:receipt_edit", "receipt_new"),
    kept("orders:receipt_confirm", "receipt_new"),
    kept("orders:receipt_match", "receipt"),
    kept("orders:receipt_cash", "receipt"),
    kept("orders:receipt_bounce", "receipt"),
    kept("orders:receipt_void", "receipt_new"),
    kept("orders:matching_take_back", "matching"),
    listing("orders:invoice_list"),
    form("orders:invoice_create"),
    shown("orders:invoice_detail", "invoice", fragment=True),
    row("orders:invoice_submit", "invoice"),
    kept("orders:invoice_edit", "invoice"),
    *(
        kept(f"orders:invoice_{verb}", "invoice")
        for verb in ("approve", "return", "issue", "deliver", "void", "red")
    ),
    listing("orders:statement_list"),
    shown("orders:statement_detail", "statement", fragment=True),
    shown("orders:statement_pdf", "statement", is_page=False),
    *(kept(f"orders:statement_{verb}", "statement") for verb in ("send", "mail", "link", "answer", "close")),
    Route(name="orders:statement_link_revoke", kwargs=statement_link, opens="finance"),
    Route(name="orders:statement_page", kwargs=lambda world: {"token": "wrong"}, is_public=True, answer=404),
    Route(
        name="orders:statement_page_pdf",
        kwargs=lambda world: {"token": "wrong"},
        takes=("get",),
        is_public=True,
        answer=404,
    ),
    listing("orders:order_line_list"),
    listing("orders:invoice_line_list"),
    Route(name="orders:customer_ranking", takes=("get",)),
    Route(name="orders:product_ranking", takes=("get",)),
    Route(name="orders:contract_execution", takes=("get",)),
    Route(name="orders:ageing", takes=("get",)),
    Route(name="orders:ageing_rows", takes=("get",)),
    Route(name="orders:periods", opens="finance"),
]
