"""Visits at the world's customer: one to come, one that is a draft, one that was left and waits for its minutes."""

from datetime import timedelta
from functools import cached_property
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from reminders.services.task import give_task
from sales.models import WorkPlanItem
from sales.services.visit import plan_visit
from sales.services.visit_presence import check_in_now, check_out, position_of
from sales.services.work_plan import make_plan


def a_photo() -> SimpleUploadedFile:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    return SimpleUploadedFile("金丝雀.png", out.getvalue())


class VisitRows:
    """Rows of visits; `customer`, `contact` and `cast` are the world's."""

    def _plan(self: Any, **facts: Any) -> Any:
        start = clock.now() + timedelta(days=2)
        return plan_visit(
            by=self.cast.rep,
            customer=self.customer,
            purpose="金丝雀拜访",
            planned_start=start,
            planned_end=start + timedelta(hours=1),
            contacts=[self.contact],
            is_confirmed=True,
            **facts,
        )

    @cached_property
    def visit(self: Any) -> Any:
        return self._plan()

    @cached_property
    def visit_draft(self: Any) -> Any:
        return self._plan(is_draft=True)

    @cached_property
    def visit_left(self: Any) -> Any:
        here = position_of("22", "108.6")
        there = check_in_now(
            by=self.cast.rep, customer=self.customer, purpose="金丝雀路过", position=here, photo=a_photo()
        )
        return check_out(there, by=self.cast.rep)

    @cached_property
    def given_task(self: Any) -> Any:
        return give_task(by=self.cast.manager, owner=self.cast.rep, title="金丝雀任务", due_on=clock.today())

    @cached_property
    def work_plan(self: Any) -> Any:
        return make_plan(
            by=self.cast.rep, span="week", starts_on=clock.today(), lines=["金丝雀事项"], goal="金丝雀目标"
        )

    @cached_property
    def work_plan_item(self: Any) -> Any:
        return WorkPlanItem.objects.filter(plan=self.work_plan).first()
