"""“Why can X see this?” and what a person may do at all."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.pages import Page
from records import gate
from records.record_type import RECORD_TYPES

from ..forms.rights import RightsForm
from ..selectors.rights import explain, matrix


class RightsPage(Page):
    """For those who manage or audit rights; a record is named only to readers who may see it themselves."""

    template = "system/rights.html"

    def authorise(self) -> None:
        if not self.request.user.has_perm("system.view_rights"):
            raise PermissionDenied("system.view_rights")

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.GET.get("person"):
            initial = {name: request.GET[name] for name in ("kind", "record") if name in request.GET}
            return self.show(title=_("Effective rights"), form=RightsForm(initial=initial))
        form = RightsForm(request.GET)
        if not form.is_valid():
            return self.show(422, title=_("Effective rights"), form=form)
        person = form.cleaned_data["person"]
        context = {"title": _("Effective rights"), "form": form, "person": person}
        if form.found is None:
            return self.show(**context, blocks=matrix(person))
        kind = RECORD_TYPES[form.cleaned_data["kind"]].label
        is_visible = gate.may(request.user, form.found, "view")
        name = str(form.found) if is_visible else f"{kind} #{form.found.pk}"
        return self.show(**context, record_name=name, answers=explain(person, form.found))
