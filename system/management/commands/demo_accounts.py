"""Prints one sign-in for each role that the demo has, never in production."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from accounts.models import Role, User


class Command(BaseCommand):
    help = "List one demo sign-in per role, with the demo password."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demo accounts are not shown in production.")
        rows = []
        for role in Role.objects.order_by("id"):
            # Whoever works with most customers shows most; one role tells more clearly than three.
            holders = (
                User.objects.filter(pk__in=User.objects.filter(roles=role, is_active=True).values("pk"))
                .annotate(customers=Count("owned_customers", distinct=True))
                .annotate(role_count=Count("role_links", distinct=True))
                .order_by("-customers", "role_count", "pk")
            )
            user = next((user for user in holders if user.check_password(settings.DEMO_PASSWORD)), None)
            if user is not None:
                rows.append((role.name, user.name, user.username, settings.DEMO_PASSWORD))
        if not rows:
            self.stdout.write("No demo accounts. Make them with: manage.py seed_demo")
            return
        widths = [max(_width(row[place]) for row in rows) for place in range(4)]
        for row in rows:
            cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
