"""Who else works on a customer: account team and shares."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records.views.form import ActionPage

from ..forms.ownership import ShareForm, TeamChangeForm, TeamMemberForm
from ..models import AccountTeamMember, Customer, CustomerGroupShare, CustomerUserShare
from ..records.customer import CUSTOMERS
from ..services.share import share_customer, unshare_customer
from ..services.team import add_team_member, change_team_member, remove_team_member

SHARES: dict[str, Any] = {"person": CustomerUserShare, "department": CustomerGroupShare}


class StaffingPage(ActionPage):
    """An action on the customer by those who may share it; a refusal stands beside its field."""

    record = CUSTOMERS
    action = "share"
    renamed: dict[str, str] = {}

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        form = self.make_form(obj, request.POST)
        if form is not None and form.is_valid():
            try:
                return self.done(obj, self.perform(obj, form))
            except DomainError as refusal:
                field = self.renamed.get(refusal.field or "", refusal.field)
                form.add_error(
                    field if field in form.fields else None, ValidationError(refusal.message, refusal.code)
                )
        return self.ask(obj, form, status=422)

    def done(self, obj: Any, said: str) -> HttpResponse:
        self.notify(said)
        target = self.target(obj)
        if self.request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponse(status=302, headers={"Location": target})

    def target(self, obj: Any) -> str:
        return f"{super().target(obj)}?tab=team"


class CustomerShare(StaffingPage):
    verb = gettext_lazy("Share")
    form_class = ShareForm
    renamed = {"user": "with_user"}

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        share_customer(
            obj,
            by=self.request.user,
            user=data["with_user"],
            department=data["department"],
            rights=data["rights"],
            expires_at=data["expires_at"],
        )
        return _("%(record)s was shared with %(whom)s.") % {
            "record": obj,
            "whom": data["with_user"] or data["department"],
        }


class TeamMemberCreate(StaffingPage):
    verb = gettext_lazy("Add to account team")
    form_class = TeamMemberForm
    renamed = {"user": "member"}

    def perform(self, obj: Customer, form: Any) -> str:
        data = form.cleaned_data
        add_team_member(
            obj,
            by=self.request.user,
            user=data["member"],
            role=data["role"],
            rights=data["rights"],
            region=data["region"],
            expires_at=data["expires_at"],
        )
        return _("%(name)s joined the account team.") % {"name": data["member"]}


class TeamMemberEdit(StaffingPage):
    verb = gettext_lazy("Change the place in the team")
    form_class = TeamChangeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.member_id = kwargs.pop("member")
        return super().dispatch(request, *args, **kwargs)

    def member(self, customer: Customer) -> AccountTeamMember:
        rows = AccountTeamMember.objects.visible_to(self.request.user).filter(customer=customer)
        return get_object_or_404(rows, pk=self.member_id)

    def make_form(self, obj: Customer, data: Any = None) -> Any:
        return self.form_class(data, user=self.request.user, subject=self.member(obj))

    def perform(self, obj: Customer, form: Any) -> str:
        member = self.member(obj)
        change_team_member(member, by=self.request.user, **form.cleaned_data)
        return _("The place of %(name)s was changed.") % {"name": member.user}


class TeamMemberRemove(TeamMemberEdit):
    verb = gettext_lazy("Remove from the account team")
    question = gettext_lazy("The colleague loses at once what the place let him see.")
    form_class = None
    is_dangerous = True

    def make_form(self, obj: Customer, data: Any = None) -> None:
        return None

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        member = self.member(obj)
        remove_team_member(member, by=request.user)
        return self.done(obj, _("%(name)s left the account team.") % {"name": member.user})


class ShareRemove(StaffingPage):
    verb = gettext_lazy("End the share")
    question = gettext_lazy("Whoever had the share loses at once what it let him see.")
    is_dangerous = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kind, self.share_id = kwargs.pop("kind"), kwargs.pop("share")
        if self.kind not in SHARES:
            raise Http404(self.kind)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        share = get_object_or_404(SHARES[self.kind], pk=self.share_id, content_object=obj)
        unshare_customer(share, by=request.user)
        return self.done(obj, _("The share was ended."))
