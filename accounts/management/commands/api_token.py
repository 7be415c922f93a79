from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import ApiToken, User
from accounts.services.token import create_token
from core import clock
from core.errors import DomainError
from core.operation import acting_as


class Command(BaseCommand):
    help = "Make an API token for a user and print it; it cannot be shown again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--scope", choices=ApiToken.Scope.values, default=ApiToken.Scope.WRITE)
        parser.add_argument("--days", type=int, default=30, help="how long it lives (30)")
        parser.add_argument("--name", default="manage.py api_token", help="what uses it")
        parser.add_argument(
            "--record-types", nargs="*", default=[], help="only these record types (plural names)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["username"])
        except User.DoesNotExist:
            raise CommandError(f"There is no user {options['username']!r}.") from None
        if not 1 <= options["days"] <= 366:
            raise CommandError("--days must lie between 1 and 366.")
        try:
            with acting_as(user, reason="manage.py api_token", channel="command"):
                _token, secret = create_token(
                    user,
                    options["name"],
                    by=user,
                    scope=options["scope"],
                    record_types=options["record_types"],
                    expires_at=clock.now() + timedelta(days=options["days"]),
                )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(secret)
