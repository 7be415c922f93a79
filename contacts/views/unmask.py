"""One masked value in full, by a click that is written down."""

from django.http import HttpRequest, HttpResponse

from records import gate
from records.views.page import RecordPage

from ..services.unmasking import unmask


class Unmask(RecordPage):
    """To those who may; without counting for those who read it anyway."""

    action = "view"
    template = fragment = "components/masked.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.found(pk)
        field = request.GET.get("field") or request.POST.get("field", "")
        if not gate.may(request.user, row, "reveal") or field not in type(row).CHANNELS:
            gate.require(request.user, row, "unmask")
            value = unmask(row, field, by=request.user)
        else:
            value = getattr(row, field)
        return self.show(value=value, label=row._meta.get_field(field).verbose_name)
