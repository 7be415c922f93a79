from .webhook import Webhook, WebhookDelivery

__all__ = ["Webhook", "WebhookDelivery"]
