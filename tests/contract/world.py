"""What the page contract is proven on: a customer of the east with everything that can hang on one.

Every text of it carries CANARY, so that a page which shows any of it to a stranger is found by one search.
"""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from accounts.models import UserSession
from accounts.services.token import create_token
from contacts.models import (
    ContactFamily,
    ContactRelation,
    CreditRating,
    CustomerRelation,
    HandoverNote,
    InstalledAsset,
    PersonCustomerRelation,
    PooledCustomer,
    RelationType,
    StakeholderRole,
    TierChange,
)
from contacts.services.assignment import propose_assignment
from contacts.services.handover import save_note
from contacts.services.share import share_customer
from core import clock
from marketing.models import (
    Campaign,
    CampaignCost,
    CampaignMember,
    Competitor,
    CompetitorProduct,
    CompetitorSighting,
    LeadRule,
    MarketInfo,
    WebForm,
)
from records.models import Attachment, BulkRun, ExportTask, ImportRow, SavedView
from records.services import imports
from reminders.models import Notice, Notification
from tests import factories
from tests.workflow import processes
from workflow.services.delegation import appoint_delegate
from workflow.services.start import start_work

from .catalog_world import CatalogRows
from .contract_world import ContractRows
from .mail_world import MailRows
from .money_world import MoneyRows
from .order_world import OrderRows
from .outside_world import OutsideRows
from .quote_world import QuoteRows
from .request_world import RequestRows
from .sales_world import SalesRows
from .visit_world import VisitRows

CANARY = "金丝雀"
PHONE = "13900007788"


