from django.contrib.auth.models import Permission

from accounts.models import Grant, Role
from system.roles import ROLES
from system.services.role_delivery import deliver_roles, wanted_grants


def test_all_delivered_roles_stand_after_migration(db):
    assert set(Role.objects.values_list("code", flat=True)) >= {role.code for role in ROLES}
    assert set(Role.objects.filter(is_separate=True).values_list("code", flat=True)) == {"sys", "sec", "aud"}


def test_every_delivered_grant_names_an_existing_permission(db):
    known = {
        f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")
    }
    missing = {(role.code, name) for role in ROLES for name in wanted_grants(role.code) if name not in known}
    assert not missing


def test_administrators_have_no_business_data(db):
    rules = ("_relationtype", "_publicpool", "_poolrule", "_holdinglimit")  # shaped, never filled, by them
    names = [name for code in ("sys", "sec", "aud") for name in wanted_grants(code)]
    assert not [name for name in names if name.startswith("contacts.") and not name.endswith(rules)]


def test_delivery_again_adds_nothing_and_keeps_what_an_administrator_changed(db):
    role = Role.objects.get(code="rep")
    role.name = "销售代表"
    role.save()
    taken = role.grants.get(permission__codename="view_employee")
    taken.delete()
    widened = role.grants.get(permission__codename="view_loginlog")
    Grant.objects.filter(pk=widened.pk).update(span="all")
    assert deliver_roles() == 0
    role.refresh_from_db()
    assert role.name == "销售代表"
    assert not role.grants.filter(permission__codename="view_employee").exists()
    assert role.grants.get(permission__codename="view_loginlog").span == "all"
