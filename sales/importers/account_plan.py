"""Account plans from a file, one row an objective: the charter and the figures; people, choices and actions are
worked out on the plan's own page."""

from typing import Any

from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records.imports import ImportField, Row, from_model
from records.imports.document import LINE, LineRefused
from records.imports.importer import lock

from ..measures import MEASURES
from ..models import AccountPlan, PlanObjective
from ..services.account_plan import FIELDS, create_plan, update_plan
from ..services.plan_lines import save_objective
from .at_customer import AtCustomerImporter

OBJECTIVE = {"objective": "name", "objective_kind": "kind", "measure": "measure", "is_main": "is_main",
             "baseline": "baseline", "target": "target", "reported": "reported", "note": "note"}  # fmt: skip
TEXTS = (
    "statement", "vision", "win_win", "trends", "perception", "opportunities", "threats", "strengths", "weaknesses",
    "achilles_heel", "level_evidence",
)  # fmt: skip


class PlanImporter(AtCustomerImporter):
    kind = "account-plans"
    model = AccountPlan
    line_model = PlanObjective
    group = ("customer", "year")
    key_names = ("customer", "year")
    order = 71
    keys_note = gettext_lazy(
        "A plan is known by its customer and its year, an objective by its name in the plan; the rows of a plan stand "
        "below each other."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(AccountPlan, name, aliases, **facts)

        def line(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(PlanObjective, OBJECTIVE[name], aliases, as_name=name, part=LINE, **facts)

        return [
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("year", "年度|年份", is_required=True, example="2027"),
            column("name", "计划名称|名称"),
            *(column(name) for name in TEXTS),
            column("level", "我方层级"),
            column("level_target", "目标层级"),
            column("rival_level", "对手层级"),
            column("review_days", "回顾周期"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="sales.transfer_accountplan",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
            line("objective", "目标名称|目标|指标", example="销售额"),
            line("objective_kind", "目标类别|目标类型", label=gettext_lazy("kind of objective")),
            line("measure", "数据来源|计量方式", kind="choice",
                 choices=lambda: {code: measure.label for code, measure in MEASURES.items()}),
            line("target", "目标值|目标数", example="12000000"),
            line("baseline", "上年|上年数"),
            line("reported", "已完成|当前值"),
            line("is_main", "主目标|是否主目标"),
            line("note", "备注|说明"),
        ]  # fmt: skip

    def keys(self, row: Row) -> list[Any]:
        return [("year", row.values["customer"].pk, row.get("year"))]

    def match(self, rows: list[Row]) -> dict[int, AccountPlan]:
        alive = AccountPlan.objects.alive().select_related("customer")
        known = alive.filter(
            customer__in={row.values["customer"].pk for row in rows},
            year__in={row.values["year"] for row in rows if "year" in row},
        )
        by_key = {(plan.customer_id, plan.year): plan for plan in lock(known.order_by("pk"), self.is_dry)}
        pairs = ((row.number, by_key.get((row.values["customer"].pk, row.get("year")))) for row in rows)
        return {number: plan for number, plan in pairs if plan is not None}

    def key_field(self, row: Row) -> str:
        return "year"

    def make(self, obj: AccountPlan, row: Row, lines: list[Row]) -> AccountPlan:
        values = {name: getattr(obj, name) for name in FIELDS}
        made = create_plan(by=self.by, customer=obj.customer, owner=obj.owner, **values)
        self._objectives(made, lines)
        return made

    def change(self, obj: AccountPlan, row: Row, lines: list[Row], is_other: bool) -> AccountPlan:
        if is_other:
            obj = update_plan(obj, by=self.by, **{name: getattr(obj, name) for name in FIELDS})
        self._objectives(obj, lines)
        return obj

    def _objectives(self, plan: AccountPlan, rows: list[Row]) -> None:
        there = {row.name.casefold(): row for row in self.lines_of(plan)}
        for row in rows:
            name = str(row.get("objective") or "")
            line = there.get(name.casefold()) or PlanObjective(plan=plan)
            said = {column: row.values[key] for key, column in OBJECTIVE.items() if key in row.values}
            if line.pk is not None and all(getattr(line, column) == value for column, value in said.items()):
                continue
            for column, value in said.items():
                setattr(line, column, value)
            if "target" in said and line.monthly:
                line.monthly = []  # the months made another sum
            try:
                there[name.casefold()] = save_objective(line, by=self.by)
            except DomainError as refusal:
                raise LineRefused(row, refusal)

    def lines_of(self, obj: AccountPlan) -> list[PlanObjective]:
        return list(PlanObjective.objects.alive().filter(plan=obj).select_related("plan").order_by("pk"))
