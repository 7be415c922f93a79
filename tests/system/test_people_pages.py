import re

import pytest
from django.urls import reverse

from accounts.models import Department, Employee, Role, UserSession
from core import actions, clock
from core.models import ActionLog
from records.models import BulkRun
from tests.factories import make_customer, make_department, make_employee

LIST = "/system/employees/"


def form_of(employee, **changes):
    facts = {
        "no": employee.no,
        "name": employee.user.name,
        "username": employee.user.username,
        "department": employee.department_id,
    }
    return {**facts, **changes}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_address_book_opens_for_staff_in_both_languages(cast, sign_in, language):
    cast.rep.language = language
    cast.rep.save()
    client = sign_in(cast.rep)
    page = client.get(LIST)
    assert page.status_code == 200 and cast.rep.name in page.content.decode()
    assert client.get(cast.manager.employee.get_absolute_url()).status_code == 200
    assert client.get(reverse("system:department_tree")).status_code == 200
    assert client.get(cast.east.get_absolute_url()).status_code == 200


def test_a_reader_of_the_address_book_changes_nothing(cast, sign_in):
    client, pk = sign_in(cast.rep), cast.manager.employee.pk
    for name in ("edit", "roles", "rate", "reset_password"):
        assert client.get(reverse(f"system:employee_{name}", args=[pk])).status_code == 403
    assert client.get(reverse("system:employee_status", args=[pk, "disabled"])).status_code == 403
    assert client.get(reverse("system:employee_create")).status_code == 403
    assert client.post(reverse("system:department_drop", args=[cast.east.pk])).status_code == 403
    detail = client.get(f"{cast.manager.employee.get_absolute_url()}?tab=sign-in").content.decode()
    assert cast.manager.username not in re.sub(r"<[^>]*>", "", detail).split()


def test_a_dealer_and_a_person_without_role_see_no_address_book(cast, sign_in):
    for user in (cast.dealer, cast.nobody):
        assert sign_in(user).get(LIST).status_code == 403


def test_an_administrator_hires_by_the_form_and_finds_the_person_by_initials(cast, sign_in):
    client = sign_in(cast.admin)
    create = reverse("system:employee_create")
    assert client.get(create).status_code == 200
    facts = {"name": "覃雪梅", "no": "N77", "department": cast.east.pk, "mobile": "13800001234"}
    facts["roles"] = ["rep"]
    assert client.post(create, facts).status_code == 302
    person = Employee.objects.get(no="N77")
    assert person.user.username == "qinxuemei" and person.user.roles.get().code == "rep"
    for words in ("qxm", "雪梅", "1234", "N77"):
        assert "覃雪梅" in client.get(LIST, {"q": words}).content.decode(), words
    answer = client.post(create, facts)
    assert answer.status_code == 422 and "覃雪梅" in answer.content.decode()


