import pytest
from django.contrib.auth.models import Permission

from accounts import access
from accounts.models import Role, User
from accounts.services import role as roles
from core.errors import DomainError
from core.models import ActionLog
from tests.factories import make_employee, make_role


@pytest.mark.parametrize("pair", [("sys", "sec"), ("sec", "aud"), ("aud", "sys")])
def test_system_security_and_audit_are_never_one_person(cast, pair):
    person = make_employee(None, cast.office)
    roles.give_role(person, pair[0], by=cast.security)
    with pytest.raises(DomainError) as refusal:
        roles.give_role(person, pair[1], by=cast.security)
    assert refusal.value.code == "roles_kept_apart"
    assert list(person.roles.values_list("code", flat=True)) == [pair[0]]


def test_a_kept_apart_role_may_be_swapped_in_one_step(cast):
    person = make_employee("sec", cast.office)
    roles.set_roles(person, ["aud"], by=cast.admin)
    assert list(person.roles.values_list("code", flat=True)) == ["aud"]


def test_nobody_gives_himself_roles(cast):
    with pytest.raises(DomainError) as refusal:
        roles.give_role(cast.admin, "rep", by=cast.admin)
    assert refusal.value.code == "own_roles"


def test_nobody_changes_the_grants_of_a_role_he_holds(cast):
    view = Permission.objects.get(codename="view_customer", content_type__app_label="contacts")
    admin = cast.admin
    with pytest.raises(DomainError):
        roles.set_grant(Role.objects.get(code="sys"), view, "all", by=admin)
    roles.set_grant(make_role("mkt"), view, "dept", by=cast.admin)
    assert make_role("mkt").grants.get(permission=view).span == "dept"


def test_the_last_administrator_keeps_the_role(cast):
    with pytest.raises(DomainError) as refusal:
        roles.take_role(cast.admin, "sys", by=cast.security)
    assert refusal.value.code == "last_administrator"


def test_a_change_acts_on_the_next_request(cast, sign_in):
    person = make_employee(None, cast.east)
    assert not access.allows(person, "contacts.view_customer")
    roles.give_role(person, "rep", by=cast.admin)
    assert access.allows(person, "contacts.view_customer")
    roles.take_role(person, "rep", by=cast.admin)
    assert not access.allows(User.objects.get(pk=person.pk), "contacts.view_customer")


def test_a_batch_says_for_each_person_what_was_done_or_why_not(cast):
    plain, apart = make_employee("rep", cast.east), make_employee("aud", cast.office)
    results = roles.authorise_many([plain, apart, cast.admin], add=["sec"], remove=["rep"], by=cast.admin)
    assert (results[0].given, results[0].taken) == (("sec",), ("rep",))
    assert results[1].refusal and results[2].refusal
    assert ActionLog.objects.filter(verb="accounts.roles_changed").count() == 1


def test_an_unknown_role_is_refused_by_name(cast):
    with pytest.raises(DomainError, match="boss"):
        roles.give_role(cast.rep, "boss", by=cast.admin)


def test_repeating_changes_nothing(cast):
    roles.give_role(cast.rep, "rep", by=cast.admin)
    assert not ActionLog.objects.filter(verb="accounts.roles_changed").exists()
