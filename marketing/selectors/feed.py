"""What decision-makers read at a glance: adopted information, campaigns, deals won and lost, newest first."""

from datetime import datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from records import gate

from .. import sources
from ..models import Campaign, MarketInfo
from ..sources import FeedItem

SHOWN = 60
KINDS = ("all", "market", "campaigns", "deals")


def feed_for(user: Any, kind: str = "all") -> list[FeedItem]:
    """Each line within the reader's reach."""
    found: list[FeedItem] = []
    if kind in {"all", "market"}:
        found += _adopted(user)
    if kind in {"all", "campaigns"}:
        found += _campaigns(user)
    if kind in {"all", "deals"}:
        for source in sources.FEED:
            found += islice(source(user, SHOWN), SHOWN)
    return sorted(found, key=lambda item: item.at, reverse=True)[:SHOWN]


def _adopted(user: Any) -> list[FeedItem]:
    if not gate.allowed(user, MarketInfo):
        return []
    rows = MarketInfo.objects.visible_to(user).filter(
        status__in=[MarketInfo.Status.ADOPTED, MarketInfo.Status.LEAD], reviewed_at__isnull=False
    )
    return [
        FeedItem(
            at=info.reviewed_at,
            title=f"{info.get_kind_display()} · {info.title}",
            body=_("credibility %(level)s, reported by %(who)s")
            % {"level": info.get_credibility_display(), "who": info.owner or "–"},
            url=info.get_absolute_url(),
            icon="bulb",
        )
        for info in rows.select_related("owner").order_by("-reviewed_at", "-pk")[:SHOWN]
    ]


def _campaigns(user: Any) -> list[FeedItem]:
    if not gate.allowed(user, Campaign):
        return []
    rows = Campaign.objects.visible_to(user).exclude(status=Campaign.Status.PLANNED)
    return [
        FeedItem(
            at=timezone.make_aware(datetime.combine(campaign.starts_on, time(8))),
            title=f"{campaign.get_kind_display()} · {campaign.name}",
            body=f"{campaign.get_status_display()} · {campaign.starts_on:%Y-%m-%d} – {campaign.ends_on:%Y-%m-%d}",
            url=campaign.get_absolute_url(),
            icon="speakerphone",
        )
        for campaign in rows.order_by("-starts_on", "-pk")[:SHOWN]
    ]
