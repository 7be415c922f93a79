from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from core.pages import Page
from records import gate

from ..models import Contact, Customer, CustomerUnit
from ..selectors import timeline
from ..selectors.rights import with_contact_rights, with_customer_rights
from ..stream_rows import stream_rows

MODELS: dict[str, Any] = {"customer": Customer, "unit": CustomerUnit, "contact": Contact}


class Stream(Page):
    """The stream of one customer, unit or person; `?before=` goes on where the last answer ended."""

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        model = MODELS.get(kind)
        if model is None:
            raise Http404(kind)
        gate.require_allowed(request.user, model)
        rows = model.objects.visible_to(request.user)
        subject = get_object_or_404(rows if model is Customer else rows.select_related("customer"), pk=pk)
        if model is Customer:
            with_customer_rights(subject, request.user)
        elif model is Contact:
            with_contact_rights(subject, request.user)
        stream = timeline.stream(
            subject, request.user, kind=request.GET.get("show", "all"), cursor=request.GET.get("before", "")
        )
        template = "contacts/_stream_items.html" if request.GET.get("before") else "contacts/_stream.html"
        context = {
            "stream": stream,
            "stream_rows": stream_rows(stream.items),
            "subject": subject,
            "kind": kind,
        }
        return render(request, template, context)
