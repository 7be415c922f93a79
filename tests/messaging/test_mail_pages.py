"""Mail on the pages: within reach, begun from what is known, filled from a list of words and nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.events import employee_left
from accounts.services.token import create_token
from contacts.services.ownership import transfer_customers
from core.errors import DomainError
from messaging.models import MailAccount, MailMessage, MailTemplate
from messaging.placeholders import fill
from messaging.services.arrival import keep
from messaging.services.handling import place_with
from messaging.services.template import save_template
from records.models import Attachment
from records.services.attachments import attach
from tests import factories

from .mails import mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast):
    return factories.make_customer("东岭重卡", cast.rep)


@pytest.fixture
def person(customer):
    return factories.make_contact(customer, "李工", email="li@dongling.example")


def box(cast, owner=None, **facts):
    given = (
        {"purpose": "personal", "owner": owner} if owner else {"purpose": "shared", "department": cast.east}
    )
    return MailAccount.objects.create(
        name="箱", address=f"box{factories.number()}@haili.example", **{**given, **facts}
    )


def test_private_mail_is_read_by_its_person_alone(cast, person):
    own = box(cast, cast.rep)
    private = keep(own, mail(sender="friend@home.example", number="p@home.example"))
    business = keep(own, mail(sender=person.email, number="b@home.example"))
    who = ("rep", "manager", "executive", "other_rep", "colleague")
    seen = {
        name: [
            MailMessage.objects.visible_to(getattr(cast, name)).filter(pk=row.pk).exists()
            for row in (private, business)
        ]
        for name in who
    }
    assert seen == {
        "rep": [True, True], "manager": [False, True], "executive": [False, True], "other_rep": [False, False],
        "colleague": [False, False],
    }  # fmt: skip


def test_opening_a_mail_marks_it_as_read_and_shows_it_without_pictures(cast, client):
    kept = keep(
        box(cast, cast.rep),
        b"From: a@b.example\r\nMessage-ID: <x@b>\r\nContent-Type: text/html\r\n\r\n"
        b'<p>Hello</p><img src="https://evil.example/p.gif"><script>alert(1)</script>',
    )
    assert kept.status == "unread"
    client.force_login(cast.rep)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "<p>Hello</p>" in page and "evil.example" not in page and "alert(1)" not in page
    kept.refresh_from_db()
    assert kept.status == "open"


def test_an_answer_quotes_joins_the_thread_and_closes_the_question(cast, client, person):
    asked = keep(box(cast, cast.rep), mail(sender=person.email))
    client.force_login(cast.rep)
    url = reverse("messaging:mail_answer", args=[asked.pk])
    page = client.get(url).content.decode()
    assert "&gt; 请报价 HL-22220CA 200 套。" in page and 'value="Re: 询价"' in page
    given = {"recipients": asked.sender, "subject": "Re: 询价", "body": "好的", "replies_to": asked.pk}
    assert client.post(url, given).status_code == 302
    answer = MailMessage.objects.get(direction="out")
    asked.refresh_from_db()
    assert answer.thread == asked.thread and asked.status == "answered"


def test_a_letter_is_begun_with_customer_person_template_and_files(cast, client, customer, person):
    drawing = attach(customer, SimpleUploadedFile("图纸.pdf", b"%PDF"), by=cast.rep)
    template = save_template(
        MailTemplate(
            name="跟进", subject="致 {customer}", body="{contact}，您好！{unknown}".replace("{unknown}", "")
        ),
        by=cast.manager,
    )
    client.force_login(cast.rep)
    url = reverse("messaging:mail_create")
    page = client.get(
        url, {"customer": customer.pk, "contact": person.pk, "template": template.pk}
    ).content.decode()
    assert (
        "致 东岭重卡" in page
        and "李工，您好！" in page
        and "li@dongling.example" in page
        and "图纸.pdf" in page
    )
    given = {
        "recipients": "", "customer": customer.pk, "contact": person.pk, "subject": "报价", "body": "见附件",
        "kept": [drawing.pk], "files": SimpleUploadedFile("报价.pdf", b"%PDF-1"),
    }  # fmt: skip
    assert client.post(url, given).status_code == 302
    letter = MailMessage.objects.get()
    assert letter.recipients.endswith("<li@dongling.example>") and letter.status == "waiting"
    kept = Attachment.objects.exclude(pk=drawing.pk).order_by("name").values_list("name", flat=True)
    assert list(kept) == ["图纸.pdf", "报价.pdf"] or set(kept) == {"图纸.pdf", "报价.pdf"}
    assert "报价" in client.get(f"{customer.get_absolute_url()}?tab=mail").content.decode()
    assert "报价" in client.get(f"{customer.get_absolute_url()}").content.decode()


def test_what_was_typed_stays_where_a_letter_is_refused(cast, client):
    client.force_login(cast.rep)
    answer = client.post(
        reverse("messaging:mail_create"), {"recipients": "nonsense", "subject": "s", "body": "长信"}
    )
    assert answer.status_code == 422 and "长信" in answer.content.decode()
    assert not MailMessage.objects.exists()


def test_a_file_or_a_record_of_strangers_is_not_sent(cast, client):
    foreign = factories.make_customer("南方阀门", cast.other_rep)
    secret = attach(foreign, SimpleUploadedFile("机密.pdf", b"%PDF"), by=cast.other_rep)
    client.force_login(cast.rep)
    answer = client.post(
        reverse("messaging:mail_create"),
        {
            "recipients": "a@b.example",
            "subject": "s",
            "body": "b",
            "kept": [secret.pk],
            "customer": foreign.pk,
        },
    )
    assert answer.status_code == 422 and not MailMessage.objects.exists()
    client.post(
        reverse("messaging:mail_create"),
        {"recipients": "a@b.example", "subject": "s", "body": "b", "about": f"customers:{foreign.pk}"},
    )
    assert MailMessage.objects.get().about is None


def test_nobody_writes_from_anothers_mailbox(cast, client):
    other = box(cast, cast.other_rep)
    client.force_login(cast.rep)
    answer = client.post(
        reverse("messaging:mail_create"),
        {"recipients": "a@b.example", "subject": "s", "body": "b", "account": other.pk},
    )
    assert answer.status_code == 422 and not MailMessage.objects.exists()


def test_where_a_mail_belongs_is_said_for_its_whole_thread(cast, customer, person):
    shared = box(cast)
    first = keep(shared, mail(sender="unknown@web.example"))
    second = keep(shared, mail(sender="unknown@web.example", number="2@x", In_Reply_To="<1@newfan.example>"))
    place_with(first, customer=None, contact=person, by=cast.rep)
    second.refresh_from_db()
    assert second.customer == customer and second.owner == cast.rep
    other = factories.make_customer("别家", cast.rep)
    with pytest.raises(DomainError):
        place_with(first, customer=other, contact=person, by=cast.rep)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% load x %}",
        "{me.password}",
        "{me!r}",
        "{0}",
        "{me:>9}",
        "${me.__class__}",
        "{__class__}",
        "#{7*7}",
    ],
)
def test_a_template_evaluates_nothing(text):
    assert "49" not in fill(text, {"me": "张"}) and "password" not in fill(text, {"me": "张"}).replace(
        "{me.password}", ""
    )
    assert fill(text, {"me": "张"}).replace("张", "{me}") == text


def test_a_value_is_not_filled_again():
    assert fill("{customer} {me}", {"customer": "{me}", "me": "张"}) == "{me} 张"


def test_a_place_that_nothing_fills_is_refused_when_the_template_is_kept(cast):
    with pytest.raises(DomainError) as refusal:
        save_template(MailTemplate(name="x", subject="s", body="{custmer}"), by=cast.manager)
    assert refusal.value.field == "body"


def test_the_api_sends_a_letter(cast, client):
    _token, secret = create_token(cast.rep, "t", by=cast.rep, scope="write")
    answer = client.post(
        "/api/v1/mails",
        {"recipients": "a@b.example", "subject": "s", "body": "b"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 201, answer.content
    assert MailMessage.objects.get().owner == cast.rep


def test_mail_follows_its_customer_to_another_owner(
    cast, customer, person, django_capture_on_commit_callbacks
):
    waits = keep(box(cast, cast.rep), mail(sender=person.email))
    done = keep(box(cast, cast.rep), mail(sender=person.email, number="2@x"))
    MailMessage.objects.filter(pk=done.pk).update(status="answered")
    with django_capture_on_commit_callbacks(execute=True):
        transfer_customers([customer], to=cast.other_rep, by=cast.manager, reason="调整")
    waits.refresh_from_db()
    done.refresh_from_db()
    assert (waits.owner, done.owner) == (cast.other_rep, cast.rep)
    assert waits.department == done.department == cast.south
    assert MailMessage.objects.visible_to(cast.other_manager).count() == 2


def test_the_mailbox_of_who_has_left_is_no_longer_read(cast):
    account = box(cast, cast.rep)
    employee_left.send(sender=None, employee=cast.rep.employee, on=None)
    account.refresh_from_db()
    assert not account.is_active
