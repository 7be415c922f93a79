"""Creating, changing, handing over, sharing and staffing a customer."""

from datetime import timedelta

import pytest

from contacts.models import AccountTeamMember, Customer, CustomerUserShare, OwnershipRecord
from contacts.services.customer import create_customer, delete_customer, set_lifecycle, update_customer
from contacts.services.ownership import transfer_customers
from contacts.services.share import share_customer, unshare_customer
from contacts.services.team import add_team_member, change_team_member, remove_team_member
from contacts.states import LIFECYCLE
from core import clock, uscc
from core.errors import DomainError
from core.models import ActionLog
from core.operation import acting_as
from records.services.numbering import next_number, next_numbers
from tests.factories import make_contact, make_customer, make_team_member, make_unit

USCI = uscc.make("91440101MA5ABCDE1")


def refused(call, *args, **facts):
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value


def test_a_new_customer_gets_the_next_number_an_owner_and_an_ownership_record(cast):
    first = create_customer(by=cast.rep, name="东岭重卡集团有限公司")
    second = create_customer(by=cast.rep, name="华海航运有限公司")
    assert first.code == "KH00001" and second.code == "KH00002"
    assert first.owner == cast.rep and first.department == cast.east
    assert list(OwnershipRecord.objects.filter(customer=first).values_list("owner", "to_at")) == [
        (cast.rep.pk, None)
    ]
    assert ActionLog.objects.filter(verb="contacts.customer_created", actor=cast.rep).count() == 2


def test_a_number_typed_by_hand_is_skipped_by_the_counter(cast):
    create_customer(by=cast.rep, name="甲厂", code="KH00001")
    assert create_customer(by=cast.rep, name="乙厂").code == "KH00002"


def test_numbers_are_drawn_in_blocks_and_never_twice(db):
    assert next_numbers("block", 3) == ["BLO00001", "BLO00002", "BLO00003"]
    assert next_number("block") == "BLO00004"


def test_what_an_agent_takes_down_has_no_owner_yet(cast):
    assert create_customer(by=cast.agent, name="来电新客户").owner is None


@pytest.mark.parametrize(
    "again", ["东岭重卡（集团）有限责任公司", " 东岭 重卡集团 有限公司", "东岭重卡集团股份有限公司"]
)
def test_the_same_name_in_another_dress_is_refused_and_the_first_one_named(cast, again):
    create_customer(by=cast.rep, name="东岭重卡集团有限公司")
    refusal = refused(create_customer, by=cast.rep, name=again)
    assert refusal.field == "name" and "农丽萍" in refusal.message and "KH00001" in refusal.message


def test_a_hidden_customer_of_the_same_name_is_not_described(cast):
    create_customer(by=cast.other_rep, name="东岭重卡集团有限公司", usci=USCI)
    refusal = refused(create_customer, by=cast.rep, name="东岭重卡集团")
    assert refusal.code == "duplicate_hidden"
    assert "曾志强" not in refusal.message and "KH00001" not in refusal.message
    refusal = refused(create_customer, by=cast.rep, name="别的名字", usci=USCI)
    assert refusal.field == "usci" and refusal.code == "duplicate_hidden"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "（ ）"),
        ("name", "   "),
        ("usci", "914401"),
        ("usci", USCI[:17] + ("0" if USCI[17] != "0" else "1")),
        ("email", "no-mail"),
        ("founded", clock.today() + timedelta(days=1)),
        ("reg_capital", -1),
        ("annual_revenue", 10**12),
    ],
)
def test_bad_values_are_refused_with_the_field_they_belong_to(cast, field, value):
    facts = {"name": "甲厂", field: value}
    assert refused(create_customer, by=cast.rep, **facts).field == field
    assert not Customer.objects.exists()


def test_codes_and_phones_are_stored_in_one_form(cast):
    customer = create_customer(
        by=cast.rep, name="甲厂", usci=f" {USCI[:8]} {USCI[8:].lower()}", phone="＋86 138 1234 5678"
    )
    assert customer.usci == USCI and customer.phone == "13812345678"


def test_an_unknown_phone_is_kept_as_typed(cast):
    assert create_customer(by=cast.rep, name="甲厂", phone="12-34").phone == "12-34"


def test_an_update_keeps_the_owner_and_leaves_history(cast):
    customer = create_customer(by=cast.rep, name="甲厂")
    with acting_as(cast.rep):
        changed = update_customer(customer, by=cast.rep, city="南宁", owner=cast.other_rep)
    assert changed.city == "南宁" and changed.owner == cast.rep
    assert customer.history.first().city == "南宁" and customer.history.first().history_user == cast.rep


def test_a_lifecycle_goes_only_along_its_table(cast):
    for before in Customer.Lifecycle.values:
        for after in Customer.Lifecycle.values:
            if before == after:
                continue
            customer = make_customer(owner=cast.rep, lifecycle=before)
            if after in LIFECYCLE[before]:
                assert set_lifecycle(customer, after, by=cast.rep, reason="见报告").lifecycle == after
            else:
                refused(set_lifecycle, customer, after, by=cast.rep, reason="见报告")
                assert Customer.objects.get(pk=customer.pk).lifecycle == before


def test_nobody_is_blacklisted_without_an_approval(cast):
    customer = make_customer(owner=cast.rep)
    assert refused(update_customer, customer, by=cast.rep, lifecycle="blacklisted").code == "needs_approval"
    assert refused(create_customer, by=cast.rep, name="甲", lifecycle="blacklisted").code == "needs_approval"


