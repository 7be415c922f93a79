"""Who lets other systems in: the role of the ERP's own account, and those who watch what it sends.

The ERP acts by its own rights like anybody else: it reads orders, reports stock, production and transport, and notes
receipts, which finance then confirms.
"""


def _grants(app: str, models: str, actions: str) -> dict[str, str]:
    return {f"{app}.{action}_{model}": "all" for model in models.split() for action in actions.split()}


def _forecasts(span: str, actions: str) -> dict[str, str]:
    return {f"orders.{action}_rollingforecast": span for action in actions.split()}


ROLE_GRANTS: dict[str, dict[str, str]] = {
    "erp": {
        **_grants("orders", "erpmessage", "view add"),
        **_grants("orders", "order", "view change"),
        **_grants("orders", "shipment", "view add change"),
        **_grants("orders", "receipt", "view add"),
        **_grants("catalog", "product", "view"),
        **_grants("catalog", "stocksnapshot productionsnapshot", "view add"),
        **_grants("contacts", "customer", "view"),
    },
    "sys": _grants("orders", "erpmessage", "view change export"),
    "aud": _grants("orders", "erpmessage", "view export"),
    "rep": _forecasts("team", "view add change delete import"),
    "sm": _forecasts("below", "view add change delete export import"),
    "rm": _forecasts("region", "view add change delete"),
    "exe": _forecasts("all", "view export"),
    "fin": {**_forecasts("all", "view"), **_grants("orders", "erpmessage", "view add")},
    "am": _forecasts("all", "view"),
    "ag": _forecasts("all", "view"),
}
