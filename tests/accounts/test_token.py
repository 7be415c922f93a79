from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import ApiToken, User
from accounts.services.token import authenticate, create_token, revoke_token
from core import clock
from core.errors import DomainError
from core.models import ActionLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_user("lining", "x", name="李宁")


def test_the_secret_is_shown_once_and_only_its_digest_is_kept(user):
    token, secret = create_token(user, "ERP", by=user)
    assert secret.startswith("kam_") and len(secret) > 40
    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values().get())
    assert authenticate(secret) == token
    assert ActionLog.objects.filter(verb="accounts.token_created").exists()


def test_an_expired_revoked_or_foreign_secret_opens_nothing(user):
    token, secret = create_token(user, "ERP", by=user, expires_at=clock.now() + timedelta(hours=1))
    with clock.at(clock.now() + timedelta(hours=2)):
        assert authenticate(secret) is None
    assert authenticate(secret + "x") is None
    assert authenticate("kam_") is None
    assert authenticate("\ud800") is None
    assert authenticate("kam_\ud800") is None
    revoke_token(token, by=user)
    revoke_token(token, by=user)
    assert authenticate(secret) is None
    assert ActionLog.objects.filter(verb="accounts.token_revoked").count() == 1


def test_a_user_who_may_not_sign_in_has_no_living_token(user):
    _, secret = create_token(user, "ERP", by=user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert authenticate(secret) is None
    user.refresh_from_db()
    with pytest.raises(DomainError):
        create_token(user, "ERP", by=user)


def test_last_use_is_written_at_most_once_a_minute(user, django_assert_num_queries):
    _, secret = create_token(user, "ERP", by=user)
    with django_assert_num_queries(2):
        authenticate(secret)
    with django_assert_num_queries(1):
        authenticate(secret)
    with clock.at(clock.now() + timedelta(minutes=2)), django_assert_num_queries(2):
        authenticate(secret)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " "}, "name"),
        ({"scope": "all"}, "scope"),
        ({"expires_at": -1}, "expires_at"),
        ({"expires_at": 400}, "expires_at"),
    ],
)
def test_a_refused_token_names_the_field(user, facts, field):
    if "expires_at" in facts:
        facts["expires_at"] = clock.now() + timedelta(days=facts["expires_at"])
    with pytest.raises(DomainError) as refusal:
        create_token(user, facts.pop("name", "ERP"), by=user, **facts)
    assert refusal.value.field == field


def test_the_command_prints_the_token_and_nothing_else(user):
    out = StringIO()
    call_command("api_token", "LiNing", "--days", "3", stdout=out)
    secret = out.getvalue().strip()
    token = authenticate(secret)
    assert token.user == user
    assert token.expires_at - token.created_at <= timedelta(days=3, seconds=5)
    with pytest.raises(CommandError):
        call_command("api_token", "nobody")
