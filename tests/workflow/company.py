"""The people whom the delivered processes ask."""

from typing import Any

from accounts.models import Post
from tests import factories
from workflow.models import ProcessDefinition, ProcessVersion
from workflow.services.delivery import deliver_processes


class Company:
    """The chain of the documents: manager, business office, finance, vice-president, president."""

    def __init__(self, cast: Any) -> None:
        self.rep = cast.rep
        self.manager = self.leader(cast.east, cast.manager)
        office = factories.make_department("YWGL", cast.company, name="业务管理部", kind="business")
        self.president = factories.make_employee("exe", cast.company, "总经理")
        self.vice = factories.make_employee("exe", cast.company, "分管副总", leader=self.president)
        self.office = self.leader(
            office, factories.make_employee("exe", office, "业务管理部部长", leader=self.vice)
        )
        money = factories.make_department("CW", cast.company, name="财务部", kind="finance")
        self.finance = self.leader(money, factories.make_employee("fin", money, "财务主管"))
        self.tech = self.with_post("tech_review", "技术", role="mkt")
        self.production = self.with_post("production_review", "生产", role="mkt")
        self.deputy = self.with_post("deputy_manager", "副经理", cast.east)
        self.regional = factories.make_employee("rm", cast.east_region, "区域经理")
        self.grm = factories.make_employee("rm", cast.south, "全球经理")

    def leader(self, department: Any, user: Any) -> Any:
        department.leader = user.employee
        department.save()
        return user

    def with_post(self, code: str, name: str, department: Any = None, role: str | None = None) -> Any:
        post, _made = Post.objects.get_or_create(code=code, defaults={"name": name})
        return factories.make_employee(role, department, name, post=post)


def deliver_anew(*codes: str) -> None:
    """The delivered processes whose codes begin so; when the database was made nobody was there to be asked."""
    for code in codes:
        drafts = ProcessDefinition.objects.filter(delivered_as__startswith=code)
        ProcessVersion.objects.filter(definition__in=drafts).delete()
        drafts.delete()
    deliver_processes()
