"""Who reads what because of a process: the document and the run, as long and as far as his task says."""

from typing import Any

import pytest
from django.urls import reverse

from contacts.forms.customer import CustomerForm
from contacts.models import Customer
from core.errors import DomainError
from records import gate
from records.services.deletion import delete_record
from tests import factories
from workflow import locks
from workflow.models import ProcessRun
from workflow.services.decision import approve, reject, return_to, take_note
from workflow.services.passing import send_copy, transfer
from workflow.services.start import resubmit

from .conftest import approve as step
from .conftest import cc, draw, state, submit, task_of


def may_read(person: Any, obj: Any) -> bool:
    return type(obj).objects.visible_to(person).filter(pk=obj.pk).exists()


def test_an_approver_reads_the_document_and_no_more_than_reads(cast: Any, paper: Any) -> None:
    draw(step("南部经理", cast.other_manager), step("南部业务", cast.other_rep))
    assert not may_read(cast.other_manager, paper)
    run = submit(paper, cast.rep)
    assert may_read(cast.other_manager, paper) and may_read(cast.other_manager, run)
    assert not may_read(cast.other_rep, paper) and not may_read(cast.other_rep, run)
    for action in ("change", "delete", "transfer", "export"):
        assert not gate.may(cast.other_manager, paper, action)
    approve(task_of(run, cast.other_manager), by=cast.other_manager)
    assert may_read(cast.other_manager, paper), "what one has decided about one may look up"
    assert may_read(cast.other_rep, paper)


def test_who_was_not_needed_or_handed_on_reads_nothing_any_more(cast: Any, paper: Any) -> None:
    draw(step("或签", cast.other_manager, cast.other_rep))
    run = submit(paper, cast.rep)
    transfer(task_of(run, cast.other_manager), to=cast.manager, by=cast.other_manager)
    assert not may_read(cast.other_manager, paper)
    approve(task_of(run, cast.manager), by=cast.manager)
    assert not may_read(cast.other_rep, paper) and not may_read(cast.other_rep, run)


def test_a_document_under_a_customer_is_read_without_the_customer(cast: Any, paper: Any) -> None:
    from contacts.models import TierChange

    draw(step("南部经理", cast.other_manager), doc_type="tier_change", priority=99)
    change = TierChange.objects.create(customer=paper, before="", after="vip", reason="订单增长")
    assert not may_read(cast.other_manager, change)
    submit(change, cast.rep, "tier_change")
    assert may_read(cast.other_manager, change) and not may_read(cast.other_manager, paper)
    assert not gate.may(cast.other_manager, change, "change")
    assert not may_read(cast.other_rep, change)


def test_a_copy_lets_read(cast: Any, paper: Any) -> None:
    draw(cc("抄送", cast.other_rep), step("经理", cast.manager))
    run = submit(paper, cast.rep)
    assert may_read(cast.other_rep, paper)
    take_note(task_of(run, cast.other_rep), by=cast.other_rep)
    assert may_read(cast.other_rep, run)
    send_copy(run, people=[cast.other_manager], by=cast.rep)
    assert may_read(cast.other_manager, run)


