"""What processes decide about customers: new ones, tier, credit, key accounts, and numbers that leave the house."""

from zipfile import ZipFile

import pytest
from django.urls import reverse

from contacts.models import CreditRating, Customer, OwnershipRecord, OwnershipRequest, TierChange
from contacts.records.contact import CONTACTS
from contacts.services.customer import create_customer, update_customer
from contacts.services.ownership import hand_over
from contacts.services.pool import assign_customers, claim_customer, recall_customer
from contacts.services.rating import drop_rating, propose_rating, submit_rating
from core.errors import DomainError
from core.models import Job
from records import parameters
from records.exports import Export, request_xlsx, write_export
from records.models import ExportTask
from tests.factories import make_contact, make_customer, make_pool
from workflow.models import ProcessDefinition, ProcessRun
from workflow.services.decision import approve, reject
from workflow.services.definition import create_definition, publish_version, replace_steps
from workflow.services.start import withdraw
from workflow.structure import Step


@pytest.fixture(autouse=True)
def no_process(db):
    """The delivered ones rest; each test publishes what it is about."""
    ProcessDefinition.objects.update(is_active=False)


def process(doc_type, *people):
    """A published process in which these people agree one after the other."""
    definition = create_definition(by=None, name=doc_type, doc_type=doc_type)
    steps = [Step("start", "start", "开始")]
    for place, user in enumerate(people):
        rules = [{"rule": "named", "users": [user.pk]}]
        steps.append(Step(f"step{place}", "approve", f"第{place + 1}步", {"assignees": rules}))
    draft = definition.versions.get()
    replace_steps(draft, steps, by=None)
    publish_version(draft, by=None)
    return definition


def task_of(user):
    return ProcessRun.objects.latest("pk").tasks.get(assignee=user, status="pending")


def refused(call, code):
    with pytest.raises(DomainError) as refusal:
        call()
    assert refusal.value.code == code, refusal.value.message


# -- ratings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "key", "column", "old", "new"), [
    (TierChange, "tier_change", "tier", "ordinary", "vip"),
    (CreditRating, "credit_change", "credit", "BBB", "AA"),
])  # fmt: skip
def test_the_old_value_holds_until_the_last_step(cast, model, key, column, old, new):
    process(key, cast.other_manager, cast.finance, cast.executive)
    customer = make_customer(owner=cast.rep, **{column: old})
    row = propose_rating(model, customer, after=new, reason="年度评审", by=cast.manager)
    assert row.status == "approving"
    for approver in (cast.other_manager, cast.finance):
        approve(task_of(approver), by=approver)
        customer.refresh_from_db()
        assert getattr(customer, column) == old
    approve(task_of(cast.executive), by=cast.executive)
    customer.refresh_from_db()
    row.refresh_from_db()
    assert getattr(customer, column) == new
    assert (row.status, row.before, row.after) == ("in_force", old, new) and row.in_force_from


def test_the_next_change_makes_the_last_one_the_past(cast):
    customer = make_customer(owner=cast.rep, tier="small")
    first = propose_rating(TierChange, customer, after="ordinary", reason="一", by=cast.manager)
    second = propose_rating(TierChange, customer, after="vip", reason="二", by=cast.manager)
    first.refresh_from_db()
    assert (first.status, second.status, second.before) == (
        "past",
        "in_force",
        "ordinary",
    ) and first.past_from


def test_a_refused_change_is_a_proposal_again_to_be_mended_or_dropped(cast):
    process("tier_change", cast.executive)
    customer = make_customer(owner=cast.rep, tier="small")
    row = propose_rating(TierChange, customer, after="vip", reason="一", by=cast.manager)
    refused(
        lambda: propose_rating(TierChange, customer, after="important", reason="二", by=cast.manager),
        "open_proposal",
    )
    refused(lambda: drop_rating(row, by=cast.manager), "forbidden_move")
    reject(task_of(cast.executive), by=cast.executive, opinion="依据不足")
    row.refresh_from_db()
    customer.refresh_from_db()
    assert (row.status, customer.tier) == ("proposed", "small")
    assert submit_rating(row, by=cast.manager).status == "approving"
    withdraw(ProcessRun.objects.latest("pk"), by=cast.manager)
    drop_rating(row, by=cast.manager)
    assert propose_rating(TierChange, customer, after="important", reason="三", by=cast.manager).pk != row.pk


