"""The tabs of a mail, and those that mail adds to the pages of customers, people and whatever letters are about."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from contacts.tabs import changes, files
from records import attachments, gate
from records.tabs import Tab

from .models import MailMessage
from .selectors.threads import mails_of, thread_of
from .subjects import name_of

SHOWN = 50


def message(mail: MailMessage, request: HttpRequest) -> dict[str, Any]:
    return {"thread": thread_of(mail, request.user), "attachments": attachments.of(mail), "now": mail}


def own_files(mail: MailMessage, request: HttpRequest) -> dict[str, Any]:
    """What came with a mail stays as it came."""
    return {**files(mail, request), "may_change": False}


def with_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    return {
        "mails": mails_of(customer, request.user)[:SHOWN],
        "write_url": write_url(request.user, customer=customer.pk),
    }


def with_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    return {
        "mails": mails_of(contact, request.user)[:SHOWN],
        "write_url": write_url(request.user, customer=contact.customer_id, contact=contact.pk),
    }


def about(subject: Any, request: HttpRequest) -> dict[str, Any]:
    """Letters about a record, whose type may be any."""
    rows = MailMessage.objects.visible_to(request.user).filter(
        about_type=ContentType.objects.get_for_model(subject), about_id=subject.pk
    )
    known = {"about": name_of(subject)}
    if getattr(subject, "customer_id", None):
        known["customer"] = subject.customer_id
    return {
        "mails": rows.defer("body", "html").select_related("owner").order_by("-at", "-pk")[:SHOWN],
        "write_url": write_url(request.user, **known),
    }


def write_url(user: Any, **known: Any) -> str:
    """Where a letter is begun with what is known; empty for whoever writes none."""
    if not gate.allowed(user, MailMessage, "add"):
        return ""
    return f"{reverse('messaging:mail_create')}?{urlencode(known)}"


MAIL_TABS = (
    Tab(name="message", label=_("Mail"), template="messaging/tabs/message.html", context=message, order=10),
    Tab(name="files", label=_("Files"), template="contacts/tabs/files.html", context=own_files, order=90),
    Tab(name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95),
)
OF_CUSTOMER = Tab(
    name="mail",
    label=_("Mail"),
    template="messaging/tabs/mails.html",
    context=with_customer,
    permission="messaging.view_mailmessage",
    order=62,
)
OF_CONTACT = Tab(
    name="mail",
    label=_("Mail"),
    template="messaging/tabs/mails.html",
    context=with_contact,
    permission="messaging.view_mailmessage",
    order=50,
)
OF_RECORD = Tab(
    name="mail",
    label=_("Mail"),
    template="messaging/tabs/mails.html",
    context=about,
    permission="messaging.view_mailmessage",
    order=62,
)
