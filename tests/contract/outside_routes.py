"""The pages of what speaks with other systems: webhooks, messages of the ERP, forecasts that customers send."""

from .route import Route, form, listing, pk, row


def hook(verb: str, **facts: object) -> Route:
    return Route(name=f"webhooks:webhook_{verb}", kwargs=pk("webhook"), opens="admin", **facts)  # type: ignore[arg-type]


OUTSIDE = [
    listing("webhooks:webhook_list", opens="admin"),
    form("webhooks:webhook_create", opens="admin"),
    hook("detail", takes=("get",), fragment=True),
    *(hook(verb) for verb in ("edit", "delete", "renew")),
    *(hook(verb, takes=("post",)) for verb in ("test", "stop", "start")),
    Route(
        name="webhooks:webhook_again",
        kwargs=lambda world: {"pk": world.webhook.pk, "delivery": world.webhook_delivery.pk},
        takes=("post",),
        opens="admin",
    ),
    listing("outside:erp_message_list", opens="admin"),
    Route(name="outside:erp_message_detail", kwargs=pk("erp_message"), takes=("get",), opens="admin"),
    Route(name="outside:erp_message_retry", kwargs=pk("erp_message"), takes=("post",), opens="admin"),
    form("outside:erp_upload", opens="finance"),
    listing("outside:forecast_list"),
    form("outside:forecast_create"),
    row("outside:forecast_edit", "forecast"),
    row("outside:forecast_delete", "forecast"),
    row("outside:forecast_upload", "customer"),
]
