from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.pages import Page
from records import gate

from ..models import Contact, Customer, CustomerUnit
from ..selectors import timeline
from ..selectors.rights import customer_with_rights, with_contact_rights

MODELS: dict[str, Any] = {"customer": Customer, "unit": CustomerUnit, "contact": Contact}


class Stream(Page):
    """The stream of one customer, unit or person; `?before=` goes on where the last answer ended."""

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        model = MODELS.get(kind)
        if model is None:
            raise Http404(kind)
        gate.require_allowed(request.user, model)
        rows = model.objects.visible_to(request.user)
        if model is Customer:
            subject = customer_with_rights(rows.filter(pk=pk), request.user)
        else:
            rows = with_contact_rights(rows, request.user) if model is Contact else rows
            subject = rows.filter(pk=pk).first()
        if subject is None:
            raise Http404(kind)
        stream = timeline.stream(
            subject, request.user, kind=request.GET.get("show", "all"), cursor=request.GET.get("before", "")
        )
        template = "contacts/_stream_items.html" if request.GET.get("before") else "contacts/_stream.html"
        return render(request, template, {"stream": stream, "subject": subject, "kind": kind})
