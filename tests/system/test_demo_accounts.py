from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories import make_customer


def listed():
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    return out.getvalue()


def test_one_sign_in_per_role_and_of_reps_the_one_with_customers(cast, settings):
    settings.DEMO_PASSWORD = "correct-horse-42"
    assert cast.other_rep and cast.admin
    make_customer("甲公司", owner=cast.rep)
    lines = listed().splitlines()
    assert len(lines) == 3 and cast.rep.username in lines[0].split() and "admin" in lines[2]


def test_whoever_changed_his_password_is_not_listed(cast):
    assert cast.rep
    assert "seed_demo" in listed()


def test_never_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        listed()
