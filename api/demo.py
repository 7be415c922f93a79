"""The webhook of the demonstration company with its log: taken, refused once, told again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.utils import timezone

from accounts.models import User
from core import clock
from core.models import ActionLog
from core.operation import acting_as
from records import parameters

from .models import Webhook
from .services import delivery, feeding
from .services.webhook import save_webhook
from .webhook_parameters import OWN_HOSTS, PLAIN

EVENTS = ["orders.order_placed", "orders.invoice_*"]
HOUSE = "127.0.0.1"
OUTSIDE = "https://oa.haili.example/kamcrm/events"


def build_webhook(chance: Any, admin: User) -> None:
    """It tells another program of orders and invoices; once that was being restarted, and was told again."""
    kept = [(code, parameters.get(code)) for code in (OWN_HOSTS, PLAIN)]
    log = ActionLog.objects.filter(verb__in=["orders.order_placed", "orders.invoice_issued"])
    entries = list(log.select_related("subject_type").order_by("-at", "-pk")[:4])
    with acting_as(admin), clock.at(_morning(chance, 3)), _listener() as address:
        parameters.set_value(OWN_HOSTS, [HOUSE], by=admin)
        parameters.set_value(PLAIN, True, by=admin)
        webhook = Webhook(name="OA 待办同步", url=address, events=EVENTS, owner=admin)
        save_webhook(webhook, by=admin)
        for place, entry in enumerate(reversed(entries)):
            subject = entry.subject_type.get_object_for_this_type(pk=entry.subject_id)
            record = "orders" if entry.verb == "orders.order_placed" else "invoices"
            content = feeding.content_of(entry, subject, record)
            moment = _morning(chance, 2) + timedelta(hours=place)
            with clock.at(moment):
                tried = delivery.attempt(webhook, content)
            if tried.outcome != tried.Outcome.DELIVERED:
                with clock.at(moment + timedelta(minutes=5)):
                    delivery.attempt(webhook, content, 2)
        for code, value in kept:
            parameters.set_value(code, value, by=admin)
        webhook.refresh_from_db()
        webhook.url = OUTSIDE
        save_webhook(webhook, by=admin)


def _morning(chance: Any, ago: int) -> datetime:
    day = chance.workday(chance.as_of - timedelta(days=ago))
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


@contextmanager
def _listener() -> Iterator[str]:
    """A program on this machine that is told: while it is being restarted it answers 503, once."""
    answers = iter([200, 503])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            code = next(answers, 200)
            self.send_response(code)
            self.end_headers()
            self.wfile.write(b"restarting" if code == 503 else b"ok")

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer((HOUSE, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://{HOUSE}:{server.server_address[1]}/events"
    finally:
        server.shutdown()
        server.server_close()
