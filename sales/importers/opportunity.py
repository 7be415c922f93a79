"""Opportunities from a file: what another system, or a sheet, has kept so far."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from contacts.importers.references import ColleagueReferences, CustomerReferences
from core import actions, clock
from core.errors import DomainError
from core.joining import listed
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock, within

from .. import states
from ..models import Opportunity, Pipeline, Stage
from ..services.opportunity import check_opportunity, fits, note_change, pipeline_for


class OpportunityImporter(Importer):
    kind = "opportunities"
    model = Opportunity
    key_names = ("customer", "name")
    order = 60
    keys_note = gettext_lazy("An opportunity is known by its customer and its name.")
    parts = ("sales.stagechange.opportunity",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = CustomerReferences(self.by)
        self.colleagues = ColleagueReferences()
        self.pipelines = list(Pipeline.objects.filter(is_active=True))
        self.stages = list(
            Stage.objects.filter(pipeline__is_active=True).select_related("pipeline").order_by("sort", "id")
        )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Opportunity, name, aliases, **facts)

        return [
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("name", "商机|商机名称|机会|项目名称|opportunity|deal", is_required=True, example="2027 年度轴承配套"),
            ImportField(name="pipeline", label=gettext_lazy("pipeline"), kind="reference", aliases=("销售流程", "管道"),
                        note=gettext_lazy("Empty: that of the customer's market")),
            ImportField(name="stage", label=gettext_lazy("stage"), kind="reference", aliases=("商机阶段", "阶段"),
                        note=gettext_lazy("Name of the stage; empty: the first one")),
            column("amount", "金额|预计金额|商机金额|budget", example="500000"),
            column("currency", "币种"),
            column("rate", "汇率"),
            column("expected_close", "预计成交|预计成交日期|预计签约|close date", is_required=True, example="2027-03-31"),
            column("next_step", "下一步|下一步计划", is_required=True, example="报价"),
            column("next_step_on", "下一步日期|下次跟进"),
            column("competitor", "竞争对手|竞品"),
            column("description", "备注|说明|notes|remarks"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="sales.transfer_opportunity",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = self.customers.resolve(self, rows)
        return [row for row in self.colleagues.resolve(self, rows) if self._way(row)]

    def _way(self, row: Row) -> bool:
        """The pipeline and the stage that the row names, or those in which its customer starts."""
        customer = row.values["customer"]
        fitting = [pipeline for pipeline in self.pipelines if fits(pipeline, customer)]
        asked = row.values.pop("pipeline", None)
        if asked:
            wanted = [
                pipeline for pipeline in fitting if asked in {pipeline.code, pipeline.name, pipeline.name_en}
            ]
            if not wanted:
                self.refuse(
                    row,
                    "pipeline",
                    _("No pipeline “%(name)s” is there for customers like this one.") % {"name": asked[:60]},
                )
                return False
            pipeline = wanted[0]
        else:
            start = pipeline_for(customer)
            if start is None:
                self.refuse(row, "pipeline", _("No pipeline is active. Ask an administrator."))
                return False
            pipeline = start
        stages = [stage for stage in self.stages if stage.pipeline_id == pipeline.pk]
        asked = row.values.pop("stage", None)
        open_ones = [stage for stage in stages if not stage.is_final]
        found = [
            stage for stage in open_ones if not asked or asked in {stage.code, stage.name, stage.name_en}
        ]
        if not found:
            self.refuse(
                row,
                "stage",
                _("“%(pipeline)s” has no stage “%(stage)s” in which a sale could be; there are: %(allowed)s.")
                % {
                    "pipeline": pipeline,
                    "stage": str(asked or "")[:60],
                    "allowed": listed(open_ones),
                },
            )
            return False
        row.values["way"] = (pipeline, found[0])
        return True

    def keys(self, row: Row) -> list[Any]:
        return (
            [("name", row.values["customer"].pk, str(row.get("name", "")).casefold())]
            if "name" in row
            else []
        )

    def match(self, rows: list[Row]) -> dict[int, Opportunity]:
        customers = {row.values["customer"].pk for row in rows}
        known = Opportunity.objects.alive().filter(customer__in=customers).order_by("pk")
        related = known.select_related("stage", "pipeline", "customer")
        by_key = {(row.customer_id, row.name.casefold()): row for row in lock(related, self.is_dry)}
        found = {}
        for row in rows:
            key = (row.values["customer"].pk, str(row.get("name", "")).casefold())
            if key in by_key:
                found[row.number] = by_key[key]
                # Stage and owner of a known one change by their own verbs alone.
                for name in ("customer", "name", "owner", "way"):
                    row.values.pop(name, None)
        return found

    def build(self, row: Row) -> Opportunity:
        pipeline, stage = row.values["way"]
        sale = Opportunity(pipeline=pipeline, stage=stage, stage_since=clock.now())
        owner = row.get("owner") or self.by
        sale.owner, sale.department = owner, access.home_department(owner)
        return sale

    def check(self, obj: Opportunity, row: Row) -> None:
        if obj.status in states.ENDED:
            raise DomainError(_("It has ended and is not changed any more."), "ended", "name")
        if obj.rate is None:
            obj.rate = Decimal(1)
        check_opportunity(obj)

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return {
            place
            for place, obj in enumerate(objs)
            if not within(self.by, Opportunity, obj.owner_id, obj.department_id)
        }

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        for _row, obj in pairs:
            note_change(obj, None, "", by=self.by)
            actions.record("sales.opportunity_created", obj, by=self.by, customer=obj.customer_id)

    def forget(self) -> None:
        self.customers.forget()
