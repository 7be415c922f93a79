"""Leads from a file: a list of an exhibition, an export of another system."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import validation
from contacts.importers.references import ColleagueReferences
from core import actions
from core.company_names import normalise as company_key
from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock, within
from reminders.services.telling import tell

from ..models import Lead
from ..services.lead import clean_lead, hand_lead
from ..services.lead_assignment import Turns
from ..services.lead_intake import default_owner


class LeadImporter(Importer):
    kind = "leads"
    model = Lead
    key_names = ("company",)
    restores = True
    order = 50
    keys_note = gettext_lazy("A lead is known by its company and its subject.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = ColleagueReferences()
        self.home_owner = default_owner(self.by)
        self.may_assign = self.by.has_perm("marketing.assign_lead")

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Lead, name, aliases, **facts)

        return [
            column("title", "主题|线索|线索名称|标题|subject|lead|name", example="询价 船用中间轴承",
                   note=gettext_lazy("Empty: the product, else the company")),
            column("company", "公司|公司名称|企业名称|客户名称|单位|company name|account", is_required=True,
                   example="东岭重卡集团有限公司"),
            column("contact_name", "联系人|姓名|contact|contact person", example="李明"),
            column("job_title", "职务|职位|title|position"),
            column("phone", "电话|手机|手机号|联系电话|mobile|tel|telephone", example="13800138000"),
            column("email", "邮箱|电子邮件|mail", example=""),
            column("region", "地区|省份|城市|区域|city|province", example="上海"),
            column("industry", "行业|所属行业"),
            column("product_interest", "意向产品|产品|需求产品|product"),
            column("est_amount", "预计金额|金额|amount|budget"),
            column("source", "来源|线索来源"),
            column("details", "备注|说明|详情|notes|remarks"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="marketing.assign_lead",
                   note=gettext_lazy("User name, employee number or name; empty: as the rules say, or yourself")),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        self.colleagues.load(row.values["owner"] for row in rows if isinstance(row.get("owner"), str))
        sound = []
        for row in rows:
            if "title" not in row and "company" in row:
                row.values["title"] = str(row.get("product_interest") or row.values["company"])[:120]
            if isinstance(row.get("owner"), str):
                try:
                    row.values["owner"] = self.colleagues.find(row.values["owner"])
                except LookupError as refusal:
                    self.refuse(row, "owner", refusal)
                    continue
            sound.append(row)
        return sound

    def keys(self, row: Row) -> list[Any]:
        return [("company", *_key(row))] if "company" in row else []

    def match(self, rows: list[Row]) -> dict[int, Lead]:
        wanted = {row.number: _key(row) for row in rows if "company" in row}
        companies = {company for company, _title in wanted.values()}
        known = Lead.objects.alive().filter(Q(company_key__in=companies)).order_by("pk")
        by_key = {(lead.company_key, lead.title.casefold()): lead for lead in lock(known, self.is_dry)}
        found = {number: by_key[key] for number, key in wanted.items() if key in by_key}
        for row in rows:
            if row.number in found:
                for name in ("company", "title", "owner"):
                    row.values.pop(name, None)  # its key; and its owner changes by giving it out alone
        return found

    def build(self, row: Row) -> Lead:
        return Lead(channel=Lead.Channel.IMPORT)

    def assign(self, obj: Lead, row: Row) -> bool:
        owner = row.values.pop("owner", None)
        is_other = super().assign(obj, row)
        if owner is not None:
            row.values["owner"] = owner
        if obj._state.adding and (owner or self.home_owner):
            obj.status = Lead.Status.ASSIGNED
            hand_lead(obj, owner or self.home_owner)
        return is_other

    def check(self, obj: Lead, row: Row) -> None:
        if not obj._state.adding and obj.status == Lead.Status.CONVERTED:
            raise DomainError(_("A converted lead is kept as it came in."), code="converted", field="company")
        clean_lead(obj)

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return {
            place
            for place, obj in enumerate(objs)
            if not within(self.by, Lead, obj.owner_id, obj.department_id)
        }

    def before_create(self, objs: list[Any]) -> None:
        waiting = [obj for obj in objs if obj.owner_id is None]
        if waiting:
            turns = Turns()
            for obj in waiting:
                turns.give(obj)
            turns.keep()

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        """Each owner is told once of all that came for him."""
        counts: dict[Any, int] = {}
        for _row, obj in pairs:
            actions.record("marketing.lead_taken_in", obj, by=self.by, channel=obj.channel)
            if obj.owner is not None:
                counts[obj.owner] = counts.get(obj.owner, 0) + 1
        for owner, count in counts.items():
            words = {"count": count}
            tell(
                owner,
                lambda words=words: _("%(count)d leads came in for you by an import.") % words,
                "/leads/?scene=mine",
                by=self.by,
            )


def _key(row: Row) -> tuple[str, str]:
    title = validation.clean_text(
        str(row.get("title") or row.get("product_interest") or row.values["company"])
    )
    return company_key(row.values["company"])[:120], title[:120].casefold()
