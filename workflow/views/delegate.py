"""Who decides in my stead, and in whose stead I decide."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.joining import listed
from core.pages import Page
from records import gate

from .. import subjects
from ..forms.delegate import DelegateForm
from ..models import ApprovalDelegate
from ..people import lent_to
from ..services.delegation import appoint_delegate, revoke_delegation


class DelegatePage(Page):
    """One's own delegations with a form for a new one."""

    template = "workflow/delegates.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ApprovalDelegate)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(DelegateForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DelegateForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                appoint_delegate(by=request.user, **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                self.notify(_("Your delegate was appointed."))
                return HttpResponseRedirect(request.path)
        return self.page(form, 422)

    def page(self, form: DelegateForm, status: int = 200) -> HttpResponse:
        user = self.request.user
        rows = ApprovalDelegate.objects.visible_to(user).select_related("principal", "to")
        given = [self.dressed(row) for row in rows.filter(principal=user)[:50]]
        return self.show(
            status,
            title=_("Delegation"),
            form=form,
            given=given,
            lent=[self.dressed(row) for row in lent_to(user)],
        )

    def dressed(self, row: ApprovalDelegate) -> ApprovalDelegate:
        kinds = [subjects.SUBJECTS[kind].label for kind in row.doc_types if kind in subjects.SUBJECTS]
        row.documents = listed(str(kind) for kind in kinds)
        return row


class DelegateRevoke(Page):
    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ApprovalDelegate)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(ApprovalDelegate.objects.visible_to(request.user), pk=pk)
        revoke_delegation(row, by=request.user)
        self.notify(_("The delegation has ended."))
        return redirect("workflow:delegates")