def test_an_edit_keeps_what_was_not_asked_and_moves_by_the_service(cast, sign_in):
    employee = cast.rep.employee
    client = sign_in(cast.admin)
    edit = reverse("system:employee_edit", args=[employee.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, form_of(employee, department=cast.south.pk)).status_code == 302
    employee.refresh_from_db()
    assert employee.department == cast.south
    assert ActionLog.objects.filter(verb="accounts.employee_moved").exists()


def test_the_page_of_disabling_names_what_must_be_handed_over_and_refuses(cast, sign_in):
    make_customer("甲公司", owner=cast.rep)
    client = sign_in(cast.admin)
    page = reverse("system:employee_status", args=[cast.rep.employee.pk, "disabled"])
    assert "notice-warning" in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 409
    cast.rep.refresh_from_db()
    assert cast.rep.is_active


def test_disabling_and_enabling_by_the_page(cast, sign_in):
    client, employee = sign_in(cast.admin), cast.other_rep.employee
    for status, is_active in (("disabled", False), ("active", True)):
        page = reverse("system:employee_status", args=[employee.pk, status])
        assert client.get(page).status_code == 200
        assert client.post(page, {"reason": "x"}).status_code == 302
        cast.other_rep.refresh_from_db()
        assert cast.other_rep.is_active is is_active
    assert client.get(reverse("system:employee_status", args=[employee.pk, "king"])).status_code == 404


def test_roles_are_set_on_the_page_and_one_s_own_are_refused(cast, sign_in):
    client = sign_in(cast.security)
    page = reverse("system:employee_roles", args=[cast.nobody.employee.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"roles": ["rep", "mkt"]}).status_code == 302
    assert set(cast.nobody.roles.values_list("code", flat=True)) == {"rep", "mkt"}
    own = reverse("system:employee_roles", args=[cast.security.employee.pk])
    assert client.post(own, {"roles": ["exe"]}).status_code == 409


def test_many_people_get_roles_in_one_action_and_the_refused_ones_are_named(cast, sign_in):
    client = sign_in(cast.security)
    people = [make_employee(None, cast.office) for _number in range(3)]
    page = reverse("records:bulk", args=["employees", "authorise"])
    ids = [user.employee.pk for user in people]
    asked = client.post(page, {"ids": ids})
    assert asked.status_code == 200
    done = client.post(page, {"ids": ids, "confirmed": "1", "add": ["mkt"]}, follow=True).content.decode()
    assert all(user.roles.filter(code="mkt").exists() and user.name in done for user in people)
    given = {"ids": [*ids, cast.security.employee.pk], "confirmed": "1", "add": ["fin"], "remove": ["mkt"]}
    answer = client.post(page, given, follow=True)
    run = BulkRun.objects.first()
    assert answer.redirect_chain == [(reverse("records:bulk_run", args=[run.pk]), 302)]
    told = {row["label"]: row for row in run.results}
    assert (run.changed, run.refused) == (3, 1)
    assert not told[str(cast.security.employee)]["is_done"] and told[str(cast.security.employee)]["note"]
    names = dict(Role.objects.values_list("code", "name"))
    for user in people:
        note = told[str(user.employee)]["note"]
        assert names["fin"] in note and names["mkt"] in note
        assert set(user.roles.values_list("code", flat=True)) == {"fin"}
    assert "不能" in answer.content.decode() or "own roles" in answer.content.decode()


def test_a_reset_shows_the_password_once(cast, sign_in):
    client = sign_in(cast.admin)
    page = reverse("system:employee_reset_password", args=[cast.rep.employee.pk])
    assert client.get(page).status_code == 200
    answer = client.post(page).content.decode()
    password = re.search(r"<code>([^<]+)</code>", answer)[1]
    cast.rep.refresh_from_db()
    assert cast.rep.check_password(password)


def test_an_administrator_ends_somebody_s_sessions(cast, sign_in):
    victim, client = sign_in(cast.rep), sign_in(cast.admin)
    UserSession.objects.create(
        user=cast.rep, session_key=victim.session.session_key, started_at=clock.now(), seen_at=clock.now()
    )
    assert client.get(f"{cast.rep.employee.get_absolute_url()}?tab=sign-in").status_code == 200
    client.post(reverse("system:employee_sessions_end", args=[cast.rep.employee.pk]))
    assert victim.get(reverse("accounts:profile")).status_code == 302


def test_hr_sets_titles_and_coefficients_and_nothing_else(cast, sign_in):
    client, employee = sign_in(cast.hr), cast.rep.employee
    page = reverse("system:employee_rate", args=[employee.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"base_coef": "1.2"}).status_code == 302
    employee.refresh_from_db()
    assert str(employee.base_coef) == "1.2000"
    assert client.get(reverse("system:employee_edit", args=[employee.pk])).status_code == 403


def test_departments_are_added_edited_moved_and_dropped(cast, sign_in):
    client = sign_in(cast.admin)
    create = reverse("system:department_create")
    assert client.get(f"{create}?parent={cast.east.pk}").status_code == 200
    facts = {"code": "E1", "name": "一科", "parent": cast.east.pk, "kind": "sales", "sort": ""}
    assert client.post(create, facts).status_code == 302
    made = Department.objects.get(code="E1")
    assert made.path.startswith(cast.east.path)
    assert client.post(create, {**facts, "name": "二科"}).status_code == 422
    move = reverse("system:department_move", args=[made.pk])
    assert client.get(move).status_code == 200
    assert client.post(move, {"parent": cast.south.pk}).status_code == 302
    drop = reverse("system:department_drop", args=[cast.south.pk])
    refused = client.post(drop, {"parent": made.pk})
    assert refused.status_code == 409 and refused.json()["code"] == "cycle"
    assert client.post(drop, {"parent": cast.east.pk}).status_code == 200


def test_the_tree_asks_as_many_questions_for_thirty_departments_as_for_three(
    cast, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(cast.admin)
    page = reverse("system:department_tree")
    client.get(page)
    with django_assert_max_num_queries(20) as few:
        client.get(page)
    asked = len(few)
    for _number in range(30):
        make_department(parent=cast.east)
    client.get(page)  # new departments renew what is kept of rights
    with django_assert_num_queries(asked):
        client.get(page)


def test_the_list_asks_as_many_questions_for_thirty_people_as_for_three(
    cast, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    assert cast.rep and cast.manager
    client = sign_in(cast.admin)
    client.get(LIST)
    with django_assert_max_num_queries(30) as few:
        client.get(LIST)
    count = len(few)
    for _number in range(20):
        make_employee("rep", cast.south)
    client.get(LIST)  # rights are read anew once, as somebody got a role
    with django_assert_num_queries(count):
        client.get(LIST)


@pytest.mark.parametrize("who", ["admin", "auditor", "executive", "rep"])
def test_the_logs_open_within_the_reader_s_reach(cast, sign_in, who):
    from accounts.services.sign_in import log_attempt
    from core import actions

    actions.record("accounts.employee_created", cast.rep.employee, by=cast.other_rep)
    log_attempt("success", username="other_rep", user=cast.other_rep)
    client = sign_in(getattr(cast, who))
    operations = client.get("/system/logs/operations/").content.decode()
    sign_ins = client.get("/system/logs/sign-ins/").content.decode()
    for text in (operations, sign_ins):
        assert (cast.other_rep.name in text) is (who != "rep")
    assert cast.other_rep.name not in client.get("/system/logs/sign-ins/?outcome=locked").content.decode()
    found = client.get("/system/logs/sign-ins/?q=other_rep").content.decode()
    assert (cast.other_rep.name in found) is (who != "rep")


def test_the_log_tells_an_administrator_who_did_what_but_not_what_was_said(cast, sign_in):
    from core import actions

    customer = make_customer("绝密客户有限公司", owner=cast.rep)
    actions.record("contacts.customer_changed", customer, by=cast.rep, before="密")
    page = "/system/logs/operations/"
    seen = {
        who: sign_in(getattr(cast, who)).get(page).content.decode() for who in ("admin", "auditor", "rep")
    }
    assert cast.rep.name in seen["admin"] and "绝密" not in seen["admin"]
    assert "绝密" in seen["auditor"] and "绝密" in seen["rep"]
    found = sign_in(cast.admin).get(page, {"q": "绝密客户"}).content.decode()
    assert f"#{customer.pk}<" not in found


def test_the_log_names_the_road_of_each_action_in_words(cast, sign_in):
    actions.record("accounts.unlocked", cast.rep, by=cast.admin)
    ActionLog.objects.update(channel="job")
    page = sign_in(cast.auditor).get(reverse("system:operationlog_list") + "?columns=verb,channel")
    words = page.content.decode()
    assert str(ActionLog.Channel.JOB.label) in words and "<td>job" not in words
