"""What other systems send: the log of messages with what became of each."""

import json
from typing import Any

from django.http import HttpResponse
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from core.addresses import row_address
from records.record_type import RECORD_TYPES
from records.views.detail import DetailPage
from records.views.form import ActionPage
from records.views.list import ListPage

from ..models import ErpMessage
from ..records.outside import ERP_MESSAGES
from ..selectors.outside import standing
from ..services import erp


class ErpMessageList(ListPage):
    record = ERP_MESSAGES
    template = "orders/erp_message_list.html"

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        if not self.wants_fragment():
            context["standing"] = standing(self.request.user)
        return super().show(status, **context)


class ErpMessageDetail(DetailPage):
    record = ERP_MESSAGES
    template = "orders/erp_message.html"
    fragment = ""
    related = ("by",)

    def context(self, obj: ErpMessage) -> dict[str, Any]:
        text = json.dumps(obj.payload, ensure_ascii=False, indent=2)
        return {**super().context(obj), "payload": text, "result_url": result_url(obj)}


def result_url(message: ErpMessage) -> str:
    """The page of what came of it, where its kind has one; who may open it is asked there."""
    record = RECORD_TYPES.get(message.result.get("type", ""))
    if record is None or not message.result.get("id"):
        return ""
    try:
        return row_address(f"{record.prefix}_detail", int(message.result["id"]))
    except NoReverseMatch:
        return ""


class ErpMessageRetry(ActionPage):
    record = ERP_MESSAGES
    action = "change"
    http_method_names = ("post",)

    def perform(self, obj: Any, form: Any) -> Any:
        tried = erp.retry(obj, by=self.request.user)
        if tried.status == ErpMessage.Status.DONE:
            return _("The message is done.")
        return _("It failed again: %(why)s") % {"why": tried.error}
