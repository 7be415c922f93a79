"""The pages of quotes: list, editor, one quote and its verbs, and what a customer opens."""

from typing import Any

from .route import Route, form, listing, row, shown


def link(world: Any) -> dict[str, Any]:
    return {"pk": world.quote.pk, "link": world.quote_link.pk}


# A colleague of another department is told that the row does not exist; whoever may not change it, that he may not.
QUOTES = [
    listing("sales:quote_list"),
    form("sales:quote_create", query="next=/quotes/"),
    Route(name="sales:quote_check", takes=("post",), is_page=False),
    row("sales:quote_check_saved", "quote_draft", takes=("post",), is_page=False),
    shown("sales:quote_detail", "quote", fragment=True),
    row("sales:quote_edit", "quote_draft"),
    row("sales:quote_delete", "quote_draft"),
    shown("sales:quote_pdf", "quote", is_page=False),
    row("sales:quote_submit", "quote_draft"),
    row("sales:quote_approve", "quote_draft", opens="manager"),
    row("sales:quote_return", "quote_draft", opens="manager"),
    row("sales:quote_send", "quote"),
    row("sales:quote_hand_over", "quote"),
    row("sales:quote_link", "quote"),
    Route(name="sales:quote_link_revoke", kwargs=link, stranger=404),
    row("sales:quote_accept", "quote"),
    row("sales:quote_reject", "quote"),
    row("sales:quote_bargain", "quote"),
    row("sales:quote_void", "quote"),
    row("sales:quote_renew", "quote"),
    row("sales:quote_copy", "quote"),
    row("sales:quote_follow_up", "quote"),
    row("sales:quote_transfer", "quote", opens="manager"),
    Route(
        name="sales:quote_page",
        kwargs=lambda world: {"token": "wrong"},
        takes=("get",),
        is_public=True,
        answer=404,
    ),
    Route(
        name="sales:quote_page_pdf",
        kwargs=lambda world: {"token": "wrong"},
        takes=("get",),
        is_public=True,
        answer=404,
    ),
]
