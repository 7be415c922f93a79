"""What speaks with other systems: a webhook that hears of nothing here, and one try of it."""

from functools import cached_property
from typing import Any

from api.models import Webhook, WebhookDelivery
from api.services.webhook import save_webhook
from core import clock
from orders.models import ErpMessage, RollingForecast


class OutsideRows:
    cast: Any
    customer: Any

    @cached_property
    def webhook(self) -> Any:
        hook = Webhook(
            name="ERP", url="https://127.0.0.1:9/in", events=["nothing.happened"], owner=self.cast.executive
        )
        return save_webhook(hook, by=self.cast.admin)[0]

    @cached_property
    def webhook_delivery(self) -> Any:
        return WebhookDelivery.objects.create(
            webhook=self.webhook,
            event="event-1",
            verb="contacts.customer_changed",
            subject_type="customers",
            subject_id=self.customer.pk,
            content={"id": "event-1", "verb": "contacts.customer_changed", "subject": None},
            outcome="failed",
            code=500,
        )

    @cached_property
    def erp_message(self) -> Any:
        return ErpMessage.objects.create(
            kind="stock",
            external_key="ERP-1",
            payload={"product": "none"},
            status="failed",
            error="product: unknown",
            by=self.cast.admin,
        )

    @cached_property
    def forecast(self) -> Any:
        return RollingForecast.objects.create(
            customer=self.customer,
            edition=clock.today(),
            part_no="金丝雀-7",
            month=clock.today().replace(day=1),
            quantity=120,
        )
