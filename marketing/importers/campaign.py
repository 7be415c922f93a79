"""Campaigns from a file: a year's plan."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import validation
from core import actions
from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock
from records.services.numbering import next_numbers

from ..models import Campaign
from ..services.campaign import DOCUMENT
from .market import out_of_reach, owned


class CampaignImporter(Importer):
    kind = "campaigns"
    model = Campaign
    key_names = ("name",)
    order = 53
    keys_note = gettext_lazy("A campaign is known by its name and its first day.")

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Campaign, name, aliases, **facts)

        return [
            column("name", "活动|活动名称|名称|title|campaign", is_required=True, example="国际海事展"),
            column("kind", "类别|类型|type"),
            column("starts_on", "开始日期|开始|start|start date", is_required=True, example="2026-03-31"),
            column("ends_on", "结束日期|结束|end|end date", note=gettext_lazy("Empty: the first day")),
            column("place", "地点|location"),
            column("budget", "预算|费用预算"),
            column("expected", "预计人数|expected people"),
            column("goal", "目标|purpose"),
            column("plan", "方案|计划"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        for row in rows:
            if "ends_on" not in row and "starts_on" in row:
                row.values["ends_on"] = row.values["starts_on"]
        return rows

    def keys(self, row: Row) -> list[Any]:
        return [("campaign", *_key(row))] if _is_named(row) else []

    def match(self, rows: list[Row]) -> dict[int, Campaign]:
        wanted = {row.number: _key(row) for row in rows if _is_named(row)}
        names = {name for name, _day in wanted.values()}
        known = lock(Campaign.objects.alive().filter(name__in=names).order_by("pk"), self.is_dry)
        by_key = {(row.name, row.starts_on): row for row in known}
        return {number: by_key[key] for number, key in wanted.items() if key in by_key}

    def build(self, row: Row) -> Campaign:
        return owned(Campaign(), self.by)  # type: ignore[no-any-return]

    def check(self, obj: Campaign, row: Row) -> None:
        obj.name = validation.clean_text(obj.name)
        validation.check_amount(obj.budget, "budget")
        if obj.ends_on < obj.starts_on:
            raise DomainError(_("It ends before it begins."), code="ends_early", field="ends_on")
        if not obj._state.adding and obj.status != Campaign.Status.PLANNED:
            raise DomainError(
                _("Only a campaign that is being planned is changed by an import."),
                code="state",
                field="name",
            )

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return out_of_reach(self.by, Campaign, objs)

    def before_create(self, objs: list[Any]) -> None:
        for obj, number in zip(objs, next_numbers(DOCUMENT, len(objs)), strict=True):
            obj.code = obj.code or number

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        for _row, obj in pairs:
            actions.record("marketing.campaign_planned", obj, by=self.by, channel="import")


def _is_named(row: Row) -> bool:
    return "name" in row and "starts_on" in row


def _key(row: Row) -> tuple[str, Any]:
    return validation.clean_text(str(row.values["name"]))[:120], row.values["starts_on"]
