"""Where a customer reads his quote."""

from django.urls import reverse


def page_address(token: str) -> str:
    """The path; pages put the host before it."""
    return reverse("sales:quote_page", args=[token])
