"""The pages of visits: list, plan, being there, minutes, review."""

from .route import form, listing, row, shown

VISITS = [
    listing("sales:visit_list"),
    form("sales:visit_create", query="next=/visits/"),
    form("sales:visit_now"),
    shown("sales:visit_detail", "visit", fragment=True),
    row("sales:visit_edit", "visit"),
    row("sales:visit_delete", "visit"),
    row("sales:visit_plan", "visit_draft"),
    row("sales:visit_check_in", "visit"),
    row("sales:visit_check_out", "visit"),
    row("sales:visit_write", "visit_left"),
    row("sales:visit_review", "visit", opens="manager"),
    row("sales:visit_exemption", "visit", opens="manager"),
    row("sales:visit_reschedule", "visit"),
    row("sales:visit_cancel", "visit"),
    shown("sales:visit_photo", "visit_left", is_page=False),
]
