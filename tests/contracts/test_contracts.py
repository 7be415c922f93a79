"""The course of a contract: what each verb asks, writes and refuses; who may do what."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import CustomerRelation, RelationType
from contracts import sources, states
from contracts.models import Contract, ContractClause, ContractLine, ContractVersion, PaymentTerm
from contracts.services import contract as drafts
from contracts.services import course, review
from contracts.services.expiry import remind_of_ends
from core import clock
from core.errors import DomainError
from reminders.models import Notification
from sales.services import quote_answer
from tests import factories
from tests.contracts.things import (
    CLAUSES,
    day,
    hang,
    line,
    make_contract,
    make_executing,
    make_reviewed,
    make_signed,
)
from tests.sales.quotes import make_approved
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db
Status = Contract.Status


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__in=["contract", "contract_amendment", "quote"]).update(
        is_active=False
    )


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


# -- drafts ------------------------------------------------------------------------------------------------------
def test_a_draft_has_a_number_an_owner_and_adds_up(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, line(113, 100), line("33.33", 3))
    assert (
        contract.number.startswith("HT") and contract.owner == cast.rep and contract.department == cast.east
    )
    assert (contract.gross_amount, contract.net_amount) == (Decimal("11399.99"), Decimal("10088.49"))
    assert [row.title for row in contract.clauses.all()] == ["质量", "质保"]
    assert sum(row.percent for row in contract.payment_terms.all()) == 100


def test_the_end_is_not_before_the_start(cast: Any, customer: Any) -> None:
    with pytest.raises(DomainError) as refused:
        make_contract(customer, cast.rep, start_on=day("2026-05-02"), end_on=day("2026-05-01"))
    assert refused.value.field == "end_on"
    make_contract(customer, cast.rep, start_on=day("2026-05-01"), end_on=day("2026-05-01"))


def test_only_a_draft_is_written_and_deleted(cast: Any, customer: Any) -> None:
    contract = make_reviewed(customer, cast.rep, cast.manager)
    for call in (
        lambda: drafts.save_contract(contract, by=cast.rep),
        lambda: drafts.delete_contract(contract, by=cast.rep),
    ):
        with pytest.raises(DomainError) as refused:
            call()
        assert refused.value.code == "not_draft"
    draft = make_contract(customer, cast.rep)
    drafts.delete_contract(draft, by=cast.rep)
    assert not Contract.objects.alive().filter(pk=draft.pk).exists()
    assert not ContractLine.objects.alive().filter(contract=draft).exists()


def test_clauses_and_terms_are_written_as_a_whole_and_keep_their_identity(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep)
    first, second = contract.clauses.order_by("place")
    drafts.save_contract(
        contract,
        by=cast.rep,
        clauses=[{"id": second.pk, "title": "质保", "body": "36 个月"}, {"title": "交付", "body": "分批"}],
    )
    rows = list(ContractClause.objects.alive().filter(contract=contract).order_by("place"))
    assert [(row.pk == second.pk, row.title, row.body) for row in rows] == [
        (True, "质保", "36 个月"),
        (False, "交付", "分批"),
    ]
    first.refresh_from_db()
    assert first.is_deleted


def test_a_clause_that_may_not_be_left_out_stays(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, clauses=[{**CLAUSES[0], "is_required": True}])
    with pytest.raises(DomainError, match="质量"):
        drafts.save_contract(contract, by=cast.rep, clauses=[CLAUSES[1]])


@pytest.mark.parametrize(
    "body", ["{{ customer.pk }}", "{{ settings }}", "{{7*7}}", "{{ number|safe }}", "{{ }}"]
)
def test_an_unknown_place_in_a_clause_is_refused_with_those_that_are_known(
    cast: Any, customer: Any, body: str
) -> None:
    with pytest.raises(DomainError, match="amount_in_words"):
        make_contract(customer, cast.rep, clauses=[{"title": "a", "body": body}])


def test_what_a_contract_names_is_of_its_customer(cast: Any, customer: Any) -> None:
    stranger = factories.make_contact(factories.make_customer("别家", cast.rep), "甲")
    with pytest.raises(DomainError) as refused:
        make_contract(customer, cast.rep, contact=stranger)
    assert refused.value.field == "contact"


def test_terms_of_payment_come_to_a_hundred_per_cent(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, terms=[{"percent": Decimal("99.9999")}])
    with pytest.raises(DomainError, match="99.9999") as refused:
        review.submit_contract(contract, by=cast.rep)
    assert refused.value.field == "payment_terms"
    drafts.save_contract(
        contract, by=cast.rep, terms=[{"percent": Decimal(30)}, {"percent": Decimal(70), "event": "shipment"}]
    )
    review.submit_contract(contract, by=cast.rep)
    with pytest.raises(DomainError):
        make_contract(customer, cast.rep, terms=[{"percent": Decimal(0)}])
    with pytest.raises(DomainError):
        make_contract(customer, cast.rep, terms=[{"percent": Decimal(100), "event": "day"}])


def test_an_accepted_quote_becomes_a_contract_once(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    with pytest.raises(DomainError):
        drafts.from_quote(quote, by=cast.rep)
    quote = quote_answer.send_quote(quote, by=cast.rep, channel="hand")
    quote = quote_answer.accept_quote(quote, by=cast.rep)
    contract = drafts.from_quote(quote, by=cast.rep, start_on=day("2026-03-01"))
    quote.refresh_from_db()
    assert quote.status == "converted" and str(contract) in quote.end_reason
    assert contract.gross_amount == quote.gross_amount and contract.quote == quote
    assert contract.end_on == day("2027-02-28")
    assert list(contract.positions.values_list("product", "quantity", "price")) == list(
        quote.positions.values_list("product", "quantity", "price")
    )
    with pytest.raises(DomainError):
        drafts.from_quote(quote, by=cast.rep)
    assert Contract.objects.count() == 1


# -- master and local contracts --------------------------------------------------------------------------------------
def test_a_local_contract_needs_an_executing_master_of_the_same_group_that_lasts_as_long(
    cast: Any, customer: Any
) -> None:
    master = make_executing(customer, cast.rep, cast.manager, kind="master", clauses=CLAUSES)
    daughter = factories.make_customer("东岭重卡桂林厂", cast.rep)
    stranger = factories.make_customer("南屏柴油机", cast.rep)
    kind = RelationType.objects.get(code="parent_company")
    CustomerRelation.objects.create(a=customer, b=daughter, type=kind)
    facts = {"kind": "local", "start_on": master.start_on, "end_on": master.end_on}
    assert make_contract(daughter, cast.rep, master=master, **facts).master == master
    for wrong, field in (
        ({"customer": stranger, "master": master}, "master"),
        ({"customer": customer, "master": None}, "master"),
        ({"customer": customer, "master": make_contract(customer, cast.rep, kind="master")}, "master"),
        ({"customer": customer, "master": make_executing(customer, cast.rep, cast.manager)}, "master"),
    ):
        with pytest.raises(DomainError) as refused:
            make_contract(wrong["customer"], cast.rep, master=wrong["master"], **facts)
        assert refused.value.field == field
    with pytest.raises(DomainError) as refused:
        make_contract(
            customer, cast.rep, master=master, **{**facts, "end_on": master.end_on + timedelta(days=1)}
        )
    assert refused.value.field == "end_on"


def test_local_contracts_beyond_the_ceiling_of_their_master_go_on_only_by_a_process(
    cast: Any, customer: Any
) -> None:
    master = make_executing(customer, cast.rep, cast.manager, kind="master", ceiling=Decimal(20000))
    facts = {"kind": "local", "master": master, "start_on": master.start_on, "end_on": master.end_on}
    make_reviewed(customer, cast.rep, cast.manager, line(100, 120), **facts)
    exact = make_contract(customer, cast.rep, line(100, 80), **facts)
    review.submit_contract(exact, by=cast.rep)
    review.withdraw_contract(exact, by=cast.rep)
    drafts.save_contract(exact, by=cast.rep, lines=[line(100, "80.01")])
    with pytest.raises(DomainError) as refused:
        review.submit_contract(exact, by=cast.rep)
    assert refused.value.code == "beyond_ceiling"
    exact.refresh_from_db()
    assert exact.status == Status.DRAFT


# -- review -----------------------------------------------------------------------------------------------------------
def test_the_review_clock_counts_working_days_by_template_mode(cast: Any, customer: Any) -> None:
    from core.working_time import import_year

    import_year(2026)
    for mode, due in (("local", "2026-11-23"), ("unified", "2026-11-24"), ("customer", "2026-11-27")):
        with clock.at(day("2026-11-20")):  # a Friday
            contract = make_contract(customer, cast.rep, template_mode=mode)
            contract = review.submit_contract(contract, by=cast.rep)
        assert contract.review_due_at.date().isoformat() == due
    with clock.at(day("2026-09-30")):  # before the national holidays; Saturday 10 October is worked
        contract = review.submit_contract(
            make_contract(customer, cast.rep, template_mode="unified"), by=cast.rep
        )
    assert contract.review_due_at.date().isoformat() == "2026-10-09"


def test_nobody_reviews_his_own_contract(cast: Any, customer: Any) -> None:
    contract = review.submit_contract(make_contract(customer, cast.rep), by=cast.manager)
    for own in (cast.rep, cast.manager):
        with pytest.raises(DomainError) as refused:
            review.approve_contract(contract, by=own)
        assert refused.value.code == "own_document"
    assert review.approve_contract(contract, by=cast.executive).status == Status.REVIEWED


def test_what_goes_back_is_a_draft_again(cast: Any, customer: Any) -> None:
    contract = review.submit_contract(make_contract(customer, cast.rep), by=cast.rep)
    with pytest.raises(DomainError):
        review.return_contract(contract, by=cast.manager, reason=" ")
    contract = review.return_contract(contract, by=cast.manager, reason="质保期太长")
    assert contract.status == Status.DRAFT and contract.review_due_at is None
    contract = review.confirm_contract(
        review.approve_contract(review.submit_contract(contract, by=cast.rep), by=cast.manager), by=cast.rep
    )
    contract = review.reopen_contract(contract, by=cast.rep, reason="客户改了一条")
    assert (contract.status, contract.confirmed_on, contract.reviewed_at) == (Status.DRAFT, None, None)


# -- signature and course ------------------------------------------------------------------------------------------------
def test_signing_needs_the_signed_copy_and_calls_the_floors_above(
    cast: Any, customer: Any, monkeypatch: Any
) -> None:
    called = []
    monkeypatch.setattr(sources, "SIGNED", [lambda contract, by: called.append((contract.pk, by))])
    contract = review.confirm_contract(make_reviewed(customer, cast.rep, cast.manager), by=cast.rep)
    with pytest.raises(DomainError) as refused:
        course.sign_contract(contract, by=cast.manager)
    assert refused.value.code == "no_copy" and not called
    hang(contract, cast.rep)
    with pytest.raises(DomainError):
        course.sign_contract(contract, by=cast.manager, signed_on=clock.today() + timedelta(days=1))
    contract = course.sign_contract(contract, by=cast.manager)
    assert called == [(contract.pk, cast.manager)]
    assert (contract.status, contract.signed_on, contract.effective_on) == (
        "signed",
        clock.today(),
        clock.today(),
    )
    origins = (
        ContractVersion.objects.filter(contract=contract).order_by("edition").values_list("origin", flat=True)
    )
    assert list(origins) == ["submitted", "returned", "signed"]


def test_a_refusal_of_a_floor_above_leaves_nothing_signed(cast: Any, customer: Any, monkeypatch: Any) -> None:
    def refuse(contract: Any, by: Any) -> None:
        raise DomainError("no plan", "no_plan")

    monkeypatch.setattr(sources, "SIGNED", [refuse])
    contract = review.confirm_contract(make_reviewed(customer, cast.rep, cast.manager), by=cast.rep)
    hang(contract, cast.rep)
    with pytest.raises(DomainError):
        course.sign_contract(contract, by=cast.manager)
    contract.refresh_from_db()
    assert contract.status == Status.CONFIRMED and not contract.versions.filter(origin="signed").exists()


def test_it_takes_effect_on_its_day_by_hand_or_by_the_job(cast: Any, customer: Any) -> None:
    later = clock.today() + timedelta(days=3)
    contract = make_signed(customer, cast.rep, cast.manager, start_on=later)
    assert contract.effective_on == later
    with pytest.raises(DomainError) as refused:
        course.start_contract(contract, by=cast.rep)
    assert refused.value.code == "too_early"
    assert course.start_contracts(later - timedelta(days=1)) == {"started": 0}
    assert course.start_contracts(later + timedelta(days=2)) == {"started": 1}
    assert course.start_contracts(later + timedelta(days=2)) == {"started": 0}


def test_it_is_carried_out_when_nothing_is_missing(cast: Any, customer: Any, monkeypatch: Any) -> None:
    missing = ["未交付 3 件"]
    monkeypatch.setattr(sources, "UNFINISHED", [lambda contract: missing])
    contract = make_executing(customer, cast.rep, cast.manager)
    with pytest.raises(DomainError, match="未交付 3 件"):
        course.complete_contract(contract, by=cast.rep)
    missing.clear()
    contract = course.close_contract(course.complete_contract(contract, by=cast.rep), by=cast.rep)
    assert contract.status == Status.CLOSED and contract.ended_on == clock.today()


def test_a_suspended_contract_is_resumed_or_terminated(cast: Any, customer: Any, monkeypatch: Any) -> None:
    ended = []
    monkeypatch.setattr(sources, "ENDED", [lambda contract, by: ended.append(contract.status)])
    contract = make_executing(customer, cast.rep, cast.manager)
    with pytest.raises(DomainError):
        course.terminate_contract(contract, by=cast.manager, reason="客户停产")
    contract = course.resume_contract(
        course.suspend_contract(contract, by=cast.rep, reason="停产"), by=cast.rep
    )
    assert contract.status == Status.EXECUTING and contract.end_reason == ""
    contract = course.suspend_contract(contract, by=cast.rep, reason="停产")
    contract = course.terminate_contract(contract, by=cast.manager, reason="客户停产")
    assert ended == ["terminated"] and contract.ended_on == clock.today()


ROUTE = ["draft", "reviewing", "reviewed", "confirmed", "signed", "executing", "completed", "closed"]


@pytest.mark.parametrize("now", list(Status))
@pytest.mark.parametrize("to", list(Status))
def test_no_move_is_allowed_that_the_chain_does_not_list(now: str, to: str) -> None:
    allowed = to in states.CONTRACT[now]
    forward = now in ROUTE and to in ROUTE and ROUTE.index(to) == ROUTE.index(now) + 1
    beside = {
        ("executing", "amending"), ("amending", "executing"), ("executing", "suspended"), ("suspended", "executing"),
        ("suspended", "terminated"), ("reviewing", "draft"), ("reviewed", "draft"), ("confirmed", "draft"),
        ("draft", "void"), ("reviewed", "void"), ("signed", "void"),
    }  # fmt: skip
    assert allowed == (forward or (now, to) in beside)
    if not allowed:
        with pytest.raises(DomainError):
            states.require_status(now, to)


# -- the end -----------------------------------------------------------------------------------------------------------
def test_the_end_is_told_at_each_step_once_and_catches_up(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    end = contract.end_on
    asked = (91, 90, 90, 89, 61, 60, 31, 27, 26, 7, 0, -1)
    said = [remind_of_ends(end - timedelta(days=left))["reminded"] for left in asked]
    assert said == [0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0]
    for user in (cast.rep, cast.manager):
        assert Notification.objects.filter(recipient=user, text__contains=str(contract)).exists()


def test_a_renewal_goes_on_where_the_contract_ends(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager, ceiling=Decimal(99999))
    made = drafts.renew_contract(contract, by=cast.rep)
    assert made.renews == contract and made.start_on == contract.end_on + timedelta(days=1)
    assert made.end_on - made.start_on == contract.end_on - contract.start_on
    assert (
        made.gross_amount == contract.gross_amount
        and made.clauses.count() == 2
        and made.payment_terms.count() == 3
    )
    with pytest.raises(DomainError) as refused:
        drafts.renew_contract(contract, by=cast.rep)
    assert refused.value.code == "renewed"
    course.void_contract(made, by=cast.rep, reason="重写")
    drafts.renew_contract(contract, by=cast.rep)


def test_a_transfer_takes_the_contract_along(cast: Any, customer: Any) -> None:
    contract = drafts.transfer_contract(make_contract(customer, cast.rep), to=cast.colleague, by=cast.manager)
    assert contract.owner == cast.colleague
    with pytest.raises(DomainError):
        drafts.transfer_contract(contract, to=cast.colleague, by=cast.manager)


def test_another_department_does_not_see_it_and_an_agent_sees_what_is_in_force(
    cast: Any, customer: Any
) -> None:
    draft, signed = make_contract(customer, cast.rep), make_signed(customer, cast.rep, cast.manager)
    assert not Contract.objects.visible_to(cast.other_rep).exists()
    assert list(Contract.objects.visible_to(cast.agent)) == [signed]
    assert set(Contract.objects.visible_to(cast.finance)) == {draft, signed}
    assert PaymentTerm.objects.visible_to(cast.rep).count() == 6
