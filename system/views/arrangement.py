"""Menu, tabs and the homepage's cards inside the administration site: put in order, hidden, named, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Role
from core.errors import DomainError
from core.row_ids import row_id
from records import arrangement_form, arrangements, gate
from records.arrangements import Lines, Place
from records.models import Arrangement
from records.services.arrangement import arrange, take_back, version_of

from ..selectors.arrangements import changes_of, places, roles_for
from .admin_page import AdminPage


class PlaceList(AdminPage):
    template = "admin/settings/arrangements.html"
    model = Arrangement

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(title=_("Menu and layouts"), places=places())


class PlaceArrangement(AdminPage):
    """One place for everybody, or with `?role=` for one role."""

    template = "admin/settings/arrangement.html"
    model = Arrangement

    @cached_property
    def place(self) -> Place:
        found = arrangements.PLACES.get(self.kwargs["place"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def role(self) -> Role | None:
        code = self.request.GET.get("role", "").replace("\x00", "")
        return get_object_or_404(Role, code=code) if code else None

    def get(self, request: HttpRequest, place: str) -> HttpResponse:
        return self._form(self._lines())

    def post(self, request: HttpRequest, place: str) -> HttpResponse:
        gate.require_allowed(request.user, Arrangement, "change")
        lines = arrangement_form.read(self.place, request.POST)
        whom: dict[str, Any] = {
            "by": request.user,
            "role": self.role,
            "read_version": row_id(request.POST.get("version")) or 0,
        }
        try:
            if request.POST.get("do") == "default":
                take_back(self.place, **whom)
                messages.success(request, _("Back to how it was delivered."))
            else:
                arrange(self.place, lines, **whom)
                messages.success(request, _("Saved. Everybody sees it within a few seconds."))
        except DomainError as refusal:
            if refusal.code == "unknown_thing":
                raise
            return self._form(lines, 409 if refusal.code == "conflict" else 422, str(refusal))
        return HttpResponseRedirect(self.way_back())

    def way_back(self) -> str:
        address = reverse("admin:arrangement", args=[self.place.name])
        return f"{address}?role={self.role.code}" if self.role else address

    def _lines(self) -> Lines:
        """As it stands for whom it is arranged; what a role lacks comes from what holds for everybody."""
        layout = arrangements.layout_for(self.place.name, self.role.pk if self.role else None)
        return [
            {"name": name, "hidden": name in layout.hidden, **layout.names.get(name, {})}
            for name in sorted(layout.ranks, key=layout.rank)
        ]

    def _form(self, lines: Lines, status: int = 200, refusal: str = "") -> HttpResponse:
        roles: list[dict[str, Any]] = roles_for(self.place)
        own = Arrangement.objects.filter(place=self.place.name, role=self.role, user=None)
        return self.show(
            status,
            title=self.place.label,
            subtitle=self.role.name if self.role else _("for everybody"),
            place=self.place,
            role=self.role,
            roles=roles,
            is_arranged=own.exists(),
            blocks=arrangement_form.blocks(self.place, lines),
            may_rename=self.place.is_renamable and self.role is None,
            refusal=refusal,
            version=self.request.POST.get("version") or version_of(self.place, role=self.role),
            changes=changes_of(self.place, self.role),
        )
