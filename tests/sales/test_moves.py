"""What an opportunity may do on its way, and what it is refused with the moves that are open."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Customer
from core import actions, clock
from core.errors import DomainError
from core.models import ActionLog
from records.models import DictionaryItem
from records.services.dictionary import delete_entry
from sales import states
from sales.models import LossReview, Opportunity, OpportunityContact, StageChange
from sales.services import stage as moves
from sales.services.opportunity import delete_opportunity, pipeline_for, update_opportunity
from sales.services.people import remove_place, save_place
from tests import factories
from tests.sales.opportunities import make_opportunity, pipeline, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, industry="automaker")


@pytest.fixture
def sale(cast: Any, customer: Customer) -> Opportunity:
    return make_opportunity(customer, cast.rep)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


# -- entering -----------------------------------------------------------------------------------------------
def test_the_three_pipelines_stand_with_the_probabilities_of_their_market() -> None:
    found = {
        code: [int(row.probability) for row in pipeline(code).stages.order_by("sort")]
        for code in ("oem", "shipping", "internal")
    }
    assert found == {
        "oem": [10, 20, 30, 45, 60, 80, 100],
        "shipping": [20, 35, 50, 70, 100],
        "internal": [40, 70, 100],
    }


@pytest.mark.parametrize(
    ("market", "industry", "expected"),
    [
        ("external", "automaker", "oem"),
        ("external", "shipping", "shipping"),
        ("external", "other", "oem"),
        ("internal", "automaker", "internal"),
    ],
)
def test_a_sale_starts_in_the_pipeline_of_its_customers_market(
    cast: Any, market: str, industry: str, expected: str
) -> None:
    customer = factories.make_customer(owner=cast.rep, market_type=market, industry=industry)
    found = pipeline_for(customer)
    assert found is not None and found.code == expected


def test_a_pipeline_of_the_other_market_is_refused(cast: Any, customer: Customer) -> None:
    assert refusal(make_opportunity, customer, cast.rep, pipeline=pipeline("internal")).code == "other_market"


def test_a_new_sale_belongs_to_its_writer_and_begins_its_stage_history(cast: Any, sale: Any) -> None:
    assert (sale.owner, sale.department, sale.stage.code) == (cast.rep, cast.east, "confirmed")
    change = sale.stage_changes.get()
    assert (change.from_stage, change.to_stage, change.to_status) == (None, sale.stage, "open")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"next_step": " "}, "next_step"),
        ({"next_step_on": None}, "next_step_on"),
        ({"currency": "USD"}, "rate"),
        ({"own_probability": Decimal(55)}, "probability_reason"),
        ({"name": " "}, "name"),
        ({"at": "contract"}, "stage"),
        ({"at": "quote", "amount": None}, "amount"),
        ({"at": "quote", "people": []}, "contacts"),
    ],
)
def test_what_is_missing_is_named(cast: Any, customer: Any, values: dict[str, Any], field: str) -> None:
    assert refusal(make_opportunity, customer, cast.rep, **values).field == field


def test_a_stage_of_another_pipeline_is_refused(cast: Any, customer: Customer) -> None:
    assert refusal(make_opportunity, customer, cast.rep, stage=stage("inquiry", "shipping")).code == "foreign"


# -- from stage to stage ----------------------------------------------------------------------------------
def test_forward_may_skip_and_notes_the_days_spent(cast: Any, sale: Any) -> None:
    Opportunity.objects.filter(pk=sale.pk).update(stage_since=clock.now() - timedelta(days=9, hours=3))
    factories.make_contact(sale.customer)
    save_place(place(sale, "economic_buyer"), by=cast.rep)
    moved = moves.move_opportunity(sale, to=stage("sample"), by=cast.rep)
    assert moved.stage.code == "sample"
    change = StageChange.objects.filter(opportunity=sale).first()
    assert change is not None
    assert (change.from_stage.code, change.dwell_days, change.by) == ("confirmed", 9, cast.rep)
    log = ActionLog.objects.get(verb="sales.stage_changed")
    assert log.data["dwell_days"] == 9 and "sales.stage_changed" in actions.VERBS


def place(sale: Any, role: str, **facts: Any) -> OpportunityContact:
    contact = facts.pop("contact", None) or factories.make_contact(sale.customer)
    return OpportunityContact(opportunity=sale, contact=contact, role=role, **facts)


def test_back_needs_a_reason(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep, at="quote")
    assert refusal(moves.move_opportunity, sale, to=stage("sample"), by=cast.rep).field == "reason"
    assert (
        moves.move_opportunity(sale, to=stage("sample"), by=cast.rep, reason="样件要重做").stage.code
        == "sample"
    )


def test_the_won_stage_is_reached_by_winning_alone(cast: Any, sale: Any) -> None:
    assert refusal(moves.move_opportunity, sale, to=stage("contract"), by=cast.rep).code == "win_first"


def test_a_stage_of_another_pipeline_is_answered_with_those_that_are_open(cast: Any, sale: Any) -> None:
    refused = refusal(moves.move_opportunity, sale, to=stage("quote", "shipping"), by=cast.rep)
    assert refused.code == "forbidden_move"
    assert "准入/审厂" in refused.message and "批产合同" not in refused.message


def test_what_a_stage_requires_can_be_given_on_the_way(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep, amount=None)
    save_place(place(sale, "user_buyer"), by=cast.rep)
    assert refusal(moves.move_opportunity, sale, to=stage("quote"), by=cast.rep).field == "amount"
    moved = moves.move_opportunity(sale, to=stage("quote"), by=cast.rep, amount=Decimal("5e6"))
    assert moved.weighted == Decimal("3000000.00")
    assert refusal(moves.move_opportunity, sale, to=stage("nomination"), by=cast.rep).field == "decider"


def test_a_next_step_that_has_passed_must_be_renewed_to_go_on(cast: Any, sale: Any) -> None:
    Opportunity.objects.filter(pk=sale.pk).update(next_step_on=clock.today() - timedelta(days=1))
    assert refusal(moves.move_opportunity, sale, to=stage("admission"), by=cast.rep).code == "next_step_past"


def test_ones_own_probability_says_why_and_ends_with_its_stage(cast: Any, sale: Any) -> None:
    changed = update_opportunity(
        sale, by=cast.rep, own_probability=Decimal(60), probability_reason="客户口头承诺"
    )
    assert changed.probability == 60
    moved = moves.move_opportunity(changed, to=stage("admission"), by=cast.rep)
    assert (moved.probability, moved.probability_reason) == (20, "")


def test_of_two_who_move_it_the_second_is_told(cast: Any, sale: Any) -> None:
    moves.move_opportunity(sale, to=stage("admission"), by=cast.rep, version=sale.version)
    refused = refusal(
        moves.move_opportunity, sale, to=stage("technical"), by=cast.manager, version=sale.version
    )
    assert refused.code == "conflict" and "准入/审厂" in refused.message


# -- the end ------------------------------------------------------------------------------------------------
def test_won_needs_a_contract_or_an_order_and_an_amount(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep, amount=None)
    assert refusal(moves.win_opportunity, sale, by=cast.rep).field == "document"
    assert refusal(moves.win_opportunity, sale, by=cast.rep, document="HT-1").field == "amount"
    won = moves.win_opportunity(sale, by=cast.rep, document="HT-2026-001", amount=Decimal(90_000))
    assert (won.status, won.stage.code, won.probability) == ("won", "contract", 100)
    assert won.closed_at is not None and won.weighted == 90_000


def test_lost_needs_reason_and_competitor(cast: Any, sale: Any) -> None:
    assert refusal(moves.lose_opportunity, sale, by=cast.rep, loss_reason="").field == "loss_reason"
    assert refusal(moves.lose_opportunity, sale, by=cast.rep, loss_reason="nonsense").field == "loss_reason"
    assert refusal(moves.lose_opportunity, sale, by=cast.rep, loss_reason="price").field == "competitor"
    lost = moves.lose_opportunity(sale, by=cast.rep, loss_reason="price", competitor="北辰轴承")
    assert (lost.status, lost.probability, lost.weighted) == ("lost", 0, 0)


def test_a_reason_that_sales_hold_is_not_deleted_from_its_dictionary(cast: Any, sale: Any) -> None:
    used = DictionaryItem.objects.filter(dictionary__code="loss_reason").first()
    Opportunity.objects.filter(pk=sale.pk).update(status="lost", loss_reason=used.code, closed_at=clock.now())
    assert refusal(delete_entry, used, by=cast.admin).code == "in_use"


def test_what_the_customer_dropped_was_lost_to_nobody(cast: Any, sale: Any) -> None:
    assert moves.lose_opportunity(sale, by=cast.rep, loss_reason="cancelled").competitor == ""


@pytest.mark.parametrize(
    ("amount", "is_key", "is_asked"), [(999_999, False, False), (1_000_000, False, True), (1, True, True)]
)
def test_a_heavy_loss_is_reviewed_before_it_is_one(
    cast: Any, customer: Any, amount: int, is_key: bool, is_asked: bool
) -> None:
    Customer.objects.filter(pk=customer.pk).update(is_key_account=is_key)
    sale = make_opportunity(customer, cast.rep, amount=Decimal(amount))
    facts = {"by": cast.rep, "loss_reason": "price", "competitor": "北辰轴承"}
    if is_asked:
        assert refusal(moves.lose_opportunity, sale, **facts).code == "review_required"
        sale.refresh_from_db()
        assert sale.status == "open"
        facts |= {"findings": "报价晚了一周", "cause": "底价审批慢"}
    moves.lose_opportunity(sale, **facts)
    assert LossReview.objects.filter(opportunity=sale).count() == int(is_asked)


def test_a_lost_one_is_opened_again_by_a_manager_alone(cast: Any, sale: Any) -> None:
    lost = moves.lose_opportunity(sale, by=cast.rep, loss_reason="cancelled")
    facts = {"next_step": "重新报价", "next_step_on": clock.today(), "reason": "项目重启"}
    assert refusal(moves.take_up, lost, by=cast.rep, **facts).code == "manager_only"
    opened = moves.take_up(lost, by=cast.manager, **facts)
    assert (opened.status, opened.loss_reason, opened.closed_at) == ("open", "", None)


def test_a_shelved_one_is_taken_up_by_whoever_has_it(cast: Any, sale: Any) -> None:
    assert refusal(moves.shelve_opportunity, sale, by=cast.rep, reason=" ").field == "reason"
    shelved = moves.shelve_opportunity(sale, by=cast.rep, reason="客户改期")
    assert refusal(moves.win_opportunity, shelved, by=cast.rep, document="X").code == "forbidden_move"
    assert moves.take_up(shelved, by=cast.rep, next_step="再访", next_step_on=clock.today()).is_open


ENDS = {
    "won": lambda sale, by: moves.win_opportunity(sale, by=by, document="HT-1"),
    "lost": lambda sale, by: moves.lose_opportunity(sale, by=by, loss_reason="cancelled"),
    "shelved": lambda sale, by: moves.shelve_opportunity(sale, by=by, reason="等预算"),
    "invalid": lambda sale, by: moves.call_invalid(sale, by=by, reason="重复"),
    "open": lambda sale, by: moves.take_up(
        sale, by=by, next_step="再谈", next_step_on=clock.today(), reason="重启"
    ),
}


@pytest.mark.parametrize("now", list(states.OPPORTUNITY))
@pytest.mark.parametrize("to", list(states.OPPORTUNITY))
def test_each_pair_of_states_goes_as_the_table_says(cast: Any, sale: Any, now: str, to: str) -> None:
    if now != "open":
        sale = ENDS[str(now)](sale, cast.manager)
    if to in states.OPPORTUNITY[now]:
        assert ENDS[str(to)](sale, cast.manager).status == to
    else:
        assert refusal(ENDS[str(to)], sale, cast.manager).code == "forbidden_move"
        sale.refresh_from_db()
        assert sale.status == now


def test_an_ended_one_is_edited_and_deleted_no_more(cast: Any, sale: Any) -> None:
    won = moves.win_opportunity(sale, by=cast.rep, document="HT-1")
    assert refusal(update_opportunity, won, by=cast.rep, name="别的").code == "ended"
    assert refusal(delete_opportunity, won, by=cast.manager).code == "ended"


def test_stage_history_is_never_overwritten(sale: Any) -> None:
    change = sale.stage_changes.get()
    with pytest.raises(TypeError):
        change.save()
    with pytest.raises(TypeError):
        change.delete()


# -- people -------------------------------------------------------------------------------------------------
def test_one_main_contact_follows_the_other(cast: Any, sale: Any) -> None:
    first = save_place(place(sale, "user_buyer"), by=cast.rep)
    second = save_place(place(sale, "sponsor", is_primary=True), by=cast.rep)
    first.refresh_from_db()
    assert (first.is_primary, second.is_primary) == (False, True)
    remove_place(second, by=cast.rep)
    first.refresh_from_db()
    assert first.is_primary


def test_people_of_another_customer_have_no_part(cast: Any, sale: Any) -> None:
    other = factories.make_contact(factories.make_customer(owner=cast.rep))
    assert refusal(save_place, place(sale, "sponsor", contact=other), by=cast.rep).code == "foreign"
    person = factories.make_contact(sale.customer)
    save_place(place(sale, "sponsor", contact=person), by=cast.rep)
    assert refusal(save_place, place(sale, "sponsor", contact=person), by=cast.rep).code == "duplicate"


# -- numbers ------------------------------------------------------------------------------------------------
def test_the_amount_in_yuan_follows_currency_and_rate(cast: Any, customer: Any) -> None:
    sale = make_opportunity(
        customer, cast.rep, amount=Decimal("10000.55"), currency="USD", rate=Decimal("7.1234")
    )
    assert sale.base_amount == Decimal("71237.92")
