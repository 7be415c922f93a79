"""The map of visits: who is near, and where a day leads; drawn by ourselves, on tiles only where a server is set."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.distance import distance_text
from core.errors import DomainError
from core.mercator import Place
from records import gate
from records.forms import DateInput, RemoteSelect
from records.views.page import RecordPage

from ..models import Visit
from ..records.visit import VISITS
from ..selectors import visit_map
from ..services.visit_presence import position_of

KM = (2, 5, 10, 20, 50, 100, 200)
USUAL_KM = 20


class MapForm(forms.Form):
    day = DayField(required=False, widget=DateInput())
    owner = forms.ModelChoiceField(User.objects.none(), required=False, widget=RemoteSelect("users"))
    km = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=USUAL_KM,
        choices=lambda: [(km, distance_text(km * 1000)) for km in KM],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True, employee__isnull=False)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "day" else "form-select"


class VisitMap(RecordPage):
    record = VISITS
    template = "sales/visit_map.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = MapForm({"day": clock.today().isoformat(), "km": USUAL_KM, **request.GET.dict()})
        form.is_valid()
        given = form.cleaned_data
        day, km = given.get("day") or clock.today(), given.get("km") or USUAL_KM
        owner = given.get("owner") or request.user
        stops = visit_map.stops_of(request.user, owner.pk, day)
        asked = self.asked_place()
        places = visit_map.places_of(stops)
        here = asked or visit_map.middle_of(request.user, places)
        near = visit_map.near(request.user, here, km)
        frame, on_way, others = visit_map.drawn(here, stops, places, near)
        metres, pixels = frame.scale
        placed = {marker.visit.pk for marker in on_way}
        return self.show(
            title=_("Map of visits"),
            form=form,
            day=day,
            owner=owner,
            frame=frame,
            here=frame.xy(here) if asked else None,
            place=asked,
            stops=on_way,
            others=others,
            unplaced=[visit for visit in stops if visit.pk not in placed],
            track=" ".join(f"{marker.x},{marker.y}" for marker in on_way),
            scale_text=distance_text(metres),
            scale_end=round(16 + pixels, 1),
            tiles=frame.tiles(settings.MAP_TILES) if settings.MAP_TILES else [],
            may_visit=gate.allowed(request.user, Visit, "add"),
        )

    def asked_place(self) -> Place | None:
        try:
            found = position_of(self.request.GET.get("latitude"), self.request.GET.get("longitude"))
        except DomainError:
            return None
        return Place(float(found.latitude), float(found.longitude)) if found else None
