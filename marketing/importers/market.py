"""Market information and competitors from a file."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from contacts import validation
from contacts.importers.references import CustomerReferences
from core import actions
from core.company_names import normalise as company_key
from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock, within

from ..models import Competitor, MarketInfo


def owned(obj: Any, by: Any) -> Any:
    """New rows belong to whoever imports them."""
    obj.owner, obj.department = by, access.home_department(by)
    return obj


def out_of_reach(by: Any, model: Any, objs: list[Any]) -> set[int]:
    return {place for place, obj in enumerate(objs) if not within(by, model, obj.owner_id, obj.department_id)}


class CompetitorReferences:
    """Competitors by their name, as far as the user may see them."""

    def __init__(self, by: Any) -> None:
        self.by = by
        self.known: dict[str, Competitor | None] = {}

    def load(self, texts: Any) -> None:
        keys = {text: company_key(text)[:120] for text in texts if text not in self.known}
        rows = Competitor.objects.visible_to(self.by).filter(name_key__in=set(keys.values())) if keys else []
        found = {row.name_key: row for row in rows}
        self.known |= {text: found.get(key) for text, key in keys.items()}


class MarketInfoImporter(Importer):
    kind = "market-infos"
    model = MarketInfo
    key_names = ("title",)
    order = 51
    keys_note = gettext_lazy("Information is known by its title and the day on which it was heard.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = CustomerReferences(self.by)
        self.competitors = CompetitorReferences(self.by)

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(MarketInfo, name, aliases, **facts)

        return [
            column("title", "标题|主题|subject|headline", is_required=True, example="某船厂招标轴系备件"),
            column("kind", "类别|类型|category|type"),
            column("body", "内容|正文|详情|content|details"),
            column("source", "来源|出处|origin"),
            column("heard_on", "日期|获知日期|date", example="2026-03-31"),
            column("credibility", "可信度|reliability", kind="integer", choices=None,
                   note=gettext_lazy("From 1 (rumour) to 5 (proven)")),
            column("customer", "客户|客户名称|account", kind="reference",
                   note=gettext_lazy("Number or name")),
            column("competitor", "竞争对手|对手|rival", kind="reference", note=gettext_lazy("Name")),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        sources = (("customer", self.customers), ("competitor", self.competitors))
        for name, source in sources:
            source.load({row.values[name] for row in rows if isinstance(row.get(name), str)})
        sound = []
        for row in rows:
            missing = [
                name
                for name, source in sources
                if isinstance(row.get(name), str) and source.known.get(row.values[name]) is None
            ]
            if missing:
                said = _("There is no “%(name)s” within your scope. Import or create it first.")
                self.refuse(row, missing[0], said % {"name": row.values[missing[0]][:80]})
                continue
            for name, source in sources:
                if isinstance(row.get(name), str):
                    row.values[name] = source.known[row.values[name]]
            sound.append(row)
        return sound

    def keys(self, row: Row) -> list[Any]:
        return [("info", _title(row), row.get("heard_on"))] if "title" in row else []

    def match(self, rows: list[Row]) -> dict[int, MarketInfo]:
        wanted = {row.number: (_title(row), row.get("heard_on")) for row in rows if "title" in row}
        titles = {title for title, _day in wanted.values()}
        known = lock(MarketInfo.objects.alive().filter(title__in=titles).order_by("pk"), self.is_dry)
        by_key = {(info.title, info.heard_on): info for info in known}
        return {number: by_key[key] for number, key in wanted.items() if key in by_key}

    def build(self, row: Row) -> MarketInfo:
        return owned(MarketInfo(), self.by)  # type: ignore[no-any-return]

    def check(self, obj: MarketInfo, row: Row) -> None:
        obj.title = validation.clean_text(obj.title)
        validation.check_not_future(obj.heard_on, "heard_on")
        if obj.credibility not in range(1, 6):
            raise DomainError(_("Credibility goes from 1 to 5."), code="unknown", field="credibility")
        if not obj._state.adding and obj.status != MarketInfo.Status.PENDING:
            raise DomainError(_("It was reviewed and is kept as it stands."), code="reviewed", field="title")

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return out_of_reach(self.by, MarketInfo, objs)

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        for _row, obj in pairs:
            actions.record("marketing.info_reported", obj, by=self.by, channel="import")


def _title(row: Row) -> str:
    return validation.clean_text(str(row.values["title"]))[:120]


class CompetitorImporter(Importer):
    kind = "competitors"
    model = Competitor
    key_names = ("name",)
    order = 52
    keys_note = gettext_lazy("A competitor is known by the name, without its legal form.")

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Competitor, name, aliases, **facts)

        return [
            column("name", "竞争对手|名称|公司|公司名称|company|competitor", is_required=True,
                   example="远洋轴承股份有限公司"),
            column("short_name", "简称"),
            column("country", "国家"),
            column("city", "城市|所在地"),
            column("site", "网址|网站|url"),
            column("products", "主要产品|产品"),
            column("strength", "优势|strengths"),
            column("weakness", "劣势|weaknesses"),
            column("strategy", "应对策略|对策"),
            column("price_level", "价格水平|价位"),
            column("threat", "威胁程度|威胁"),
        ]  # fmt: skip

    def keys(self, row: Row) -> list[Any]:
        return [("name", company_key(str(row.values["name"]))[:120])] if "name" in row else []

    def match(self, rows: list[Row]) -> dict[int, Competitor]:
        wanted = {row.number: company_key(str(row.values["name"]))[:120] for row in rows if "name" in row}
        known = Competitor.objects.alive().filter(name_key__in=set(wanted.values())).order_by("pk")
        by_key = {row.name_key: row for row in lock(known, self.is_dry)}
        found = {number: by_key[key] for number, key in wanted.items() if key in by_key}
        for row in rows:
            if row.number in found:
                row.values.pop("name", None)  # its key: another spelling is no other name
        return found

    def build(self, row: Row) -> Competitor:
        return owned(Competitor(), self.by)  # type: ignore[no-any-return]

    def check(self, obj: Competitor, row: Row) -> None:
        obj.name = validation.clean_customer_name(obj.name)

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return out_of_reach(self.by, Competitor, objs)

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        for _row, obj in pairs:
            actions.record("marketing.competitor_added", obj, by=self.by, channel="import")
