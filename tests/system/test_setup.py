import base64
from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Department, User
from core import clock, mail, outbox
from core.errors import DomainError
from core.models import WorkCalendarDay, WorkShift
from records import parameters
from system.services.setup import SetUp, set_up
from tests.mail_server import mail_server

STEPS = {
    "company": {"company": "海砺轴承传动股份有限公司"},
    "departments": {"departments": "业务部/华东业务部\n业务部/华南业务部\n财务部"},
    "administrator": {
        "admin_name": "谢安",
        "admin_no": "A001",
        "password1": "anfang-und-mitte-9",
        "password2": "anfang-und-mitte-9",
    },
    "mail": {},
    "calendar": {
        "with_calendar": "on",
        "morning_from": "08:30",
        "morning_to": "12:00",
        "afternoon_from": "13:30",
        "afternoon_to": "17:30",
    },
}


def step(name):
    return reverse("system:setup_step", args=[name])


@pytest.fixture
def browser(db):
    return Client()


def test_an_empty_system_leads_from_its_root_to_the_wizard(browser):
    assert reverse("system:setup") in [url for url, _status in browser.get("/", follow=True).redirect_chain]


def test_the_wizard_makes_company_departments_administrator_and_calendar(browser):
    with clock.at(clock.today().replace(year=2026, month=11, day=21)):
        for name, facts in STEPS.items():
            assert browser.get(step(name)).status_code == 200
            answer = browser.post(step(name), facts)
        assert answer.status_code == 200
    user = User.objects.get()
    assert user.username == "xiean" and user.check_password("anfang-und-mitte-9")
    assert not user.must_change_password and user.has_perm("accounts.add_employee")
    assert Department.objects.count() == 5
    assert Department.objects.get(name="华东业务部").parent.name == "业务部"
    assert parameters.get("company_name") == STEPS["company"]["company"]
    assert list(WorkShift.objects.values_list("starts_at", "ends_at"))[0] == (time(8, 30), time(12))
    assert WorkCalendarDay.objects.filter(date__year=2026).exists()
    entered = browser.post("/sign-in/", {"username": "xiean", "password": "anfang-und-mitte-9"})
    assert entered.status_code == 302


def test_afterwards_it_is_closed_for_ever(browser, cast):
    assert cast.nobody
    for name in STEPS:
        assert browser.get(step(name))["Location"] == "/sign-in/"
        assert browser.post(step(name), STEPS[name])["Location"] == "/sign-in/"
    with pytest.raises(DomainError):
        set_up(SetUp(company="X", admin_name="X"))


def test_no_step_can_be_skipped(browser):
    assert browser.get(step("calendar"))["Location"] == step("company")
    browser.post(step("calendar"), STEPS["calendar"])
    assert not User.objects.exists()


def test_wrong_entries_are_named_and_nothing_is_made(browser):
    assert browser.post(step("company"), {"company": ""}).status_code == 422
    weak = {**STEPS["administrator"], "password1": "12345", "password2": "12345"}
    assert browser.post(step("administrator"), weak).status_code == 422
    differ = {**STEPS["administrator"], "password2": "other"}
    assert browser.post(step("administrator"), differ).status_code == 422
    late = {**STEPS["calendar"], "morning_to": "08:00"}
    assert browser.post(step("calendar"), late).status_code == 422
    assert not User.objects.exists()


def test_the_password_never_lies_in_the_session_in_clear(browser):
    browser.post(step("administrator"), STEPS["administrator"])
    assert "anfang" not in str(dict(browser.session))


MAIL = {
    "host": "127.0.0.1",
    "port": "25",
    "security": "none",
    "user_name": "crm",
    "password": "post-geheim",
    "sender": "crm@example.com",
}


@pytest.fixture
def by_wire(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""


def test_a_mail_server_that_refuses_is_reported_and_not_kept(browser, by_wire):
    tried = {**MAIL, "port": "1", "test_address": "a@example.com", "verb": "test"}
    assert browser.post(step("mail"), tried).status_code == 422
    assert "mail" not in browser.session.get("first_run", {})


def test_the_mail_server_of_the_wizard_is_tried_kept_and_used(browser, by_wire):
    with mail_server() as server:
        for name in ("company", "departments", "administrator"):
            browser.post(step(name), STEPS[name])
        facts = {**MAIL, "port": str(server.server_address[1])}
        page = browser.post(step("mail"), {**facts, "test_address": "a@example.com", "verb": "test"})
        assert page.status_code == 200 and len(server.taken) == 1
        assert "post-geheim" not in page.content.decode() and "post-geheim" not in str(dict(browser.session))
        browser.post(step("mail"), {**facts, "password": ""})
        assert "post-geheim" not in browser.get(step("mail")).content.decode()
        assert browser.post(step("calendar"), STEPS["calendar"]).status_code == 200
        outbox.enqueue("mail", "b@example.com", subject="Hello", body="text")
        assert outbox.deliver_due() == {"sent": 1, "failed": 0}
        assert base64.b64decode(server.logins[-1]).endswith(b"\0post-geheim")


def test_a_password_does_not_go_to_another_server_than_it_was_entered_for(browser, by_wire):
    browser.post(step("mail"), MAIL)
    browser.post(step("mail"), {**MAIL, "host": "mx.example.net", "password": ""})
    assert browser.session["first_run"]["mail"]["sealed_password"] == ""


def test_the_wizard_says_so_where_the_environment_names_the_mail_server(browser, by_wire, settings):
    settings.EMAIL_HOST = "mx.example.org"
    for name in ("company", "departments", "administrator"):
        browser.post(step(name), STEPS[name])
    page = browser.get(step("mail")).content.decode()
    assert "mx.example.org" in page and 'name="host"' not in page
    assert browser.post(step("mail"), {}).status_code == 302
    assert browser.post(step("calendar"), STEPS["calendar"]).status_code == 200
    assert mail.stored().host == ""


def test_an_unknown_step_is_not_found(browser):
    assert browser.get(step("nonsense")).status_code == 404


def test_a_department_s_name_that_is_too_long_is_named(browser):
    browser.post(step("company"), STEPS["company"])
    long = "中" * 61
    answer = browser.post(step("departments"), {"departments": f"业务部\n财务部／{long}"})
    assert answer.status_code == 422 and f"“{long[:20]}…”" in answer.content.decode()
    fitting = "中" * 40
    answer = browser.post(step("departments"), {"departments": f"{fitting}／{fitting}"})
    assert answer.status_code == 302
