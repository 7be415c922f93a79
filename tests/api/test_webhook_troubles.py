"""A delivery that failed says what to mend, in the reader's language, and keeps the raw error for the technician."""

from typing import Any

import pytest
from django.utils import translation

from api import webhook_parameters
from api.models import WebhookDelivery
from api.services import webhook as services
from api.troubles import said
from records import parameters
from tests.api.receiver import Receiver
from tests.api.test_webhooks import make


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("gaierror: [Errno -2] Name or service not known", "name of the server is not found"),
        ("ConnectionRefusedError: [Errno 111] Connection refused", "refused the connection"),
        ("TimeoutError: no answer in time", "No answer in time"),
        ("SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] …", "certificate is not valid"),
        ("SSLEOFError: EOF occurred", "cannot be reached"),
        ("OSError: [Errno 101] Network is unreachable", "cannot be reached"),
        ("Refused: 10.0.0.7 is no public address", "internal network"),
        ("Refused: not https", "https://"),
    ],
)
def test_a_trouble_says_what_to_mend(error: str, words: str) -> None:
    with translation.override("en"):
        english = said(error)
    with translation.override("zh-hans"):
        chinese = said(error)
    assert words in english and "Errno" not in english
    assert chinese != english and "Errno" not in chinese


def test_an_answer_that_is_no_success_is_named_by_its_number() -> None:
    with translation.override("en"):
        assert "answered 500" in said("<html>oops</html>", 500)
        assert said("") == ""


@pytest.mark.django_db
def test_the_page_shows_the_words_and_keeps_the_raw_error(cast: Any, sign_in: Any) -> None:
    parameters.set_value(webhook_parameters.PLAIN, True, by=cast.admin)
    with Receiver() as receiver:
        hook, _secret = make(cast, receiver.url, events=["contacts.customer_changed"])
    services.try_out(hook, by=cast.admin)
    assert WebhookDelivery.objects.get().error.startswith("Refused: ")
    client = sign_in(cast.admin)
    text = client.get(f"{hook.get_absolute_url()}?tab=deliveries", headers={"accept-language": "en"})
    page = text.content.decode()
    assert "<details" in page and "Refused: 127.0.0.1" in page
