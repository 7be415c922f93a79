"""What other systems send: the log of messages with what became of each."""

import json
from collections import Counter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from core.addresses import row_address
from core.errors import DomainError
from records.record_type import RECORD_TYPES
from records.views.detail import DetailPage
from records.views.form import ActionPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms.erp import ErpFileForm
from ..models import ErpMessage
from ..records.outside import ERP_MESSAGES, outcome
from ..selectors.outside import standing
from ..services import erp
from ..services.erp_file import take_file


class ErpMessageList(ListPage):
    record = ERP_MESSAGES
    template = "orders/erp_message_list.html"

    @property
    def may_upload(self) -> bool:
        return self.record.allowed(self.request.user, "add")

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
        user = self.request.user
        text = json.dumps(obj.payload, ensure_ascii=False, indent=2) if erp.reads_content(obj, user) else None
        return {
            **super().context(obj),
            "payload": text,
            "result": outcome(obj),
            "result_url": result_url(obj),
        }


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


class ErpUpload(RecordPage):
    """Messages out of a file, in the name of who brings it; each has its row in the log."""

    record = ERP_MESSAGES
    action = "add"
    template = "orders/erp_upload.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(ErpFileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ErpFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form, 422)
        file = form.cleaned_data["file"]
        try:
            with NamedTemporaryFile(suffix=Path(file.name).suffix[:8]) as kept:
                for part in file.chunks():
                    kept.write(part)
                kept.flush()
                answers = take_file(form.cleaned_data["kind"], kept.name, by=request.user)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.ask(form, 422)
        counts = Counter(answer["status"] for answer in answers)
        told = {name: counts[name] for name in ("done", "failed", "refused")}
        self.notify(_("Done: %(done)d, failed: %(failed)d, refused: %(refused)d.") % told)
        refused = [answer for answer in answers if answer["status"] == "refused"]
        if refused:
            return self.ask(form, 422, refused=refused[:50])
        return redirect("outside:erp_message_list")

    def ask(self, form: ErpFileForm, status: int = 200, **context: Any) -> HttpResponse:
        return self.show(status, form=form, title=_("Bring in the ERP's file"), **context)
