"""Everybody arranges the cards of his own homepage, and goes back to what his roles have."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Customer
from core.pages import Page
from records import arrangement_form, arrangements, gate
from records.arrangements import Lines
from records.services.arrangement import arrange, take_back

from ..cards import PLACE, standing


class ArrangeCards(Page):
    template = "home/cards.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        layout = arrangements.own_layout(PLACE, request.user)
        cards = standing(gate.allowed(request.user, Customer))
        lines: Lines = [
            {"name": card.name, "hidden": card.name in layout.hidden}
            for card in sorted(cards, key=lambda card: layout.rank(card.name))
        ]
        return self.show(
            title=_("Arrange my homepage"),
            blocks=arrangement_form.blocks(self.place, lines, {card.name for card in cards}),
            may_change=True,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "default":
            take_back(self.place, by=request.user, user=request.user)
            self.notify(_("Your homepage is as delivered for your roles."))
            return HttpResponseRedirect(reverse("home:home"))
        arrange(
            self.place, arrangement_form.read(self.place, request.POST), by=request.user, user=request.user
        )
        if request.POST.get("move"):
            return HttpResponseRedirect(request.path)
        self.notify(_("Your homepage is arranged."))
        return HttpResponseRedirect(reverse("home:home"))

    @property
    def place(self) -> Any:
        return arrangements.PLACES[PLACE]