def test_a_tier_is_not_edited_past_its_process(cast):
    process("tier_change", cast.executive)
    customer = make_customer(owner=cast.rep, tier="small")
    refused(lambda: update_customer(customer, by=cast.manager, tier="vip"), "needs_approval")
    assert update_customer(customer, by=cast.manager, tier="small", city="钦州").city == "钦州"


def test_the_pages_propose_and_show_what_became_of_it(cast, sign_in):
    process("tier_change", cast.executive)
    customer = make_customer(owner=cast.rep, tier="small")
    browser = sign_in(cast.manager)
    url = reverse("contacts:tier_propose", args=[customer.pk])
    assert browser.get(url).status_code == 200
    assert sign_in(cast.rep).get(url).status_code == 403
    assert sign_in(cast.other_manager).get(url).status_code == 404
    answer = browser.post(url, {"after": "vip", "reason": "重点培育"})
    row = TierChange.objects.get()
    assert answer.status_code == 302 and answer["Location"] == row.get_absolute_url()
    assert "重点培育" in browser.get(row.get_absolute_url()).content.decode()
    assert browser.get(reverse("contacts:tier_change_list")).status_code == 200
    assert sign_in(cast.executive).get(row.get_absolute_url()).status_code == 200


# -- key accounts ------------------------------------------------------------------------------------------


@pytest.fixture
def key_account(cast):
    process("key_account_assignment", cast.executive)
    return create_customer(by=cast.rep, name="大客户甲", is_key_account=True)


def test_a_key_account_changes_hands_only_when_it_is_agreed(cast, key_account):
    outcome = hand_over(
        [key_account], to=cast.colleague, by=cast.manager, reason="调整", keep_old_as_member=True
    )
    assert outcome.submitted == [key_account] and not outcome.moved
    key_account.refresh_from_db()
    assert key_account.owner == cast.rep
    refused_rows = hand_over([key_account], to=cast.manager, by=cast.manager).refused
    assert len(refused_rows) == 1
    approve(task_of(cast.executive), by=cast.executive)
    key_account.refresh_from_db()
    assert key_account.owner == cast.colleague and key_account.team.filter(user=cast.rep).exists()
    assert OwnershipRequest.objects.get().status == "done"


def test_a_preview_asks_nobody(cast, key_account):
    trial = hand_over([key_account], to=cast.colleague, by=cast.manager, is_trial=True)
    assert len(trial.submitted) == 1
    assert not OwnershipRequest.objects.exists() and not ProcessRun.objects.exists()


def test_a_refused_change_leaves_the_key_account_where_it_is(cast, key_account):
    hand_over([key_account], to=cast.colleague, by=cast.manager)
    reject(task_of(cast.executive), by=cast.executive, opinion="不同意")
    key_account.refresh_from_db()
    assert key_account.owner == cast.rep and OwnershipRequest.objects.get().status == "refused"
    assert OwnershipRecord.objects.filter(customer=key_account).count() == 1


def test_recalling_claiming_and_giving_out_a_key_account_ask_first(cast, key_account):
    pool = make_pool(departments=[cast.east])
    assert recall_customer(key_account, by=cast.manager, reason="久未跟进").pool is None
    approve(task_of(cast.executive), by=cast.executive)
    key_account.refresh_from_db()
    assert key_account.pool == pool
    assert claim_customer(key_account, by=cast.colleague).owner is None
    approve(task_of(cast.executive), by=cast.executive)
    key_account.refresh_from_db()
    assert key_account.owner == cast.colleague
    recall_customer(key_account, by=cast.manager)
    approve(task_of(cast.executive), by=cast.executive)
    given = assign_customers([key_account], to=cast.rep, by=cast.manager)
    assert len(given.submitted) == 1
    approve(task_of(cast.executive), by=cast.executive)
    key_account.refresh_from_db()
    assert key_account.owner == cast.rep


