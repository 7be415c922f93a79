"""The tabs of a clause and of a contract template."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records.tabs import Tab

from .models import Clause, ContractTemplate
from .places import KNOWN, places_in
from .records.template import TONES
from .services.template import living_wordings

MOST = 50


def clause_overview(clause: Clause, request: HttpRequest) -> dict[str, Any]:
    names = ("category", "language", "is_active", "body")
    return {"fields": shown_fields(clause, request.user, *names), "places": named([clause.body])}


def named(texts: list[str]) -> list[tuple[str, Any]]:
    return [(name, KNOWN[name][0]) for name in places_in(texts)]


def template_overview(template: ContractTemplate, request: HttpRequest) -> dict[str, Any]:
    rows = living_wordings(template)
    editions = (
        ContractTemplate.objects.visible_to(request.user).filter(code=template.code).order_by("-edition")
    )
    return {
        "rows": rows,
        "places": named([template.opening, template.closing, *(row.body for row in rows)]),
        "editions": [{"row": row, "tone": TONES[row.status]} for row in editions[:MOST]],
    }


CLAUSE_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="contracts/tabs/clause.html",
        context=clause_overview,
        order=10,
    ),
    CHANGES,
)
TEMPLATE_TABS = (
    Tab(
        name="overview",
        label=_("Wording"),
        template="contracts/tabs/template.html",
        context=template_overview,
        order=10,
    ),
    FILES,
    CHANGES,
)
