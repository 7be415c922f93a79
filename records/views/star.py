from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ..models import Star
from .named import NamedRecordPage


class StarToggle(NamedRecordPage):
    """Follow a record, or stop following it."""

    def post(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        obj = self.found(pk)
        mark = {
            "user": request.user,
            "content_type": ContentType.objects.get_for_model(obj),
            "object_id": obj.pk,
        }
        removed, _counts = Star.objects.filter(**mark).delete()
        if not removed:
            Star.objects.get_or_create(**mark)
        if request.htmx:
            return render(
                request,
                "records/_star.html",
                {"object": obj, "record": self.record, "is_starred": not removed},
            )
        return HttpResponseRedirect(obj.get_absolute_url())
