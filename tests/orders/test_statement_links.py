"""A statement behind a link: the buyer reads and answers it without signing in, once, and nothing else is open to him."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Customer
from core import clock, outbox
from core.errors import DomainError
from core.models import ActionLog, OutboxItem
from messaging.models import MailMessage
from orders.models import Statement, StatementLine, StatementLink, StatementReply, StatementView
from orders.services import statement_link as service
from orders.services.statement import answer_statement, close_statement
from reminders.models import Notification
from tests import factories
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db
SAID = {"name": "王芳", "status": "confirmed"}


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("青屿造船", cast.rep, email="buyer@qingyu.example.com")


@pytest.fixture
def statement(cast: Any, customer: Customer) -> Statement:
    return make_statement(customer)


def make_statement(customer: Customer, number: str = "DZ2026080001") -> Statement:
    row = Statement(customer=customer, number=number, month=date(2026, 8, 1), currency="CNY")
    row.opening, row.goods, row.receipts, row.closing = (
        Decimal(100),
        Decimal(1130),
        Decimal(30),
        Decimal(1200),
    )
    row.returns = row.claims = Decimal(0)
    row.owner, row.department = customer.owner, customer.department
    row.save()
    for day, document, kind, amount in (
        (12, "YS26-00012", "goods", "1130.00"),
        (20, "HK26-00003", "receipt", "30.00"),
    ):
        StatementLine(
            statement=row,
            kind=kind,
            day=date(2026, 8, day),
            document_no=document,
            amount=Decimal(amount),
        ).save()
    return row


def page_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(statement: Statement, by: Any, **facts: Any) -> tuple[StatementLink, str]:
    return service.open_statement_link(statement, by=by, **facts)


def place(token: str, query: str = "") -> str:
    return reverse("orders:statement_page", args=[token]) + query


def told(user: Any) -> list[str]:
    return [row.text for row in Notification.objects.filter(recipient=user)]


# -- the link ---------------------------------------------------------------------------------------------------
def test_the_page_is_open_private_and_tells_this_statement_alone(cast: Any, statement: Statement) -> None:
    other = make_statement(factories.make_customer("别家船厂", cast.rep), "DZ2026080002")
    _link, token = opened(statement, cast.finance, recipient="王芳")
    answer = Client().get(place(token))
    text = answer.content.decode()
    assert answer.status_code == 200 and "YS26-00012" in text and "1,200.00" in text
    assert other.number not in text and "别家船厂" not in text
    assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
    # The form is posted from here: the browser must be allowed to say from where, to us alone.
    assert answer["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in answer.cookies and "<script" not in text
    assert Client().get(reverse("orders:statement_page_pdf", args=[token])).content[:5] == b"%PDF-"
    statement.refresh_from_db()
    assert statement.status == "sent" and StatementView.objects.count() == 2


def test_only_a_digest_is_kept(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    assert token not in str(StatementLink.objects.values().get())
    assert token not in str(list(ActionLog.objects.values()))


def test_the_page_speaks_both_languages_and_the_reader_may_change(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance, language="en")
    assert "Statement of account" in Client().get(place(token)).content.decode()
    chinese = Client().get(place(token, "?lang=zh")).content.decode()
    assert '<html lang="zh-CN">' in chinese and "?lang=en" in chinese


@pytest.mark.parametrize("how", ["expired", "revoked", "deleted", "wrong", "draft"])
def test_a_link_that_counts_no_more_is_as_one_that_never_was(
    cast: Any, statement: Statement, how: str
) -> None:
    link, token = opened(statement, cast.finance, days=2)
    if how == "revoked":
        service.revoke_statement_link(link, by=cast.finance)
    elif how == "deleted":
        Statement.objects.filter(pk=statement.pk).update(is_deleted=True)
    elif how == "draft":
        Statement.objects.filter(pk=statement.pk).update(status="draft")
    token = "x" * 32 if how == "wrong" else token
    with clock.at(clock.now() + timedelta(days=3 if how == "expired" else 0)):
        for answer in (Client().get(place(token)), Client().post(place(token), SAID)):
            assert answer.status_code == 404
    assert not StatementReply.objects.exists()


def test_a_settled_statement_gets_no_link(cast: Any, statement: Statement) -> None:
    opened(statement, cast.finance)
    answer_statement(statement, by=cast.finance, status="confirmed")
    with pytest.raises(DomainError):
        opened(statement, cast.finance)


def test_reader_and_prober_are_slowed_down(cast: Any, statement: Statement) -> None:
    link, token = opened(statement, cast.finance)
    for _turn in range(60):
        assert Client().post(place(token), {**SAID, "name": ""}).status_code == 422
        StatementView.objects.create(link=link, at=clock.now())
    assert Client().get(place(token)).status_code == 429
    assert Client().post(place(token), SAID).status_code == 429
    statement.refresh_from_db()
    assert statement.status == "sent"


# -- the answer -------------------------------------------------------------------------------------------------
def test_the_answer_is_the_customers_own_and_owner_and_finance_are_told(
    cast: Any, statement: Statement
) -> None:
    link, token = opened(statement, cast.finance, recipient="王芳")
    answer = Client().post(place(token), SAID, HTTP_USER_AGENT="Firefox", REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == 303 and answer["Location"] == place(token)
    statement.refresh_from_db()
    reply = StatementReply.objects.get()
    assert statement.status == "confirmed" and statement.answered_at == reply.at
    assert (reply.name, reply.ip, reply.agent, reply.link, reply.by) == (
        "王芳", "203.0.113.9", "Firefox", link, None
    )  # fmt: skip
    assert any("王芳" in text for text in told(cast.rep)) and any(
        "王芳" in text for text in told(cast.finance)
    )
    noted = ActionLog.objects.get(verb="orders.statement_confirmed")
    assert noted.actor_id is None and noted.data["answered_by"] == "王芳"
    thanks = Client().get(place(token)).content.decode()
    assert "王芳" in thanks and "<textarea" not in thanks


def test_lines_are_disputed_with_words(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    line = statement.positions.get(document_no="YS26-00012")
    said = {"name": "王芳", "status": "disputed", f"line_{line.pk}": "少收 2 套"}
    assert Client().post(place(token), said).status_code == 303
    statement.refresh_from_db()
    assert statement.status == "disputed" and statement.answer == "YS26-00012: 少收 2 套"
    assert StatementReply.objects.get().lines == {str(line.pk): "少收 2 套"}
    shown = page_of(cast.finance).get(f"{statement.get_absolute_url()}?tab=sendings").content.decode()
    assert "少收 2 套" in shown and "王芳" in shown


@pytest.mark.parametrize(
    "given",
    [
        {"status": "confirmed"},
        {"name": "  ", "status": "confirmed"},
        {"name": "王芳"},
        {"name": "王芳", "status": "closed"},
        {"name": "王芳", "status": "disputed"},
        {"name": "王" * 81, "status": "confirmed"},
        {"name": "王芳", "status": "disputed", "text": "x" * 401},
    ],
)
def test_an_answer_that_says_nothing_is_asked_again(
    cast: Any, statement: Statement, given: dict[str, str]
) -> None:
    _link, token = opened(statement, cast.finance)
    assert Client().post(place(token), given).status_code == 422
    statement.refresh_from_db()
    assert statement.status == "sent" and not StatementReply.objects.exists()


def test_who_marks_a_line_does_not_confirm(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    line = statement.positions.first()
    given = {**SAID, f"line_{line.pk}": "不对"}
    assert Client().post(place(token), given).status_code == 422
    statement.refresh_from_db()
    assert statement.status == "sent"


def test_lines_of_other_statements_are_not_touched(cast: Any, statement: Statement) -> None:
    other = make_statement(factories.make_customer("别家船厂", cast.rep), "DZ2026080002")
    link, token = opened(statement, cast.finance)
    foreign = other.positions.first()
    given = {"name": "王芳", "status": "disputed", f"line_{foreign.pk}": "x"}
    assert Client().post(place(token), given).status_code == 422
    service.answer_by_link(link, name="王芳", status="disputed", text="不对", lines={foreign.pk: "x"})
    assert StatementReply.objects.get().lines == {}


def test_a_second_answer_is_refused_kindly(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    _other, second = opened(statement, cast.finance)
    Client().post(place(token), SAID)
    again = Client().post(place(second), {"name": "李强", "status": "disputed", "text": "不对"})
    assert again.status_code == 409 and "王芳" in again.content.decode()
    statement.refresh_from_db()
    assert statement.status == "confirmed" and StatementReply.objects.count() == 1


def test_sent_again_after_a_dispute_it_may_be_answered_again(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    Client().post(place(token), {"name": "王芳", "status": "disputed", "text": "少记退货"})
    _link, second = opened(statement, cast.finance)
    assert Client().post(place(second), SAID).status_code == 303
    statement.refresh_from_db()
    assert statement.status == "confirmed"
    assert [row.status for row in statement.replies.order_by("pk")] == ["disputed", "confirmed"]


def test_a_statement_that_was_closed_meanwhile_is_not_answered(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    close_statement(statement, by=cast.finance)
    assert Client().post(place(token), SAID).status_code == 409


def test_the_form_token_is_asked_for(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(place(token), SAID).status_code == 403
    page = strict.get(place(token)).content.decode()
    given = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert given is not None
    assert strict.post(place(token), {**SAID, "csrfmiddlewaretoken": given[1]}).status_code == 303


def test_what_a_reader_writes_is_only_text(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    bad = "<script>alert(1)</script>"
    Client().post(place(token), {"name": bad, "status": "disputed", "text": bad})
    for page in (
        Client().get(place(token)),
        page_of(cast.finance).get(f"{statement.get_absolute_url()}?tab=sendings"),
        page_of(cast.finance).get(statement.get_absolute_url()),
    ):
        assert bad not in page.content.decode()


def test_what_we_write_down_for_him_is_told_apart(cast: Any, statement: Statement) -> None:
    opened(statement, cast.finance)
    answer_statement(statement, by=cast.finance, status="confirmed", answer="电话确认")
    reply = StatementReply.objects.get()
    assert (reply.by, reply.link, reply.name, reply.text) == (cast.finance, None, "", "电话确认")
    with pytest.raises(TypeError):
        reply.save()


# -- the letter -------------------------------------------------------------------------------------------------
def test_the_letter_brings_the_link_and_what_is_kept_does_not(
    cast: Any, statement: Statement, mailoutbox: Any
) -> None:
    client = page_of(cast.finance)
    url = reverse("orders:statement_mail", args=[statement.pk])
    assert "buyer@qingyu.example.com" in client.get(url).content.decode()
    letter = {
        "to": "buyer@qingyu.example.com", "language": "en", "subject": "Statement", "body": "Please read {link} soon",
    }  # fmt: skip
    assert client.post(url, letter).status_code == 302
    statement.refresh_from_db()
    kept = MailMessage.objects.get()
    link = StatementLink.objects.get()
    assert statement.status == "sent" and link.language == "en" and kept.customer_id == statement.customer_id
    assert "/s/" in kept.body and f"{link.hint}…" in kept.body
    outbox.deliver_due()
    (mail,) = mailoutbox
    found = re.search(r"/s/([\w-]+)/ soon", mail.body)
    assert found is not None and service.statement_link_of(found[1]) == link
    assert mail.attachments and found[1] not in kept.body
    assert found[1] not in str(list(OutboxItem.objects.values()))
    assert "sealed" not in OutboxItem.objects.get(channel="letter").payload


def test_a_strange_address_wants_a_reason(cast: Any, statement: Statement) -> None:
    client = page_of(cast.finance)
    url = reverse("orders:statement_mail", args=[statement.pk])
    letter = {"to": "li@elsewhere.example.org", "language": "en", "subject": "S", "body": "x"}
    assert client.post(url, letter).status_code == 422
    assert not StatementLink.objects.exists() and not MailMessage.objects.exists()
    assert client.post(url, {**letter, "reason": "代理记账公司"}).status_code == 302


def test_who_may_not_send_statements_opens_no_link(cast: Any, statement: Statement) -> None:
    link, _token = opened(statement, cast.finance)
    client = page_of(cast.rep)
    for name, args in (
        ("statement_mail", [statement.pk]),
        ("statement_link", [statement.pk]),
        ("statement_link_revoke", [statement.pk, link.pk]),
    ):
        assert client.get(reverse(f"orders:{name}", args=args)).status_code == 403
        assert client.post(reverse(f"orders:{name}", args=args), {"language": "en"}).status_code == 403
    assert StatementLink.objects.get().is_open


def test_a_link_is_opened_and_revoked_on_the_page(cast: Any, statement: Statement) -> None:
    client = page_of(cast.finance)
    shown = client.post(reverse("orders:statement_link", args=[statement.pk]), {"language": "zh-hans"})
    token = re.search(r"/s/([\w-]+)/", shown.content.decode())
    assert token is not None and Client().get(place(token[1])).status_code == 200
    link = StatementLink.objects.get()
    other = make_statement(factories.make_customer("别家船厂", cast.rep), "DZ2026080002")
    assert client.post(reverse("orders:statement_link_revoke", args=[other.pk, link.pk])).status_code == 409
    assert (
        client.post(reverse("orders:statement_link_revoke", args=[statement.pk, link.pk])).status_code == 302
    )
    assert Client().get(place(token[1])).status_code == 404


@pytest.mark.slow
@pytest.mark.xdist_group("races")
@pytest.mark.django_db(transaction=True)
def test_two_people_who_answer_at_once_leave_one_answer(cast: Any) -> None:
    statement = make_statement(factories.make_customer("青屿造船", cast.rep))
    link, _token = opened(statement, cast.finance)
    outcomes = at_once(
        lambda: service.answer_by_link(link, name="王芳", status="confirmed"),
        lambda: service.answer_by_link(link, name="李强", status="disputed", text="不对"),
    )
    assert [refusal.code for refusal in refusals(outcomes)] == ["answered"]
    assert StatementReply.objects.get().status == Statement.objects.get().status


def test_opening_balance_and_lines_come_to_the_closing_balance_as_they_are_shown(
    cast: Any, statement: Statement
) -> None:
    effects = [line.effect for line in statement.positions.all()]
    assert statement.opening + sum(effects) == statement.closing
    _link, token = opened(statement, cast.finance)
    text = Client().get(place(token)).content.decode()
    assert text.count("-30.00") == 2  # in the sums and in its line
    assert "-30.00" in page_of(cast.rep).get(statement.get_absolute_url()).content.decode()


def test_what_is_disputed_stands_on_both_sides_pages(cast: Any, statement: Statement) -> None:
    _link, token = opened(statement, cast.finance)
    line = statement.positions.get(kind="receipt")
    Client().post(
        place(token), {"name": "王芳", "status": "disputed", f"line_{line.pk}": "付了50元", "text": "请核对"}
    )
    for page in (Client().get(place(token)), page_of(cast.rep).get(statement.get_absolute_url())):
        assert "付了50元" in page.content.decode() and "请核对" in page.content.decode()


def test_the_form_of_the_letter_speaks_its_writers_language(cast: Any, statement: Statement) -> None:
    cast.finance.language = "en"
    cast.finance.save()
    text = page_of(cast.finance).get(reverse("orders:statement_mail", args=[statement.pk])).content.decode()
    assert "{link} stands for the address" in text
