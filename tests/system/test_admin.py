"""The administration site: who may open it, what it hides, and that its saves are services with a log."""

import re
from urllib.parse import unquote

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Grant, Role, UnmaskLog
from core import actions, clock
from core.models import ActionLog
from system.admin.rights import our_apps
from tests.factories import make_customer, make_role


def speak(user, language="en"):
    user.language = language
    user.save()
    return user


def rows(page):
    """The management forms and rows of all inlines as a browser would send them back."""
    sent = {}
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        sent[f"{formset.prefix}-TOTAL_FORMS"] = len(formset.forms)
        sent[f"{formset.prefix}-INITIAL_FORMS"] = len(formset.initial_forms)
        for form in formset.forms:
            sent[f"{form.prefix}-id"] = form.instance.pk
            sent[f"{form.prefix}-role"] = form.instance.role_id
            sent[f"{form.prefix}-span"] = form.instance.span
    return sent


def test_there_is_one_sign_in_and_it_leads_back(cast):
    assert cast.admin  # an empty system asks to be set up
    page = Client().get("/admin/accounts/role/", follow=True)
    assert unquote(page.redirect_chain[-1][0]) == reverse("accounts:sign_in") + "?next=/admin/accounts/role/"


@pytest.mark.parametrize("who", ["rep", "manager", "executive", "hr", "dealer", "nobody"])
def test_who_administers_nothing_is_refused(cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/accounts/role/", follow=True).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", ["admin", "security", "auditor"])
def test_every_page_that_an_administrator_is_offered_opens(cast, sign_in, who, language):
    client = sign_in(speak(getattr(cast, who), language))
    make_role("rep")
    actions.record("system.admin_changed", cast.rep, by=cast.admin)
    offered = re.findall(r'href="(/admin/[^"?#]+)', client.get("/admin/").content.decode())
    assert len(set(offered)) > 4
    for model in admin.site._registry:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        if base not in offered:
            continue
        assert client.get(base).status_code == 200, base
        if f"{base}add/" in offered:
            assert client.get(f"{base}add/").status_code == 200, base
        found = model._default_manager.first()
        if found is not None and base != "/admin/records/parameter/":
            for tail in ("change", "history"):
                assert client.get(f"{base}{found.pk}/{tail}/").status_code == 200, base + tail


def test_business_records_have_no_page_here():
    labels = {model._meta.label for model in admin.site._registry}
    assert not labels & {
        "contacts.Customer",
        "contacts.Contact",
        "contacts.CustomerUnit",
        "contacts.FollowUp",
    }


@pytest.mark.parametrize("who", ["admin", "security"])
def test_logs_do_not_tell_administrators_what_a_business_record_is_called(cast, sign_in, who):
    user = getattr(cast, who)
    customer = make_customer("绝密客户有限公司", owner=cast.rep)
    entry = actions.record("contacts.customer_changed", customer, by=cast.rep, note="绝密折扣")
    unmask = Permission.objects.get(codename="view_unmasklog")
    Grant.objects.create(role=user.role_links.get().role, permission=unmask, span="all")
    look = UnmaskLog.objects.create(
        user=cast.rep, subject_type=entry.subject_type, subject_id=1, subject_label="绝密客户有限公司",
        field="phone", at=clock.now(),
    )  # fmt: skip
    client = sign_in(user)
    for url in (
        "/admin/core/actionlog/",
        f"/admin/core/actionlog/{entry.pk}/change/",
        f"/admin/core/actionlog/{entry.pk}/delete/",
        "/admin/accounts/unmasklog/",
        f"/admin/accounts/unmasklog/{look.pk}/change/",
    ):
        assert "绝密" not in client.get(url).content.decode(), url
    found = client.get("/admin/core/actionlog/", {"q": "绝密客户"})
    assert found.context["cl"].result_count == 0
    assert client.get("/admin/accounts/unmasklog/", {"q": "绝密客户"}).context["cl"].result_count == 0