def test_an_approver_without_any_right_on_customers_sees_the_snapshot_not_the_customer(
    cast: Any, paper: Any, sign_in: Any
) -> None:
    keeper = factories.make_employee("proc", cast.office, "流程员")
    draw(step("流程员", keeper))
    run = submit(paper, cast.rep)
    page = sign_in(keeper).get(run.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200 and "100,000.00" in text
    assert paper.get_absolute_url() not in text
    assert sign_in(keeper).get(paper.get_absolute_url()).status_code == 403


def test_a_step_hides_fields_from_its_people(cast: Any, paper: Any, sign_in: Any) -> None:
    draw(step("南部", cast.other_manager, fields={"amount": "hidden"}))
    run = submit(paper, cast.rep)
    assert "100,000.00" not in sign_in(cast.other_manager).get(run.get_absolute_url()).content.decode()
    assert "100,000.00" in sign_in(cast.rep).get(run.get_absolute_url()).content.decode()
    approve(task_of(run, cast.other_manager), by=cast.other_manager)
    assert "100,000.00" not in sign_in(cast.other_manager).get(run.get_absolute_url()).content.decode()


def test_a_writable_field_is_filled_in_and_the_rest_is_not(cast: Any, paper: Any) -> None:
    draw(step("法务", cast.manager, fields={"terms": "writable"}), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    with pytest.raises(DomainError):
        approve(task, by=cast.manager, values={"amount": "1"})
    approve(task, by=cast.manager, values={"terms": "净30天"})
    run.refresh_from_db()
    paper.refresh_from_db()
    assert paper.ext["terms"] == "净30天" and run.snapshot_values["terms"] == "净30天"
    with pytest.raises(DomainError):
        approve(task_of(run, cast.finance), by=cast.finance, values={"terms": "x"})


# -- nobody edits what others are deciding about -----------------------------------------------------------


def edit(paper: Any, by: Any, **facts: Any) -> Any:
    current = Customer.objects.get(pk=paper.pk)
    form = CustomerForm(instance=current, user=by)
    data = {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    data = {name: value for name, value in data.items() if value not in (None, "", False)} | facts
    form = CustomerForm(data, instance=current, user=by)
    assert form.is_valid(), form.errors
    saved = form.save_by(by)
    return saved, form.errors


def test_a_document_in_approval_is_not_edited_by_anybody(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    for person in (cast.rep, cast.manager):
        saved, errors = edit(paper, person, city="上海")
        assert saved is None and run.number in str(errors)
    with pytest.raises(DomainError):
        locks.require_unlocked(paper)
    approve(task_of(run, cast.manager), by=cast.manager)
    return_to(task_of(run, cast.finance), by=cast.finance, opinion="改城市")
    saved, _errors = edit(paper, cast.rep, city="上海")
    assert saved is not None
    resubmit(run, by=cast.rep)
    assert edit(paper, cast.rep, city="北京")[0] is None
    reject(task_of(run, cast.manager), by=cast.manager, opinion="算了")
    assert edit(paper, cast.rep, city="北京")[0] is not None


def test_what_was_approved_is_what_was_shown(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    shown = dict(run.snapshot_values)
    edit(paper, cast.rep, city="上海")
    approve(task_of(run, cast.manager), by=cast.manager)
    run.refresh_from_db()
    assert run.snapshot_values == shown


def test_a_document_in_approval_is_not_deleted(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    submit(paper, cast.rep)
    with pytest.raises(DomainError):
        delete_record(paper, by=cast.manager)


def test_its_page_says_which_step_with_whom_and_since_when(cast: Any, paper: Any, sign_in: Any) -> None:
    draw(step("经理审核", cast.manager), name="文件审批")
    run = submit(paper, cast.rep)
    text = sign_in(cast.rep).get(paper.get_absolute_url()).content.decode()
    assert "文件审批" in text and "经理审核" in text and cast.manager.name in text
    assert run.get_absolute_url() in text
    colleague = sign_in(cast.colleague).get(paper.get_absolute_url())
    assert colleague.status_code == 404 or run.get_absolute_url() not in colleague.content.decode()
    approve(task_of(run, cast.manager), by=cast.manager)
    assert "经理审核" not in sign_in(cast.rep).get(paper.get_absolute_url()).content.decode()


# -- pages --------------------------------------------------------------------------------------------------


def test_the_page_agrees_rejects_and_tells_the_second_who_was_first(
    cast: Any, paper: Any, sign_in: Any
) -> None:
    draw(step("经理", cast.manager, cast.finance), step("副总", cast.executive, opinion_required=True))
    run = submit(paper, cast.rep)
    manager, finance = sign_in(cast.manager), sign_in(cast.finance)
    assert run.title in manager.get(reverse("workflow:inbox")).content.decode()
    assert run.title in manager.get(reverse("home:home")).content.decode()
    url = reverse("workflow:task_action", args=[task_of(run, cast.manager).pk, "approve"])
    other = reverse("workflow:task_action", args=[task_of(run, cast.finance).pk, "approve"])
    assert manager.post(url, {"opinion": "同意"}).status_code == 302
    late = finance.post(other, {"opinion": ""})
    assert late.status_code == 409 and cast.manager.name in late.content.decode()
    assert finance.get(run.get_absolute_url()).status_code == 404, "no longer needed, no longer seen"
    again = manager.post(url, {"opinion": "同意"})
    assert again.status_code == 409 and cast.manager.name in again.content.decode()
    boss = sign_in(cast.executive)
    last = reverse("workflow:task_action", args=[task_of(run, cast.executive).pk, "approve"])
    assert boss.post(last, {"opinion": ""}).status_code == 422
    assert boss.post(last, {"opinion": "准"}).status_code == 302 and state(run) == "approved"
    assert run.title in boss.get(reverse("workflow:inbox") + "?show=done").content.decode()
    assert run.title not in finance.get(reverse("workflow:inbox") + "?show=done").content.decode()
    assert run.title in sign_in(cast.rep).get(reverse("workflow:inbox") + "?show=mine").content.decode()


def test_a_delegate_appointed_on_the_page(cast: Any, sign_in: Any) -> None:
    from datetime import timedelta

    from core import clock

    client = sign_in(cast.manager)
    now = clock.now()
    body = {
        "to": cast.finance.pk,
        "starts_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}",
    }
    assert client.post(reverse("workflow:delegates"), body).status_code == 302
    assert cast.finance.name in client.get(reverse("workflow:delegates")).content.decode()
    assert client.post(reverse("workflow:delegates"), body).status_code == 422


def test_a_work_process_is_started_from_its_page(cast: Any, paper: Any, sign_in: Any) -> None:
    from .processes import work_process

    process = work_process(cast.manager)
    client = sign_in(cast.rep)
    assert process.name in client.get(reverse("workflow:start_list")).content.decode()
    url = reverse("workflow:start_work", args=[process.pk])
    assert client.post(url, {"title": "没有客户"}).status_code == 422
    stranger = factories.make_customer("南方客户", cast.other_rep)
    assert client.post(url, {"about": stranger.pk}).status_code == 422
    assert client.post(url, {"about": paper.pk}).status_code == 302
    assert ProcessRun.objects.get().subject_id == paper.pk
