"""What the delivered roles may do with products, prices and stock.

Everybody in the house reads products, standard prices and stock; a list for one customer is read by those who see
the customer. Marketing keeps the catalogue, finance the exchange rates, cost and floor; cost is read by managers,
finance and executives. Executives, finance and regional managers approve lists, never their own. A dealer sees
products with their list price and nothing else.
"""

OPEN = ("product", "category")
BOOKS = ("pricelist", "pricelistline")
STOCK = ("stocksnapshot", "productionsnapshot")
OF_CUSTOMERS = ("customerpartnumber", "dealprice")


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"catalog.{action}_{model}": span for model in models for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


INSIDE = _of(_grants("all", OPEN + STOCK, "view"), _grants("all", ("fxrate",), "view"))
COST = {"catalog.cost_product": "all"}
EXPORTS = _grants("all", ("product", "fxrate", *STOCK), "export")

ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(
        INSIDE,
        _grants("team", BOOKS + OF_CUSTOMERS, "view"),
        _grants("team", ("customerpartnumber",), "add change delete"),
    ),
    "sm": _of(
        INSIDE,
        COST,
        EXPORTS,
        _grants("below", BOOKS + OF_CUSTOMERS, "view"),
        _grants("below", BOOKS, "export"),
        _grants("below", ("customerpartnumber",), "add change delete"),
    ),
    "rm": _of(
        INSIDE,
        COST,
        EXPORTS,
        _grants("region", BOOKS + OF_CUSTOMERS, "view"),
        _grants("region", BOOKS, "export"),
        _grants("region", ("customerpartnumber",), "add change delete"),
        _grants("all", ("pricelist",), "approve"),
    ),
    "ag": _of(INSIDE, _grants("all", BOOKS, "view")),
    "am": _of(INSIDE, _grants("all", BOOKS, "view")),
    "fin": _of(
        INSIDE,
        COST,
        EXPORTS,
        {"catalog.recost_product": "all"},
        _grants("all", BOOKS + OF_CUSTOMERS, "view"),
        _grants("all", BOOKS, "export"),
        _grants("all", ("pricelist",), "approve"),
        _grants("all", ("fxrate",), "add change delete import"),
        _grants("all", STOCK, "add change delete import"),
    ),
    "mkt": _of(
        INSIDE,
        EXPORTS,
        _grants("all", OPEN, "add change delete import"),
        _grants("all", ("product",), "stop"),
        _grants("all", BOOKS, "view add change delete export"),
        _grants("all", ("pricelistline",), "import"),
        _grants("all", ("pricelist",), "withdraw"),
        _grants("all", ("fxrate",), "add change import"),
        _grants("all", STOCK, "add change delete import"),
        _grants("all", ("customerpartnumber",), "view"),
    ),
    "exe": _of(
        INSIDE,
        COST,
        EXPORTS,
        _grants("all", BOOKS + OF_CUSTOMERS, "view"),
        _grants("all", BOOKS, "export"),
        _grants("all", ("pricelist",), "approve withdraw"),
    ),
    "dlr": _grants("all", OPEN, "view"),
}