def test_a_customer_is_not_lost_without_a_reason(cast):
    customer = make_customer(owner=cast.rep)
    assert refused(set_lifecycle, customer, "lost", by=cast.rep).field == "reason"


def test_a_transfer_moves_owner_and_department_and_closes_the_old_record(cast):
    customer = create_customer(by=cast.rep, name="甲厂")
    assert transfer_customers([customer], to=cast.other_rep, by=cast.manager, reason="调整") == 1
    customer = Customer.objects.get(pk=customer.pk)
    assert customer.owner == cast.other_rep and customer.department == cast.south
    records = list(OwnershipRecord.objects.filter(customer=customer).order_by("id"))
    assert [record.owner for record in records] == [cast.rep, cast.other_rep]
    assert records[0].to_at is not None and records[1].to_at is None and records[1].reason == "调整"
    assert customer.history.first().history_change_reason == "调整"
    assert not Customer.objects.visible_to(cast.rep).exists()


def test_a_transfer_to_the_present_owner_changes_nothing(cast):
    customer = create_customer(by=cast.rep, name="甲厂")
    assert transfer_customers([customer], to=cast.rep, by=cast.manager) == 0
    assert OwnershipRecord.objects.filter(customer=customer).count() == 1


def test_the_former_owner_may_stay_as_a_reading_member(cast):
    customer = create_customer(by=cast.rep, name="甲厂")
    transfer_customers([customer], to=cast.colleague, by=cast.manager, keep_old_as_member=True)
    assert Customer.objects.visible_to(cast.rep).get() == customer
    assert not Customer.objects.visible_to(cast.rep, "change").exists()


def test_nobody_who_has_left_gets_a_customer(cast):
    customer = create_customer(by=cast.rep, name="甲厂")
    assert refused(transfer_customers, [customer], to=cast.leaver, by=cast.manager).code == "not_working"


def test_a_share_is_replaced_not_doubled_and_can_be_taken_back(cast):
    customer = make_customer(owner=cast.other_rep)
    share_customer(customer, by=cast.other_manager, user=cast.rep)
    share = share_customer(customer, by=cast.other_manager, user=cast.rep, rights="change")
    assert CustomerUserShare.objects.count() == 1
    assert Customer.objects.visible_to(cast.rep, "change").exists()
    unshare_customer(share, by=cast.other_manager)
    assert not Customer.objects.visible_to(cast.rep).exists()


def test_a_share_with_a_department_opens_it_to_all_below(cast):
    customer = make_customer(owner=cast.other_rep)
    share = share_customer(customer, by=cast.other_manager, department=cast.east_region)
    assert Customer.objects.visible_to(cast.rep).get() == customer
    unshare_customer(share, by=cast.other_manager)
    assert not Customer.objects.visible_to(cast.rep).exists()


def test_shares_need_a_target_a_future_end_and_somebody_else(cast):
    customer = make_customer(owner=cast.rep)
    assert refused(share_customer, customer, by=cast.manager).code == "required"
    assert refused(share_customer, customer, by=cast.manager, user=cast.rep).code == "is_owner"
    assert refused(share_customer, customer, by=cast.manager, user=cast.leaver).code == "not_working"
    late = refused(share_customer, customer, by=cast.manager, user=cast.other_rep, expires_at=clock.now())
    assert late.field == "expires_at"


def test_there_is_one_global_and_one_manager_a_region(cast):
    customer = make_customer(owner=cast.rep)
    add_team_member(customer, by=cast.manager, user=cast.colleague, role="grm")
    assert (
        refused(add_team_member, customer, by=cast.manager, user=cast.other_rep, role="grm").code == "one_grm"
    )
    add_team_member(customer, by=cast.manager, user=cast.colleague, role="rrm", region="华东")
    refusal = refused(
        add_team_member, customer, by=cast.manager, user=cast.other_rep, role="rrm", region="华东"
    )
    assert refusal.code == "one_rrm"
    add_team_member(customer, by=cast.manager, user=cast.other_rep, role="rrm", region="华南")
    assert AccountTeamMember.objects.alive().count() == 3


def test_the_owner_needs_no_place_in_the_team(cast):
    customer = make_customer(owner=cast.rep)
    assert refused(add_team_member, customer, by=cast.manager, user=cast.rep, role="pm").code == "is_owner"


def test_an_expired_place_does_not_block_a_new_one(cast):
    customer = make_customer(owner=cast.rep)
    with clock.at(clock.now() - timedelta(days=9)):
        make_team_member(customer, cast.colleague, role="grm", expires_at=clock.now() + timedelta(days=1))
    assert add_team_member(customer, by=cast.manager, user=cast.other_rep, role="grm").pk


def test_a_member_is_changed_and_removed_with_a_trace(cast):
    customer = make_customer(owner=cast.rep)
    member = add_team_member(customer, by=cast.manager, user=cast.colleague, role="pm")
    assert change_team_member(member, by=cast.manager, rights="write").rights == "write"
    remove_team_member(member, by=cast.manager)
    assert not Customer.objects.visible_to(cast.colleague).exists()
    verbs = set(ActionLog.objects.values_list("verb", flat=True))
    assert {
        "contacts.team_member_added",
        "contacts.team_member_changed",
        "contacts.team_member_removed",
    } <= verbs


def test_a_customer_with_people_or_units_is_not_deleted(cast):
    customer = make_customer(owner=cast.rep)
    make_unit(customer)
    make_contact(customer)
    assert refused(delete_customer, customer, by=cast.manager).code == "has_children"
    empty = make_customer(owner=cast.rep)
    delete_customer(empty, by=cast.manager)
    assert not Customer.objects.alive().filter(pk=empty.pk).exists()
