"""The logs: found by person, day, verb, record and address, taken out by permission, changed by nobody."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.models import LoginLog
from accounts.services.sign_in import log_attempt
from core import actions, clock
from core.models import ActionLog
from core.operation import operation
from tests.factories import make_customer

pytestmark = pytest.mark.django_db
LIST, SIGN_INS = "/system/logs/operations/", "/system/logs/sign-ins/"


def shown(browser, page=LIST, **query):
    return set(browser.get(page, query).context["listing"].rows.values_list("pk", flat=True))


@pytest.fixture
def logged(cast):
    customer = make_customer("绝密客户有限公司", owner=cast.rep)
    ActionLog.objects.all().delete()
    with operation(user=cast.rep, ip="10.1.2.3"):
        actions.record("contacts.customer_changed", customer, by=cast.rep, before="密")
    with operation(user=cast.other_rep, ip="10.9.9.9"):
        actions.record("accounts.unlocked", None, by=cast.other_rep)
    return customer


def test_operations_are_found_by_person_verb_record_address_and_day(cast, sign_in, logged):
    browser = sign_in(cast.auditor)
    first = ActionLog.objects.get(verb="contacts.customer_changed").pk
    today = clock.today().isoformat()
    for query in (
        {"actor": cast.rep.pk},
        {"verb": "contacts.customer_changed"},
        {"kind": "contacts.customer"},
        {"record": "绝密"},
        {"record": f"#{logged.pk}", "kind": "contacts.customer"},
        {"ip": "10.1."},
    ):
        assert shown(browser, **query) == {first}, query
    assert first in shown(browser, at_min=today, at_max=today)
    assert first not in shown(browser, at_max="2020-01-01")


def test_who_does_not_read_the_record_finds_nothing_by_its_name(cast, sign_in, logged):
    first = ActionLog.objects.get(verb="contacts.customer_changed").pk
    assert first not in shown(sign_in(cast.admin), record="绝密")
    assert first in shown(sign_in(cast.admin), record=f"#{logged.pk}")


def exported(browser, name="operation-log"):
    answer = browser.get(reverse("records:export", args=[name]), {"format": "csv"})
    if answer.status_code != 200:
        return answer.status_code
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_log_is_taken_out_within_the_reader_s_reach(cast, sign_in, logged):
    assert exported(sign_in(cast.rep)) == 403
    everything = exported(sign_in(cast.auditor))
    assert any("绝密客户有限公司" in row for row in everything)
    told = exported(sign_in(cast.admin))
    assert len(told) >= 2 and not any("绝密" in cell for row in told for cell in row)
    of_manager = exported(sign_in(cast.manager))
    names = {cell for row in of_manager for cell in row}
    assert cast.rep.name in names and cast.other_rep.name not in names
    assert ActionLog.objects.filter(verb="records.exported", actor=cast.auditor).exists()


def test_sign_ins_are_found_by_person_outcome_and_address_and_taken_out(cast, sign_in):
    log_attempt("failure", username="stranger", user=None)
    LoginLog.objects.filter(username="stranger").update(ip="10.7.7.7")
    browser = sign_in(cast.auditor)
    wanted = LoginLog.objects.get(username="stranger").pk
    assert shown(browser, SIGN_INS, ip="10.7.") == {wanted}
    assert wanted in shown(browser, SIGN_INS, outcome="failure")
    assert wanted not in shown(browser, SIGN_INS, user=cast.rep.pk)
    assert any("stranger" in row for row in exported(browser, "login-log"))
    assert exported(sign_in(cast.rep), "login-log") == 403


def test_nobody_edits_or_deletes_the_log(cast, sign_in, logged):
    row = ActionLog.objects.first()
    for who in (cast.admin, cast.auditor, cast.security):
        browser = sign_in(who)
        for page in ("change", "delete"):
            answer = browser.post(reverse(f"admin:core_actionlog_{page}", args=[row.pk]), {"verb": "x"})
            assert answer.status_code == 403
    assert ActionLog.objects.filter(pk=row.pk, verb=row.verb).exists()


def test_the_administration_filters_by_verb_and_address_and_leads_to_the_list(cast, sign_in, logged):
    browser = sign_in(cast.auditor)
    page = browser.get("/admin/core/actionlog/", {"verb": "contacts.customer_changed"}).content.decode()
    assert "10.1.2.3" in page and "10.9.9.9" not in page
    assert "10.1.2.3" in browser.get("/admin/core/actionlog/", {"q": "10.1.2"}).content.decode()
    assert browser.get("/admin/core/actionlog/open_list").status_code in {301, 302}
