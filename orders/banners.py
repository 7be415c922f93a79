"""What stands above a quote that its customer accepted, that it can be ordered or is being ordered already; and above
a statement, that its customer disputes it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.joining import clauses
from records import gate
from records.sources import Banner
from sales.models import Quote

from .models import Order, Statement

SHOWN = 200


def banners(record: Any, user: Any) -> list[Banner]:
    if isinstance(record, Statement):
        return _of_statement(record)
    if not isinstance(record, Quote) or record.status != Quote.Status.ACCEPTED:
        return []
    if not gate.holds(user, record.customer, "add", Order):
        return []
    made = Order.objects.alive().filter(quote=record).exclude(status=Order.Status.CANCELLED).first()
    if made is None:
        url = reverse("orders:order_from_quote", args=[record.pk])
        return [Banner(_("It can be ordered at once."), url, _("Make an order of it"), icon="shopping-cart")]
    if not gate.holds(user, made, "view"):
        return []
    text = _("The order %(order)s is being made of it.") % {"order": made}
    return [Banner(text, made.get_absolute_url(), _("Open the order"), icon="shopping-cart")]


def _of_statement(statement: Statement) -> list[Banner]:
    if statement.status != Statement.Status.DISPUTED:
        return []
    reply = statement.replies.order_by("-at", "-pk").first()
    said = [reply.text, *reply.lines.values()] if reply is not None else [statement.answer]
    words = {
        "name": (reply.name if reply is not None else "") or statement.customer,
        "text": clauses(text for text in said if text)[:SHOWN] or "–",
    }
    url = f"{statement.get_absolute_url()}?tab=sendings"
    text = _("%(name)s says what differs: %(text)s") % words
    return [Banner(text, url, _("See the answer"), level="warning", icon="message-report")]