def test_auditors_read_the_logs_whole_and_change_nothing(cast, sign_in):
    customer = make_customer("绝密客户有限公司", owner=cast.rep)
    entry = actions.record("contacts.customer_changed", customer, by=cast.rep)
    client = sign_in(cast.auditor)
    assert "绝密客户有限公司" in client.get("/admin/core/actionlog/").content.decode()
    assert client.get("/admin/core/actionlog/", {"q": "绝密客户"}).context["cl"].result_count == 1
    assert client.post(f"/admin/core/actionlog/{entry.pk}/change/", {"verb": "x"}).status_code == 403
    role = make_role("rep")
    assert client.post(f"/admin/accounts/role/{role.pk}/change/", {"name": "x"}).status_code == 403
    assert client.post(f"/admin/accounts/role/{role.pk}/delete/", {"post": "yes"}).status_code == 403


def test_only_who_may_change_a_thing_may_bring_back_an_old_version_of_it(cast, sign_in):
    role = Role.objects.create(code="x", name="旧名")
    role.name = "新名"
    role.save()
    old = role.history.earliest()
    url = f"/admin/accounts/role/{role.pk}/history/{old.history_id}/"
    sent = {"code": "x", "name": "旧名", "description": ""}
    assert sign_in(cast.auditor).get(url).status_code == 200
    assert sign_in(cast.auditor).post(url, sent).status_code == 403
    role.refresh_from_db()
    assert role.name == "新名"
    assert sign_in(cast.security).post(url, sent).status_code == 302
    role.refresh_from_db()
    assert role.name == "旧名"


def test_a_long_role_costs_no_more_questions_than_a_short_one(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.security)
    short, long = Role.objects.create(code="short", name="短"), Role.objects.create(code="long", name="长")
    ours = [config.label for config in our_apps()]
    permissions = list(Permission.objects.filter(content_type__app_label__in=ours)[:200])
    one_of_each = {one.content_type.app_label: one for one in permissions}.values()
    Grant.objects.bulk_create(Grant(role=short, permission=one, span="all") for one in one_of_each)
    Grant.objects.bulk_create(Grant(role=long, permission=one, span="all") for one in permissions)

    def asked(act):
        with django_assert_max_num_queries(1000) as questions:
            answer = act()
        return answer, len(questions)

    pages = {}
    counts = []
    for role in (short, long):
        url = f"/admin/accounts/role/{role.pk}/change/"
        client.get(url)
        pages[role.code], count = asked(lambda url=url: client.get(url))
        counts.append(count)
    assert counts[0] == counts[1] and len(pages["long"].content) < 1_500_000
    counts = []
    for role in (short, long):
        sent = {"name": role.name, "description": "", **rows(pages[role.code])}
        client.get("/")  # rights are read anew once, as a role changed
        answer, count = asked(
            lambda url=f"/admin/accounts/role/{role.pk}/change/", sent=sent: client.post(url, sent)
        )
        assert answer.status_code == 302, answer.context["errors"]
        counts.append(count)
    assert counts[0] == counts[1]
    assert long.grants.count() == 200


def test_rights_are_named_in_the_readers_language(cast, sign_in):
    role = make_role("rep")
    url = f"/admin/accounts/role/{role.pk}/change/"
    with translation.override("zh-hans"):
        chinese = sign_in(speak(cast.security, "zh-hans")).get(url).content.decode()
    assert "Can view" not in chinese and "Can export" not in chinese and "客户 · " in chinese
    english = sign_in(speak(cast.security, "en")).get(url).content.decode()
    assert "customer · see" in english


def test_rights_on_every_app_s_records_can_be_given(cast, sign_in):
    """Whatever a role can hold, an administrator can give: each right is among the choices of its app's tab."""
    page = sign_in(cast.security).get(f"/admin/accounts/role/{make_role('rep').pk}/change/")
    offered = {
        permission.pk
        for inline in page.context["inline_admin_formsets"]
        for permission in inline.formset.empty_form.fields["permission"].queryset
    }
    assert set(Grant.objects.values_list("permission_id", flat=True)) <= offered


def test_what_stands_in_a_table_says_what_it_is_to_who_does_not_see_its_head(cast, sign_in):
    page = sign_in(cast.admin).get(f"/admin/accounts/role/{make_role('rep').pk}/change/").content.decode()
    spans = re.findall(r"<select[^>]*name=\"grants-[^>]*-span\"[^>]*>", page)
    assert spans and all("aria-label=" in select for select in spans)


