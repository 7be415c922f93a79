"""The pages of what speaks with other systems: webhooks, messages of the ERP, forecasts that customers send."""

from .route import Route, form, listing, pk


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
]
