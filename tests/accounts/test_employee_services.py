from datetime import date

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts import sources, states
from accounts.models import Employee, EmployeeDeptHistory, UserSession
from accounts.services import employee as people
from accounts.services import sign_in
from core import clock
from core.errors import DomainError
from core.models import ActionLog
from tests.factories import make_employee

Status = Employee.Status


def hire(cast, name="王小明", no="E9001", **facts):
    return people.create_employee(by=cast.admin, name=name, no=no, department=cast.east, **facts)


def test_the_user_name_is_the_pinyin_of_the_name_and_stays_unique(cast):
    first, second = hire(cast, no="A1"), hire(cast, no="A2")
    assert (first.user.username, second.user.username) == ("wangxiaoming", "wangxiaoming2")


def test_a_number_or_user_name_in_use_is_refused(cast):
    hire(cast, no="A1", username="xm")
    with pytest.raises(DomainError) as number:
        hire(cast, no="A1")
    with pytest.raises(DomainError) as name:
        hire(cast, no="A2", username="XM")
    assert (number.value.field, name.value.field) == ("no", "username")


def test_an_employee_without_a_password_cannot_sign_in(cast):
    assert not hire(cast).user.has_usable_password()


def test_an_employee_without_a_department_stands_in_the_top_one(cast):
    top = cast.company
    person = people.create_employee(by=None, name="无部门", no="A9")
    assert person.department == top


def test_hiring_leaves_an_action_and_an_open_department_history(cast):
    person = hire(cast)
    assert ActionLog.objects.filter(verb="accounts.employee_created", subject_id=person.pk).count() == 1
    assert EmployeeDeptHistory.objects.get(employee=person).to_on is None


def test_a_transfer_in_mid_month_closes_the_old_stay_the_day_before(cast):
    person = hire(cast, hire_date=date(2025, 1, 1))
    people.change_department(person, cast.south, by=cast.admin, on=date(2026, 10, 19))
    stays = EmployeeDeptHistory.objects.filter(employee=person).values_list(
        "department__code", "from_on", "to_on"
    )
    assert list(stays) == [
        ("EAST", date(2025, 1, 1), date(2026, 10, 18)),
        ("SOUTH", date(2026, 10, 19), None),
    ]


def test_a_correction_on_the_same_day_leaves_one_stay(cast):
    with clock.at(date(2026, 3, 3)):
        person = hire(cast)
        people.change_department(person, cast.south, by=cast.admin)
    assert EmployeeDeptHistory.objects.get(employee=person).department == cast.south


def test_a_transfer_before_the_present_stay_is_refused(cast):
    person = hire(cast, hire_date=date(2026, 5, 1))
    with pytest.raises(DomainError):
        people.change_department(person, cast.south, by=cast.admin, on=date(2026, 4, 1))


def test_nobody_becomes_his_own_superior(cast):
    person = hire(cast, leader=cast.manager.employee)
    with pytest.raises(DomainError) as refusal:
        people.update_employee(cast.manager.employee, by=cast.admin, leader=person)
    assert refusal.value.code == "cycle"


@pytest.mark.parametrize("before", Status.values)
@pytest.mark.parametrize("after", Status.values)
def test_status_moves_only_as_the_table_says(cast, before, after):
    person = hire(cast, status=before)
    if states.may_move(before, after):
        assert people.change_status(person, after, by=cast.admin).status == after
    else:
        with pytest.raises(DomainError) as refusal:
            people.change_status(person, after, by=cast.admin)
        assert refusal.value.code == "bad_move"


def test_what_is_still_held_keeps_an_employee_from_leaving(cast, monkeypatch):
    person = hire(cast)
    monkeypatch.setattr(
        sources,
        "HAND_OVER",
        [lambda user: [sources.HandOverItem("客户", 3), sources.HandOverItem("日程", 0)]],
    )
    with pytest.raises(DomainError) as refusal:
        people.change_status(person, Status.DISABLED, by=cast.admin)
    assert refusal.value.code == "hand_over" and "客户 3" in refusal.value.message
    person.refresh_from_db()
    assert person.status == Status.ACTIVE and person.user.is_active


def test_disabling_ends_sessions_and_tokens_at_once_and_enabling_brings_back_only_the_sign_in(cast, sign_in):
    person = hire(cast)
    client = sign_in(person.user)
    key = client.session.session_key
    UserSession.objects.create(user=person.user, session_key=key, started_at=clock.now(), seen_at=clock.now())
    token = person.user.api_tokens.create(
        name="t", digest="d", prefix="p", created_at=clock.now(), expires_at=clock.now()
    )
    people.change_status(person, Status.DISABLED, by=cast.admin)
    token.refresh_from_db()
    assert not Session.objects.filter(session_key=key).exists()
    assert token.revoked_at is not None
    person.user.refresh_from_db()
    assert not person.user.is_active and not person.user.has_perm("contacts.view_customer")
    people.change_status(person, Status.ACTIVE, by=cast.admin)
    person.user.refresh_from_db()
    token.refresh_from_db()
    assert person.user.is_active and token.revoked_at is not None


def test_who_left_ends_his_stay_on_that_day(cast):
    person = hire(cast, hire_date=date(2026, 1, 1))
    people.change_status(person, Status.LEFT, by=cast.admin, on=date(2026, 6, 30))
    assert EmployeeDeptHistory.objects.get(employee=person).to_on == date(2026, 6, 30)


def test_nobody_disables_himself_nor_the_last_administrator(cast):
    with pytest.raises(DomainError) as own:
        people.change_status(cast.admin.employee, Status.DISABLED, by=cast.admin)
    with pytest.raises(DomainError) as last:
        people.change_status(cast.admin.employee, Status.DISABLED, by=cast.security)
    assert (own.value.code, last.value.code) == ("own_account", "last_administrator")
    make_employee("sys", cast.office)
    people.change_status(cast.admin.employee, Status.DISABLED, by=cast.security)


def test_a_reset_gives_a_password_once_that_must_be_changed(cast):
    password = sign_in.reset_password(cast.rep, by=cast.admin)
    cast.rep.refresh_from_db()
    assert cast.rep.check_password(password) and cast.rep.must_change_password


@pytest.mark.parametrize("weak", ["short", "12345678901", "password123", "nonglipingX"])
def test_a_weak_password_is_refused(cast, weak):
    cast.rep.username = "nongliping"
    with pytest.raises(DomainError) as refusal:
        sign_in.change_password(cast.rep, weak, by=cast.rep)
    assert refusal.value.field == "new_password1"


def test_a_new_password_ends_all_other_sessions(cast):
    for key in ("session-one", "session-two"):
        SessionStore(session_key=key).save(must_create=True)
        UserSession.objects.create(
            user=cast.rep, session_key=key, started_at=clock.now(), seen_at=clock.now()
        )
    sign_in.change_password(cast.rep, "long-enough-words-77", by=cast.rep, keep_session="session-one")
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["session-one"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["session-one"]
