"""The documents of the house: list, one with its versions, entering, renewing, taking out."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms.resource import VersionForm
from ..models import ResourceFile, ResourceVersion
from ..records.resource import RESOURCES
from ..services.resource import add_version, delete_resource, take_out


class ResourceList(ListPage):
    record = RESOURCES


class ResourceCreate(CreatePage):
    record = RESOURCES


class ResourceEdit(EditPage):
    record = RESOURCES


class ResourceDelete(DeletePage):
    record = RESOURCES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The document and all its versions move to the recycle bin.")

    def perform(self, obj: ResourceFile, form: Any) -> str:
        delete_resource(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class ResourceDetail(DetailPage):
    record = RESOURCES
    template = "marketing/resource_detail.html"
    related = ("owner", "department", "created_by")

    def context(self, obj: ResourceFile) -> dict[str, Any]:
        user = self.request.user
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete")}
        facts = [
            {"label": _("Kind"), "value": obj.get_kind_display()},
            {"label": _("Folder"), "value": obj.folder},
            {"label": _("Valid until"), "value": show(obj.valid_until)},
            {"label": _("Owner"), "value": show(obj.owner)},
        ]
        return {**super().context(obj), "facts": facts, "may": may}


class ResourceRenew(ActionPage):
    record = RESOURCES
    action = "change"
    verb = gettext_lazy("New version")
    question = gettext_lazy("The versions before stay and can still be read.")
    form_class = VersionForm
    template = "marketing/resource_renew.html"

    def make_form(self, obj: ResourceFile, data: Any = None) -> Any:
        files = self.request.FILES if data is not None else None
        return VersionForm(data, files, user=self.request.user, subject=obj)

    def perform(self, obj: ResourceFile, form: Any) -> str:
        version = add_version(
            obj, by=self.request.user, file=form.cleaned_data["file"], note=form.cleaned_data["note"]
        )
        return _("%(record)s is there.") % {"record": version}


class ResourceTake(RecordPage):
    """Hands out a version, always as a download, and writes down who took it."""

    record = RESOURCES

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = ResourceVersion.objects.visible_to(request.user).select_related("resource")
        version = rows.filter(pk=pk, resource__is_deleted=False).first()
        if version is None:
            raise Http404("version")
        file = take_out(version, by=request.user)
        response = FileResponse(
            file.file.open("rb"),
            as_attachment=True,
            filename=file.name,
            content_type="application/octet-stream",
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