class World(
    ContractRows, OrderRows, QuoteRows, VisitRows, RequestRows, SalesRows, MailRows, CatalogRows, OutsideRows, MoneyRows
):  # fmt: skip
    """Rows made when first named; `build` makes all of them."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast

    def build(self) -> "World":
        for kind in type(self).__mro__:
            for name, part in vars(kind).items():
                if isinstance(part, cached_property):
                    getattr(self, name)
        return self

    @cached_property
    def customer(self) -> Any:
        return factories.make_customer(
            f"{CANARY}重工有限公司", self.cast.rep, code="KH-CANARY", next_follow_on=clock.today()
        )

    @cached_property
    def second(self) -> Any:
        return factories.make_customer(f"{CANARY}轴承有限公司", self.cast.rep)

    @cached_property
    def foreign(self) -> Any:
        """What the other department has: its lists are not empty, only other."""
        return factories.make_customer("南方阀门有限公司", self.cast.other_rep)

    @cached_property
    def unit(self) -> Any:
        return factories.make_unit(self.customer, name=f"{CANARY}采购处", code="U-1")

    @cached_property
    def contact(self) -> Any:
        return factories.make_contact(
            self.customer, f"{CANARY}甲", self.unit, mobile=PHONE, email="canary@example.com"
        )

    @cached_property
    def colleague(self) -> Any:
        """Another person of the customer."""
        return factories.make_contact(self.customer, f"{CANARY}乙", self.unit)

    @cached_property
    def follow_up(self) -> Any:
        return factories.make_follow_up(
            self.customer,
            self.cast.rep,
            f"{CANARY}谈话，说到备件交期与付款",
            next_contact_on=clock.today(),
        )

    @cached_property
    def asset(self) -> Any:
        return InstalledAsset.objects.create(customer=self.customer, name=f"{CANARY}轮")

    @cached_property
    def stakeholder(self) -> Any:
        return StakeholderRole.objects.create(
            customer=self.customer, contact=self.contact, role="sponsor", action=f"{CANARY}行动"
        )

    @cached_property
    def family(self) -> Any:
        return ContactFamily.objects.create(
            contact=self.contact, name=f"{CANARY}女儿", relation="child", purpose="节日问候"
        )

    @cached_property
    def contact_relation(self) -> Any:
        kind = RelationType.objects.filter(applies="people").first()
        return ContactRelation.objects.create(a=self.contact, b=self.colleague, type=kind, evidence=CANARY)

    @cached_property
    def person_company(self) -> Any:
        kind = RelationType.objects.filter(applies="person_company").first()
        return PersonCustomerRelation.objects.create(
            contact=self.contact, customer=self.second, type=kind, evidence=CANARY
        )

    @cached_property
    def company_relation(self) -> Any:
        kind = RelationType.objects.filter(applies="companies").first()
        return CustomerRelation.objects.create(a=self.customer, b=self.second, type=kind)

    @cached_property
    def team_member(self) -> Any:
        return factories.make_team_member(self.customer, self.cast.colleague)

    @cached_property
    def share(self) -> Any:
        until = clock.now() + timedelta(days=9)
        return share_customer(self.customer, by=self.cast.manager, user=self.cast.agent, expires_at=until)

    @cached_property
    def attachment(self) -> Any:
        return Attachment.objects.create(
            subject_type=ContentType.objects.get_for_model(self.customer),
            subject_id=self.customer.pk,
            name=f"{CANARY}.txt",
            size=6,
            file=ContentFile(CANARY.encode(), name="canary.txt"),
        )

    @cached_property
    def saved_view(self) -> Any:
        return SavedView.objects.create(
            owner=self.cast.rep, record_type="customers", name=f"{CANARY}视图", query="sort=name"
        )

    @cached_property
    def bulk_run(self) -> Any:
        return BulkRun.objects.create(
            by=self.cast.rep,
            record_type="customers",
            label=f"{CANARY}字段",
            created_at=clock.now(),
            ended_at=clock.now(),
            results=[{"label": CANARY, "note": "", "is_done": False}],
        )

    @cached_property
    def export(self) -> Any:
        return ExportTask.objects.create(
            by=self.cast.manager,
            record_type="customers",
            format="xlsx",
            status=ExportTask.Status.DONE,
            expires_at=clock.now() + timedelta(days=1),
            file=ContentFile(CANARY.encode(), name="canary.xlsx"),
        )

    @cached_property
    def import_run(self) -> Any:
        file = ContentFile(f"客户名称\n{CANARY}新客户\n".encode(), name="canary.csv")
        run = imports.take_in(by=self.cast.manager, kind="customers", file=file, file_name=f"{CANARY}.csv")
        ImportRow.objects.create(run=run, number=2, outcome=ImportRow.Outcome.REJECTED, message=CANARY)
        return run

    @cached_property
    def notice(self) -> Any:
        notice = Notice.objects.create(
            title=f"{CANARY}公告", owner=self.cast.manager, department=self.cast.east
        )
        notice.audience.add(self.cast.east)
        return notice

    @cached_property
    def notification(self) -> Any:
        return Notification.objects.create(recipient=self.cast.rep, text=CANARY, url="/")

    @cached_property
    def token(self) -> Any:
        made, _secret = create_token(
            self.cast.rep, CANARY, by=self.cast.rep, expires_at=clock.now() + timedelta(days=9)
        )
        return made

    @cached_property
    def session(self) -> Any:
        return UserSession.objects.create(
            user=self.cast.rep, session_key="canary", started_at=clock.now(), seen_at=clock.now()
        )

    @cached_property
    def process(self) -> Any:
        return processes.work_process(self.cast.manager)

    @cached_property
    def run(self) -> Any:
        """A run that waits for the manager, about the customer."""
        version = self.process.versions.get(status="published")
        return start_work(version, by=self.cast.rep, title=f"{CANARY}流程", about=self.customer)

    @cached_property
    def task(self) -> Any:
        return self.run.tasks.get(assignee=self.cast.manager)

    @cached_property
    def delegation(self) -> Any:
        now = clock.now()
        return appoint_delegate(
            by=self.cast.rep,
            to=self.cast.colleague,
            starts_at=now,
            ends_at=now + timedelta(days=1),
            reason=CANARY,
        )

    @cached_property
    def pool(self) -> Any:
        return factories.make_pool(f"{CANARY}公海", departments=[self.cast.east])

    @cached_property
    def pooled(self) -> Any:
        """A customer in the pool of the east."""
        customer = factories.make_customer(
            f"{CANARY}公海客户",
            pool=self.pool,
            pooled_at=clock.now(),
            phone=PHONE,
            email="canary@example.com",
        )
        return PooledCustomer.objects.get(pk=customer.pk)

    @cached_property
    def assignment(self) -> Any:
        until = clock.now() + timedelta(days=9)
        return propose_assignment(
            self.customer, by=self.cast.rep, to=self.cast.colleague, purpose=CANARY, expires_at=until
        )

    @cached_property
    def tier_change(self) -> Any:
        return TierChange.objects.create(
            customer=self.customer,
            after="vip",
            reason=CANARY,
            status="proposed",
            created_by=self.cast.manager,
        )

    @cached_property
    def credit_rating(self) -> Any:
        return CreditRating.objects.create(
            customer=self.customer, after="AA", reason=CANARY, status="proposed", created_by=self.cast.manager
        )

    @cached_property
    def handover_note(self) -> Any:
        note = HandoverNote(
            customer=self.customer, from_user=self.cast.rep, to_user=self.cast.manager, open_matters=CANARY
        )
        return save_note(note, by=self.cast.rep)

    @cached_property
    def lead(self) -> Any:
        return factories.make_lead(
            self.cast.rep, f"{CANARY}询价", company=f"{CANARY}船厂", contact_name=f"{CANARY}丙"
        )

    @cached_property
    def lead_rule(self) -> Any:
        return LeadRule.objects.create(name=f"{CANARY}规则", department=self.cast.east)

    @cached_property
    def web_form(self) -> Any:
        """Its heading is meant for everybody, so it carries no mark."""
        return WebForm.objects.create(
            name=f"{CANARY}表单", title="联系我们", consent_text="同意", department=self.cast.east
        )

    @cached_property
    def competitor(self) -> Any:
        return Competitor.objects.create(name=f"{CANARY}对手", owner=self.cast.rep, department=self.cast.east)

    @cached_property
    def competitor_product(self) -> Any:
        return CompetitorProduct.objects.create(competitor=self.competitor, name=f"{CANARY}轴承")

    @cached_property
    def sighting(self) -> Any:
        return CompetitorSighting.objects.create(
            customer=self.customer, competitor=self.competitor, seen_on=clock.today(), notes=CANARY
        )

    @cached_property
    def market_info(self) -> Any:
        return MarketInfo.objects.create(
            title=f"{CANARY}消息", customer=self.customer, owner=self.cast.rep, department=self.cast.east
        )

    @cached_property
    def campaign(self) -> Any:
        today = clock.today()
        return Campaign.objects.create(
            name=f"{CANARY}研讨会",
            code="HD-CANARY",
            starts_on=today,
            ends_on=today,
            owner=self.cast.rep,
            department=self.cast.east,
        )

    @cached_property
    def campaign_member(self) -> Any:
        return CampaignMember.objects.create(campaign=self.campaign, customer=self.customer, feedback=CANARY)

    @cached_property
    def campaign_cost(self) -> Any:
        return CampaignCost.objects.create(
            campaign=self.campaign, amount=10, spent_on=clock.today(), note=CANARY
        )
