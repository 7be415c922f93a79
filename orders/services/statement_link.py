"""A statement behind a link: mailed to the customer's buyer, read by him without signing in, and answered by himself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from messaging.services.letter import Enclosure, send
from records import parameters
from records.services import open_links
from sales.mail_hosts import is_of_customer
from sales.models import Quote
from sales.selectors.quote_check import hosts_of
from sales.services.at_customer import locked

from ..models import Statement, StatementLine, StatementLink, StatementView
from ..parameters import STATEMENT_LINK_DAYS
from ..statement_pdf import pdf_of
from .reminding import head_of_kind
from .statement import answer_statement, send_statement

Status = Statement.Status
Address = Callable[[str], str]  # the whole address of a token
LONGEST_TEXT = 200


def open_statement_link(
    statement: Statement,
    *,
    by: Any,
    recipient: str = "",
    days: int | None = None,
    language: str = Quote.Language.ZH,
) -> tuple[StatementLink, str]:
    """A new address for the customer, told once; a statement that waited to go out, or was disputed, counts as sent."""
    with transaction.atomic():
        fresh: Statement = locked(statement)
        if fresh.status in {Status.DRAFT, Status.DISPUTED}:
            fresh = send_statement(fresh, by=by)
        elif fresh.status != Status.SENT:
            raise DomainError(
                _("%(statement)s is settled; nothing is asked of the customer any more.")
                % {"statement": fresh},
                code="settled",
            )
        until = clock.now() + timedelta(days=days or parameters.get(STATEMENT_LINK_DAYS))
        link: StatementLink
        link, token = open_links.opened(
            StatementLink, statement=fresh, language=language, by=by, recipient=recipient, until=until
        )
        actions.record("orders.statement_link_opened", fresh, by=by, recipient=link.recipient)
    return link, token


def mail_statement(
    statement: Statement,
    *,
    by: Any,
    to: str,
    subject: str,
    body: str,
    address_of: Address,
    reason: str = "",
    language: str = Quote.Language.ZH,
) -> StatementLink:
    """Open a link and mail it with the PDF; where the text has no place for the link, it stands at its end.

    An address that is not of the customer's domain wants a reason. The letter that is kept does not know the token.
    """
    to = to.strip()
    check_address(statement, to, reason)
    with transaction.atomic():
        link, token = open_statement_link(statement, by=by, recipient=to, language=language)
        place = address_of(token)
        text = body.replace(LINK_PLACE, place) if LINK_PLACE in body else f"{body.rstrip()}\n\n{place}"
        fresh = link.statement
        send(
            to=to,
            subject=subject,
            body=text,
            secret=token,
            enclosures=[Enclosure(f"{fresh.number}.pdf", pdf_of(fresh), "application/pdf")],
            about=fresh,
            customer=fresh.customer,
            by=by,
        )
        actions.record(
            "orders.statement_mailed",
            fresh,
            by=by,
            to=to,
            reason=reason.strip()[:200],
            customer=fresh.customer_id,
        )
    return link


LINK_PLACE = "{link}"


def check_address(statement: Statement, to: str, reason: str) -> None:
    try:
        validate_email(to)
    except ValidationError:
        raise DomainError(_("Write one complete e-mail address."), code="bad_address", field="to")
    if not is_of_customer(to, hosts_of(statement.customer)) and len(reason.strip()) < 2:
        raise DomainError(
            _("%(recipient)s is not of the customer's domain. Is it the right customer?") % {"recipient": to},
            code="recipient_domain",
            field="reason",
        )


def revoke_statement_link(link: StatementLink, *, by: Any) -> None:
    with transaction.atomic():
        for closed in open_links.revoked(
            StatementLink.objects.select_for_update(of=("self",))
            .select_related("statement")
            .filter(pk=link.pk)
        ):
            actions.record(
                "orders.statement_link_revoked", closed.statement, by=by, recipient=closed.recipient
            )


def statement_link_of(token: str) -> StatementLink | None:
    """The open link behind a token; nothing says whether there ever was one."""
    rows = StatementLink.objects.select_related("statement__customer", "statement__owner", "created_by")
    link: StatementLink | None = open_links.found(rows, token)
    if link is None or link.statement.is_deleted or link.statement.customer.is_deleted:
        return None
    return link if link.statement.status != Status.DRAFT else None


def note_statement_view(link: StatementLink, *, ip: str, agent: str, is_pdf: bool = False) -> None:
    """Write down that somebody looked; refuses (`too_many`) what no reader does. The owner is told of the first view."""
    _view, is_first = open_links.note_view(StatementView, link, ip=ip, agent=agent, is_pdf=is_pdf)
    statement = link.statement
    if is_first and statement.owner is not None:
        words = {"customer": statement.customer, "statement": statement}
        tell(
            statement.owner,
            lambda: _("%(customer)s opened the statement %(statement)s.") % words,
            f"{statement.get_absolute_url()}?tab=sendings",
            by=None,
        )


def answer_by_link(
    link: StatementLink,
    *,
    name: str,
    status: str,
    text: str = "",
    lines: dict[int, str] | None = None,
    ip: str = "",
    agent: str = "",
) -> Statement:
    """The buyer himself confirms the statement or disputes lines of it: once, until it is sent to him again.

    Every attempt counts as a view, so that nobody tries without end. Owner and finance are told.
    """
    open_links.note_view(StatementView, link, ip=ip, agent=agent, is_counted=True, is_answer=True)
    if not name.strip():
        raise DomainError(_("Please tell us your name."), code="required", field="name")
    said = {pk: words.strip()[:LONGEST_TEXT] for pk, words in (lines or {}).items() if words.strip()}
    if status == Status.CONFIRMED and said:
        raise DomainError(
            _("A line is marked as wrong: dispute the statement, or clear what you wrote."),
            "contrary",
            "status",
        )
    with transaction.atomic():
        fresh: Statement = locked(link.statement)
        is_still_open = StatementLink.objects.select_for_update(of=("self",)).get(pk=link.pk).is_open
        if not is_still_open or fresh.is_deleted:
            raise DomainError(_("This link is closed. Please ask us for a new one."), code="closed")
        if fresh.status != Status.SENT:
            raise DomainError(_("Thank you, this statement has been answered already."), code="answered")
        known = StatementLine.objects.alive().filter(statement=fresh).in_bulk(said)
        said = {pk: words for pk, words in said.items() if pk in known}
        fresh = answer_statement(
            fresh,
            by=None,
            status=status,
            answer=text,
            reply={"link": link, "name": name, "lines": said, "ip": ip, "agent": agent},
        )
    tell_of_answer(fresh, link, name.strip())
    return fresh


def tell_of_answer(statement: Statement, link: StatementLink, name: str) -> None:
    words = {"customer": statement.customer, "statement": statement, "name": name, "answer": statement.answer}

    def sentence() -> str:
        if statement.status == Status.CONFIRMED:
            return _("%(name)s of %(customer)s confirmed the statement %(statement)s.") % words
        return _("%(name)s of %(customer)s disputes the statement %(statement)s: %(answer)s") % words

    people = [statement.owner, link.created_by, head_of_kind("finance")]
    for person in {person.pk: person for person in people if person is not None}.values():
        tell(person, sentence, f"{statement.get_absolute_url()}?tab=sendings", by=None)
