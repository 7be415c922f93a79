"""Market information, competitors and what hangs on them as record types."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.tables import badge, choice, link, money, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.market import CompetitorFilterSet, MarketInfoFilterSet
from ..forms.market import (
    CompetitorForm,
    CompetitorProductForm,
    MarketInfoForm,
    ReviewForm,
    SightingForm,
    ToLeadForm,
)
from ..models import Competitor, CompetitorProduct, CompetitorSighting, MarketInfo
from ..services.market_info import make_lead, review_info
from .lead import each

INFO_TONES = {"pending": "orange", "adopted": "green", "rejected": "gray", "lead": "blue"}
THREAT_TONES = {"high": "red", "medium": "orange", "low": "green"}


def review(info: MarketInfo, by: Any, data: dict[str, Any]) -> MarketInfo:
    return review_info(
        info,
        by=by,
        is_adopted=data["verdict"] == "adopted",
        credibility=data.get("credibility"),
        opinion=data.get("opinion", ""),
        is_shared=data.get("is_shared", False),
    )


def review_all(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda info: review(info, by, data))


def told(info: MarketInfo) -> dict[str, Any]:
    return {"market_info": info.pk, "status": info.status, "credibility": info.credibility}


MARKET_INFOS = RecordType(
    name="market-infos",
    model=MarketInfo,
    prefix="marketing:market_info",
    icon="bulb",
    columns=[
        link("title", _("headline")),
        choice("kind", _("kind"), edit="kind"),
        choice("credibility", _("credibility")),
        badge("status", _("status"), INFO_TONES),
        related("customer", _("customer"), sort="customer__pinyin"),
        related("competitor", _("competitor"), sort="competitor__pinyin"),
        related("owner", _("reported by"), sort="owner__pinyin"),
        text("created_at", _("created")),
        text("source", _("source"), is_default=False, edit="source"),
        text("heard_on", _("heard on"), is_default=False),
        text("is_shared", _("shared with the house"), is_default=False),
        related(
            "reviewer", pgettext_lazy("information", "reviewed by"), sort="reviewer__pinyin", is_default=False
        ),
        text("reviewed_at", pgettext_lazy("information", "reviewed"), is_default=False),
        text("opinion", _("opinion"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
    ],
    order=["-created_at", "-pk"],
    filterset=MarketInfoFilterSet,
    form=MarketInfoForm,
    quick_filters=["kind", "credibility"],
    scenes=[
        Scene("pending", _("Waits for review"), lambda user: Q(status="pending")),
        Scene("adopted", _("Adopted"), lambda user: Q(status__in=["adopted", "lead"])),
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
    ],
    bulk_actions=[
        BulkAction("review", _("Review"), "review", review_all, ReviewForm, icon="clipboard-check")
    ],
    search=lambda info: SearchText(name=info.title, others=[info.source]),
    api_fields=[
        "title",
        "kind",
        "body",
        "source",
        "heard_on",
        "credibility",
        "customer",
        "competitor",
        "owner",
        "status",
        "is_shared",
        "reviewer",
        "reviewed_at",
        "opinion",
    ],
    api_verbs=[
        ApiVerb(
            "review",
            "adopt the information or not",
            "review",
            lambda info, by, data: told(review(info, by, data)),
            ReviewForm,
        ),
        ApiVerb(
            "lead",
            "make a lead of the information",
            "review",
            lambda info, by, data: {"lead": make_lead(info, by=by, company=data["company"]).pk},
            ToLeadForm,
        ),
    ],
    actions=("change", "delete", "review"),
)
COMPETITORS = RecordType(
    name="competitors",
    model=Competitor,
    prefix="marketing:competitor",
    icon="swords",
    columns=[
        link("name", _("competitor"), sort="pinyin"),
        badge("threat", _("threat"), THREAT_TONES),
        choice("price_level", _("price level"), edit="price_level"),
        text("country", _("country"), edit="country", group="country"),
        text("city", _("city"), edit="city"),
        text("is_shared", _("shared with the house")),
        related("owner", _("owner"), sort="owner__pinyin"),
        text("updated_at", _("updated")),
        text("short_name", _("short name"), is_default=False),
        text("site", _("website"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["pinyin", "pk"],
    filterset=CompetitorFilterSet,
    form=CompetitorForm,
    quick_filters=["threat", "price_level"],
    scenes=[
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("shared", _("Shared with the house"), lambda user: Q(is_shared=True)),
    ],
    bulk_fields=["threat", "price_level", "country"],
    search=lambda row: SearchText(name=row.name, others=[row.short_name, row.city]),
    api_fields=[
        "name",
        "short_name",
        "country",
        "city",
        "site",
        "products",
        "strength",
        "weakness",
        "strategy",
        "price_level",
        "threat",
        "is_shared",
        "owner",
    ],
    actions=("change", "delete"),
)
COMPETITOR_PRODUCTS = RecordType(
    name="competitor-products",
    model=CompetitorProduct,
    prefix="marketing:competitor_product",
    icon="package",
    columns=[
        link("name", _("competing product")),
        related("competitor", _("competitor"), sort="competitor__pinyin", href=True),
        related("ours", _("our product")),
        text("spec", _("specification")),
        money("price", _("price"), total=""),
        text("currency", _("currency")),
        text("observed_on", _("observed on")),
    ],
    order=("name", "id"),
    form=CompetitorProductForm,
    search=lambda row: SearchText(name=row.name, others=[row.spec]),
    hint=lambda row: str(row.competitor),
    hint_related=("competitor",),
    has_detail=False,
    has_list=False,
    api_fields=(
        "competitor",
        "name",
        "ours",
        "spec",
        "price",
        "currency",
        "observed_on",
        "evidence",
        "comparison",
    ),
    api_filters=("competitor",),
)
SIGHTINGS = RecordType(
    name="competitor-sightings",
    model=CompetitorSighting,
    prefix="marketing:sighting",
    icon="eye",
    columns=[
        related("competitor", _("competitor"), sort="competitor__pinyin"),
        related("customer", _("customer"), sort="customer__pinyin"),
        text("share_percent", _("share of the customer (%)")),
        text("products", _("with what")),
        text("seen_on", _("seen on")),
    ],
    order=("-seen_on", "-id"),
    form=SightingForm,
    has_detail=False,
    has_list=False,
    api_fields=("customer", "competitor", "share_percent", "products", "seen_on", "notes"),
    api_filters=("customer", "competitor"),
)
