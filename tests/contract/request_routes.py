"""The pages of inquiries, samples, expenses and account plans."""

from .route import form, listing, row, shown

REQUESTS = [
    listing("sales:inquiry_list"),
    form("sales:inquiry_create"),
    shown("sales:inquiry_detail", "inquiry", fragment=True),
    row("sales:inquiry_edit", "inquiry"),
    row("sales:inquiry_delete", "inquiry", opens="manager"),
    row("sales:inquiry_move", "inquiry"),
    row("sales:inquiry_reply", "inquiry"),
    row("sales:inquiry_transfer", "inquiry", opens="manager"),
    row("sales:inquiry_line_create", "inquiry"),
    row("sales:inquiry_line_edit", "inquiry_line"),
    row("sales:inquiry_line_remove", "inquiry_line"),
]
