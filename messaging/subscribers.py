"""What mail does when something happens on a lower floor."""

from typing import Any

from .services.following import close_mailboxes, follow_customer


def follow_owner(sender: Any, customer: Any, before: Any, after: Any, by: Any, **facts: Any) -> None:
    follow_customer(customer, before=before, after=after, by=by)


def close_of_leaver(sender: Any, employee: Any, **facts: Any) -> None:
    close_mailboxes(employee.user)
