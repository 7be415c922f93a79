"""One's own mailbox, below the profile: set up, changed, stopped and started by its person alone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.pages import Page
from records import gate, parameters

from ..forms.mailbox import OwnMailboxForm
from ..models import MailAccount, MailMessage
from ..services import fetching, mailbox


def may_have(user: Any) -> bool:
    return gate.allowed(user, MailMessage, "add") and bool(parameters.get(mailbox.MAY_HAVE_OWN))


class OwnMailbox(Page):
    template = "messaging/own_mailbox.html"

    def authorise(self) -> None:
        if not may_have(self.request.user):
            raise PermissionDenied("messaging.own_mailbox")

    def get(self, request: HttpRequest) -> HttpResponse:
        box = mailbox.own_mailbox(request.user)
        return self.show_form(OwnMailboxForm(instance=box or self.blank()))

    def post(self, request: HttpRequest) -> HttpResponse:
        box = mailbox.own_mailbox(request.user)
        if box is not None and box.is_barred:
            raise DomainError(_("Somebody else has stopped this mailbox."), code="barred")
        form = OwnMailboxForm(request.POST, instance=box or self.blank())
        if not form.is_valid():
            return self.show_form(form, 422)
        mailbox.keep_own(form.save(commit=False), by=request.user, is_elsewhere=form.is_elsewhere)
        self.notify(_("Your mailbox works. Its mail is fetched from now on."))
        return redirect("messaging:own_mailbox")

    def blank(self) -> MailAccount:
        return MailAccount(
            purpose=MailAccount.Purpose.PERSONAL,
            owner=self.request.user,
            address=self.request.user.email,  # type: ignore[union-attr]
        )

    def show_form(self, form: OwnMailboxForm, status: int = 200) -> HttpResponse:
        """The box as it is kept, whatever was typed into the form."""
        box = mailbox.own_mailbox(self.request.user)
        return self.show(status, title=_("My mailbox"), form=form, box=box)


class OwnMailboxStop(OwnMailbox):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        mailbox.stop(self.mine(), by=request.user)
        self.notify(_("Your mailbox is no longer read."))
        return redirect("messaging:own_mailbox")

    def mine(self) -> MailAccount:
        box = mailbox.own_mailbox(self.request.user)
        if box is None:
            raise Http404
        return box


class OwnMailboxStart(OwnMailboxStop):
    def post(self, request: HttpRequest) -> HttpResponse:
        box = self.mine()
        try:
            if box.imap_host:
                fetching.try_reading(box)
            fetching.try_sending(box)
        except fetching.TROUBLES as error:
            raise DomainError(
                _("It does not work: %(why)s") % {"why": fetching.reason(error)}, "no_connection"
            )
        mailbox.start_own(box, by=request.user)
        self.notify(_("Your mailbox works. Its mail is fetched from now on."))
        return redirect("messaging:own_mailbox")
