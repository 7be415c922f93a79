"""Calls that schemathesis makes up from the OpenAPI file, in the name of several roles: every answer is one the
file describes, and none is a crash. `make soak` asks many more.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import ApiToken
from accounts.services.token import create_token
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = int(os.environ.get("CRM_SOAK_EXAMPLES", "5"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROLES = ["rep", "manager", "admin"]
PARTS = 4  # for the processes of a run to share


@contextmanager
def one_connection() -> Iterator[None]:
    """A server closes its connection after each request; here all requests share the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def rows(cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    unit = factories.make_unit(customer)
    contact = factories.make_contact(customer, unit=unit)
    factories.make_follow_up(customer, cast.rep, contact=contact)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_generated_call_gets_a_documented_answer(cast: Any, part: int) -> None:
    """Making a call up takes as long as answering it, so each one is asked by every role."""
    rows(cast)
    asking = {role: signed(getattr(cast, role)) for role in ROLES}
    document = Client().get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    schema.app = get_wsgi_application()
    wrong: dict[str, str] = {}
    asked = 0
    for result in islice(schema.get_all_operations(), part, None, PARTS):
        operation = result.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=not os.environ.get("CRM_SOAK_EXAMPLES"),
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            for role, headers in asking.items():
                response = case.call(headers=headers, base_url="http://testserver")
                try:
                    case.validate_response(response, checks=CHECKS)
                except (AssertionError, BaseExceptionGroup) as refusal:
                    wrong[f"{role}: {case.operation.label}"] = str(refusal)[:600]

        with one_connection():
            ask()
        asked += 1
    assert not wrong, "\n\n".join(f"{call}: {why}" for call, why in wrong.items())
    assert asked > 20, "the calls have not been emptied by accident"


def signed(user: Any) -> dict[str, str]:
    _token, secret = create_token(user, "generated", by=user, scope=ApiToken.Scope.WRITE)
    return {"Authorization": f"Bearer {secret}"}


def test_texts_that_break_programs_break_none_of_our_forms(cast: Any, sign_in: Any) -> None:
    """T2.1: odd texts in every field of the forms people use most; refused or kept, never a crash."""
    customer = factories.make_customer(owner=cast.rep)
    client = sign_in(cast.rep)
    urls = ["/customers/new/", "/contacts/new/", "/units/new/", "/follow-ups/new/"]
    names = {url: list(client.get(f"{url}?customer={customer.pk}").context["form"].fields) for url in urls}

    @settings(
        max_examples=EXAMPLES * 8,
        deadline=None,
        derandomize=not os.environ.get("CRM_SOAK_EXAMPLES"),
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(url=st.sampled_from(urls), seed=st.randoms(use_true_random=False))
    def post(url: str, seed: Any) -> None:
        body = {name: seed.choice(ODD) for name in names[url] if seed.random() < 0.8}
        if seed.random() < 0.5:
            body |= {
                "customer": customer.pk,
                "name": seed.choice(ODD) or "名",
                "text": seed.choice(ODD) or "文",
            }
        response = client.post(url, body)
        assert response.status_code in {200, 302, 403, 409, 422}, (url, body)

    post()


ODD = [
    "",
    " ",
    "\x00",
    "\x00\x01\x1f",
    "NaN",
    "Infinity",
    "1e400",
    "-0",
    "²",
    "٣",
    "9" * 30,
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59",
    "2026-02-30",
    "24:61",
    "𠀀𠀁",
    "e\u0301" * 40,
    "\u202e反",
    "<b>x",
    "' OR 1=1 --",
    "%s%d{0}",
    "名" * 5001,
    "true",
    "null",
    "-1",
    "http://[::1",
    "a@b",
]
