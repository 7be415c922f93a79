"""Plans of visits from a file: who goes to whom when; what was held is written in the system itself."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from contacts.importers.references import ColleagueReferences, CustomerReferences
from core import actions
from core.errors import DomainError
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock, within

from .. import visit_states as states
from ..models import Visit
from ..services.visit import check_time, check_visit

USUAL = 60
MOST = 14 * 24 * 60


def time_of_day(text: Any) -> time:
    """“9:30”, “09:30” or “0930” as a time."""
    found = re.fullmatch(r"(\d{1,2})[:：]?(\d{2})", str(text).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValidationError(
            _("“%(text)s” is no time of day. Write it as 09:30.") % {"text": str(text)[:20]}
        )
    return time(int(found[1]), int(found[2]))


class VisitImporter(Importer):
    kind = "visits"
    model = Visit
    key_names = ("customer", "day", "clock", "owner")
    order = 70
    keys_note = gettext_lazy("A planned visit is known by its customer, its time and its owner.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = CustomerReferences(self.by)
        self.colleagues = ColleagueReferences()

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Visit, name, aliases, **facts)

        return [
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("purpose", "目的|拜访目的|事由|subject", is_required=True, example="谈二季度用量"),
            ImportField(name="day", label=gettext_lazy("day"), kind="date", is_required=True, example="2027-03-01",
                        aliases=("日期", "计划日期", "拜访日期", "date")),
            ImportField(name="clock", label=gettext_lazy("time of day"), example="09:30", check=time_of_day,
                        aliases=("时间", "开始时间", "time"), note=gettext_lazy("Empty: 09:00")),
            ImportField(name="minutes", label=gettext_lazy("minutes"), kind="integer", example="60",
                        aliases=("时长", "分钟", "duration"), note=gettext_lazy("Empty: 60")),
            column("kind", "拜访方式|方式|类型"),
            column("owner", "负责人|业务员|拜访人|sales rep", kind="reference",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = self.customers.resolve(self, rows)
        return [row for row in self.colleagues.resolve(self, rows) if self._when(row)]

    def _when(self, row: Row) -> bool:
        """The moment of a day and a time, and how long it takes."""
        day, clock_time = row.get("day"), row.get("clock") or time(9)
        minutes = row.get("minutes") or USUAL
        if day is None:
            self.refuse(row, "day", _("Say on which day."))
            return False
        if not 1 <= minutes <= MOST:
            self.refuse(row, "minutes", _("A visit takes a minute at least and two weeks at most."))
            return False
        start = timezone.make_aware(datetime.combine(day, clock_time))
        row.values["when"] = (start, start + timedelta(minutes=minutes))
        return True

    def _key(self, row: Row) -> tuple[Any, ...]:
        return (row.values["customer"].pk, row.values["when"][0], (row.get("owner") or self.by).pk)

    def keys(self, row: Row) -> list[Any]:
        return [("visit", *self._key(row))]

    def match(self, rows: list[Row]) -> dict[int, Visit]:
        customers = {row.values["customer"].pk for row in rows}
        known = Visit.objects.alive().coming().filter(customer__in=customers).order_by("pk")
        related = known.select_related("customer", "owner")
        by_key = {
            (visit.customer_id, visit.planned_start, visit.owner_id): visit
            for visit in lock(related, self.is_dry)
        }
        found = {}
        for row in rows:
            if (visit := by_key.get(self._key(row))) is not None:
                found[row.number] = visit
                for name in ("customer", "owner"):
                    row.values.pop(name, None)
        return found

    def build(self, row: Row) -> Visit:
        owner = row.get("owner") or self.by
        start, end = row.values["when"]
        return Visit(
            owner=owner,
            department=access.home_department(owner),
            status=states.PLANNED,
            planned_start=start,
            planned_end=end,
        )

    def check(self, obj: Visit, row: Row) -> None:
        if obj.status not in states.COMING:
            raise DomainError(_("Only what is still to come is changed."), "begun", "day")
        check_visit(obj, [])
        check_time(obj)

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return {
            place
            for place, obj in enumerate(objs)
            if obj.owner_id != self.by.pk
            and not within(self.by, Visit, obj.owner_id, obj.department_id, "import")
        }

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        for _row, obj in pairs:
            actions.record("sales.visit_planned", obj, by=self.by, customer=obj.customer_id)

    def forget(self) -> None:
        self.customers.forget()