def test_each_changed_right_is_in_the_log(cast, sign_in):
    role = Role.objects.create(code="x", name="测试")
    view, edit = (
        Permission.objects.get(codename="view_customer"),
        Permission.objects.get(codename="change_customer"),
    )
    add = Permission.objects.get(codename="add_customer")
    Grant.objects.create(role=role, permission=view, span="self")
    Grant.objects.create(role=role, permission=edit, span="self")
    client = sign_in(cast.security)
    url = f"/admin/accounts/role/{role.pk}/change/"
    page = client.get(url)
    sent = {"name": "测试", "description": "", **rows(page)}
    formsets = {inline.formset.prefix: inline.formset for inline in page.context["inline_admin_formsets"]}
    shown = [form.instance.permission for form in formsets["grants-contacts"].initial_forms]
    sent[f"grants-contacts-{shown.index(view)}-span"] = "dept"
    sent[f"grants-contacts-{shown.index(edit)}-DELETE"] = "on"
    sent |= {
        "grants-contacts-2-permission": add.pk,
        "grants-contacts-2-span": "team",
        "grants-contacts-TOTAL_FORMS": 3,
        "grants-contacts-2-role": role.pk,
    }
    assert client.post(url, sent).status_code == 302
    assert dict(role.grants.values_list("permission__codename", "span")) == {
        "view_customer": "dept", "add_customer": "team"
    }  # fmt: skip
    logged = ActionLog.objects.filter(verb="accounts.grant_changed", actor=cast.security)
    assert {(e.data["permission"], e.data["before"], e.data["after"]) for e in logged} == {
        ("contacts.view_customer", "self", "dept"),
        ("contacts.change_customer", "self", ""),
        ("contacts.add_customer", "", "team"),
    }


def test_nobody_changes_a_role_that_he_holds(cast, sign_in):
    own = cast.security.role_links.get().role
    client = sign_in(speak(cast.security))
    url = f"/admin/accounts/role/{own.pk}/change/"
    before = dict(own.grants.values_list("permission_id", "span"))
    sent = {"name": "Mine", "description": "typed", **rows(client.get(url))}
    sent["grants-accounts-0-DELETE"] = "on"
    answer = client.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 200 and "You hold the role" in page and "typed" in page
    own.refresh_from_db()
    assert own.name != "Mine" and dict(own.grants.values_list("permission_id", "span")) == before
    assert client.post(f"/admin/accounts/role/{own.pk}/delete/", {"post": "yes"}).status_code in (200, 302)
    assert Role.objects.filter(pk=own.pk).exists()


def test_the_separation_of_roles_cannot_be_switched_off_here(cast, sign_in):
    role = make_role("aud")
    Role.objects.filter(pk=role.pk).update(is_separate=True)
    client = sign_in(cast.security)
    url = f"/admin/accounts/role/{role.pk}/change/"
    sent = {"name": "审计", "description": "", "code": "zzz", **rows(client.get(url))}
    assert client.post(url, sent).status_code == 302
    role.refresh_from_db()
    assert (role.is_separate, role.code, role.name) == (True, "aud", "审计")


def test_system_administrators_keep_roles_but_not_their_own(cast, sign_in):
    client = sign_in(cast.admin)
    page = client.get(f"/admin/accounts/role/{make_role('rep').pk}/change/").content.decode()
    assert "客户 · " in page and "Can view" not in page
    own = Role.objects.get(code="sys")
    before = own.grants.count()
    client.post(
        f"/admin/accounts/role/{own.pk}/change/",
        {"name": "全能", "grants-accounts-TOTAL_FORMS": 0, "grants-accounts-INITIAL_FORMS": 0},
    )
    own.refresh_from_db()
    assert own.name != "全能" and own.grants.count() == before


def test_the_looser_policy_stays_under_the_admin(cast, sign_in):
    client = sign_in(cast.admin)
    assert "unsafe-eval" in client.get("/admin/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/system/employees/", follow=True)["Content-Security-Policy"]


def test_the_menu_leads_administrators_here(cast):
    from records import menu

    def urls(user):
        return [line.url for module in menu.for_user(user, "/") for line in module.items]

    assert (
        "/admin/" in urls(cast.admin) and "/admin/" in urls(cast.auditor) and "/admin/" not in urls(cast.rep)
    )
