"""The pages of opportunities: list, board, forecast, one sale and its verbs."""

from .route import Route, deed, form, listing, row, shown

SALES = [
    listing("sales:opportunity_list"),
    form("sales:opportunity_create", query="next=/opportunities/"),
    Route(name="sales:board", takes=("get",), fragment=True),
    Route(name="sales:forecast", takes=("get",)),
    shown("sales:opportunity_detail", "sale", fragment=True),
    row("sales:opportunity_edit", "sale"),
    row("sales:opportunity_delete", "sale", opens="manager"),
    row("sales:opportunity_move", "sale"),
    row("sales:opportunity_win", "sale"),
    row("sales:opportunity_lose", "sale"),
    row("sales:opportunity_shelve", "sale"),
    row("sales:opportunity_invalid", "sale"),
    row("sales:opportunity_take_up", "sale"),
    row("sales:opportunity_transfer", "sale", opens="manager"),
    row("sales:opportunity_talk", "sale"),
    deed("sales:board_drop", "sale"),
    row("sales:place_create", "sale"),
    row("sales:place_edit", "sale_person"),
    row("sales:place_remove", "sale_person"),
    row("sales:review_write", "sale"),
    row("sales:sale_product_create", "sale"),
    row("sales:sale_product_edit", "sale_product"),
    row("sales:sale_product_remove", "sale_product"),
    row("sales:sale_competitor_create", "sale"),
    row("sales:sale_competitor_edit", "sale_competitor"),
    row("sales:sale_competitor_remove", "sale_competitor"),
]
