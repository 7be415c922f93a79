"""What the delivered roles may do with orders, shipments, acceptances and returns, and how far each right reaches."""

MODELS = ("order", "shipment", "acceptance", "returnorder")
GOODS = ("shipment", "acceptance", "returnorder")


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"orders.{action}_{model}": span for model in models for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(_grants("team", MODELS, "view add change"), _grants("self", ("order",), "delete")),
    "sm": _of(
        _grants("below", MODELS, "view add change export"),
        _grants("below", ("order",), "delete approve import transfer"),
        _grants("below", ("creditlimit",), "view"),
    ),
    "rm": _of(
        _grants("region", MODELS, "view add change"),
        _grants("region", ("creditlimit",), "view"),
    ),
    "ag": _grants("all", MODELS, "view"),
    "am": _grants("all", MODELS, "view"),
    # Finance approves what goes beyond the credit limit, and sets the limits.
    "fin": _of(
        _grants("all", MODELS, "view"),
        _grants("all", ("order",), "approve"),
        _grants("all", ("creditlimit",), "view add change"),
    ),
    "exe": _of(
        _grants("all", MODELS, "view export"),
        _grants("all", ("creditlimit",), "view"),
    ),
    "dlr": _of(_grants("self", ("order",), "view add"), _grants("self", GOODS, "view")),
}
