"""Webhooks for administrators: which there are, what became of each try, and the verbs that mend one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..models import Webhook, WebhookDelivery
from ..records.webhook import WEBHOOKS
from ..selectors.events import event_label
from ..services import webhook as services
from ..services.delivery import send_again


class WebhookList(ListPage):
    record = WEBHOOKS


class WebhookDetail(DetailPage):
    record = WEBHOOKS
    template = "webhooks/webhook_detail.html"
    related = ("owner",)

    def context(self, obj: Webhook) -> dict[str, Any]:
        return {**super().context(obj), "events": [event_label(event) for event in obj.events]}


class ShowsSecret:
    """Answers with the page that shows a secret this once."""

    def show_secret(self, webhook: Webhook, secret: str) -> HttpResponse:
        self.template = "webhooks/secret.html"
        self.fragment = ""
        response: HttpResponse = self.show(object=webhook, secret=secret, title=str(webhook))  # type: ignore[attr-defined]
        response["Cache-Control"] = "no-store"
        return response


class WebhookCreate(ShowsSecret, CreatePage):
    record = WEBHOOKS

    def finish(self, form: Any, said: str) -> HttpResponse:
        saved = form.save_by(self.request.user)
        if saved is None:
            return self.show_form(form, status=422)
        return self.show_secret(saved, form.secret)


class WebhookEdit(EditPage):
    record = WEBHOOKS


class WebhookDelete(DeletePage):
    record = WEBHOOKS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Nothing more is told to it; what waits to be sent is dropped.")

    def perform(self, obj: Any, form: Any) -> Any:
        services.delete_webhook(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class WebhookRenew(ShowsSecret, ActionPage):
    record = WEBHOOKS
    action = "change"
    verb = gettext_lazy("Renew the secret")
    question = gettext_lazy(
        "The former secret signs along for 24 hours: bring the new one to the receiver in that time."
    )

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        return self.show_secret(obj, services.renew_secret(obj, by=request.user))


class WebhookDeed(ActionPage):
    """Something that is only posted."""

    record = WEBHOOKS
    action = "change"
    http_method_names = ("post",)


class WebhookTest(WebhookDeed):
    def perform(self, obj: Any, form: Any) -> Any:
        delivery = services.try_out(obj, by=self.request.user)
        if delivery.outcome == WebhookDelivery.Outcome.DELIVERED:
            return _("The receiver took the test event in %(ms)s ms.") % {"ms": delivery.milliseconds}
        return _("The test event was not taken: %(why)s") % {"why": delivery.why}


class WebhookStop(WebhookDeed):
    def perform(self, obj: Any, form: Any) -> Any:
        services.stop(obj, by=self.request.user)
        return _("The webhook is stopped.")


class WebhookStart(WebhookDeed):
    def perform(self, obj: Any, form: Any) -> Any:
        services.start(obj, by=self.request.user)
        return _("The webhook is told of events from now on.")


class DeliveryAgain(WebhookDeed):
    """The event of one try once more."""

    def post(self, request: HttpRequest, pk: int, delivery: int = 0, **kwargs: Any) -> HttpResponse:
        webhook = self.found(pk)
        found = get_object_or_404(
            WebhookDelivery.objects.exclude(subject_type=""), pk=delivery, webhook=webhook
        )
        send_again(found, by=request.user)
        actions.record("api.webhook_sent_again", webhook, by=request.user, event=found.event)
        self.notify(_("The event is sent again within a minute."))
        return redirect(webhook)