def test_ordinary_customers_ask_nobody(cast, key_account):
    plain = make_customer(owner=cast.rep)
    assert len(hand_over([plain], to=cast.colleague, by=cast.manager).moved) == 1


def test_the_claim_page_says_that_it_was_submitted(cast, sign_in, key_account):
    Customer.objects.filter(pk=key_account.pk).update(owner=None, pool=make_pool(departments=[cast.east]))
    answer = sign_in(cast.colleague).post(
        reverse("contacts:pooled_claim", args=[key_account.pk]), follow=True
    )
    assert answer.status_code == 200 and OwnershipRequest.objects.get().kind == "claim"


# -- new customers -----------------------------------------------------------------------------------------


def test_a_reps_new_customer_goes_to_approval_and_a_managers_does_not(cast):
    process("customer_creation", cast.executive)
    create_customer(by=cast.manager, name="经理自建客户")
    assert not ProcessRun.objects.exists()
    customer = create_customer(by=cast.rep, name="业务员新建客户")
    assert task_of(cast.executive).run.subject_id == customer.pk
    assert Customer.objects.visible_to(cast.executive).filter(pk=customer.pk).exists()
    update_customer(customer, by=cast.rep, city="钦州")  # he goes on working
    reject(task_of(cast.executive), by=cast.executive, opinion="不是目标客户")
    customer.refresh_from_db()
    assert customer.lifecycle == "lost"


# -- exports -----------------------------------------------------------------------------------------------


@pytest.fixture
def people(cast):
    parameters.set_value("contacts.export_rows_without_approval", 2, by=cast.admin)
    customer = make_customer(owner=cast.rep)
    return [make_contact(customer) for _n in range(3)]


def test_many_numbers_leave_only_by_approval(cast, sign_in, people):
    process("personal_data_export", cast.executive)
    url = reverse("records:export", args=["contacts"])
    answer = sign_in(cast.manager).get(url, {"columns": "name,mobile"})
    assert answer.status_code == 302
    task = ExportTask.objects.get()
    assert (task.status, task.row_count) == ("approving", 3) and not Job.objects.exists()
    approve(task_of(cast.executive), by=cast.executive)
    task.refresh_from_db()
    assert task.status == "waiting" and Job.objects.filter(kind="records.export").count() == 1


def test_an_approved_file_bears_the_name_of_who_took_it_and_others_do_not(cast, people):
    process("personal_data_export", cast.executive)
    marks = {}
    for columns in ("name,mobile", "name,job_title"):
        task = request_xlsx(Export(CONTACTS, cast.manager, f"columns={columns}"), by=cast.manager)
        if task.status == "approving":
            approve(task_of(cast.executive), by=cast.executive)
        write_export(Job.objects.filter(kind="records.export").latest("pk"))
        task.refresh_from_db()
        with ZipFile(task.file) as book:
            assert task.row_count == 3
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            marks[columns] = (str(cast.manager.name) in sheet, "xl/media/image1.png" in book.namelist())
    assert marks == {"name,mobile": (True, True), "name,job_title": (False, False)}


def test_a_refused_export_is_never_written(cast, sign_in, people):
    process("personal_data_export", cast.executive)
    sign_in(cast.manager).get(reverse("records:export", args=["contacts"]), {"columns": "name,mobile"})
    reject(task_of(cast.executive), by=cast.executive, opinion="无必要")
    assert ExportTask.objects.get().status == "failed" and not Job.objects.exists()


def test_few_rows_no_numbers_or_no_process_need_nobody(cast, sign_in, people):
    url = reverse("records:export", args=["contacts"])
    browser = sign_in(cast.manager)
    assert browser.get(url, {"columns": "name,mobile"}).status_code == 200  # no process is published
    process("personal_data_export", cast.executive)
    assert browser.get(url, {"columns": "name,job_title"}).status_code == 200
    people[0].is_deleted = True
    people[0].save()
    assert browser.get(url, {"columns": "name,mobile"}).status_code == 200
