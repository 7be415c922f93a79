from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts import access
from core.pages import Page

from .. import attachments, gate
from ..services.attachments import attach, remove_attachment
from .named import NamedRecordPage


class AttachmentUpload(NamedRecordPage):
    """Hangs uploaded files on a record that the user may change."""

    action = "change"

    def post(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        subject = self.found(pk)
        gate.require_field(request.user, self.record.model, access.FILES)
        for file in request.FILES.getlist("files"):
            attach(subject, file, by=request.user)
        self.notify(_("The files were attached."))
        return HttpResponseRedirect(f"{subject.get_absolute_url()}?tab=files")


class AttachmentDownload(Page):
    """Hands out a file, always as a download: nothing uploaded ever runs in our origin."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        attachment = attachments.found(request.user, pk)
        response = FileResponse(
            attachment.file.open("rb"),
            as_attachment=True,
            filename=attachment.name,
            content_type="application/octet-stream",
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response


class AttachmentRemove(Page):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        attachment = attachments.found(request.user, pk, "change")
        gate.require_field(request.user, type(attachment.subject), access.FILES)
        remove_attachment(attachment, by=request.user)
        self.notify(_("%(name)s was removed.") % {"name": attachment.name})
        return HttpResponseRedirect(f"{attachment.subject.get_absolute_url()}?tab=files")
