import re
import time

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import LoginLog, User, UserSession
from accounts.services import employee as people
from accounts.services import password_mail, two_factor
from accounts.services import sign_in as sessions
from core.models import Job
from tests.factories import PASSWORD

PAGE = "/sign-in/"


def enter(client, username, password=PASSWORD, **more):
    return client.post(PAGE, {"username": username, "password": password, **more})


def is_signed_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


@pytest.fixture
def browser(cast):
    assert cast.rep
    return Client(HTTP_USER_AGENT="Firefox")


def code_of(device, steps=0):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def test_a_right_password_opens_a_fresh_session_that_is_logged(browser, cast):
    browser.get(PAGE)
    before = browser.session.session_key
    assert enter(browser, " REP ").status_code == 302
    assert is_signed_in(browser)
    session = UserSession.objects.get(user=cast.rep)
    assert session.session_key == browser.session.session_key != before
    assert session.user_agent == "Firefox"
    assert LoginLog.objects.get().outcome == "success"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(browser):
    wrong, unknown = enter(browser, "rep", "nonsense"), enter(browser, "nobody-here", "nonsense")
    assert wrong.status_code == unknown.status_code == 422
    strip = re.compile(
        r'name="(csrfmiddlewaretoken|username)" value="[^"]*"|csrf-token" content="[^"]*"|value="[a-z-]+"'
    )
    assert strip.sub("", wrong.content.decode()) == strip.sub("", unknown.content.decode())
    assert list(LoginLog.objects.order_by("id").values_list("outcome", "user__username")) == [
        ("failure", "rep"),
        ("failure", None),
    ]


def test_five_failures_lock_the_name_even_for_the_right_password_and_say_for_how_long(browser):
    for spelling in ("rep", "Rep", "REP", " rep", "rep"):
        answer = enter(browser, spelling, "nonsense")
    assert answer.status_code == 429 and "15" in answer.content.decode()
    locked = enter(browser, "rep")
    assert locked.status_code == 429 and locked["Retry-After"] == "900"
    assert not is_signed_in(browser)
    assert LoginLog.objects.filter(outcome="locked").exists()
    assert enter(browser, "manager", "x").status_code == 422


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_signing_in_never_leads_to_another_site(browser, target):
    assert enter(browser, "rep", next=target)["Location"] == "/"


def test_signing_in_leads_back_to_the_page_asked_for(browser):
    assert enter(browser, "rep", next="/me/tokens/")["Location"] == "/me/tokens/"


def test_signing_out_needs_a_post_and_is_logged(browser, cast):
    enter(browser, "rep")
    assert browser.get(reverse("accounts:sign_out")).status_code == 405
    browser.post(reverse("accounts:sign_out"))
    assert not is_signed_in(browser)
    assert not UserSession.objects.filter(user=cast.rep).exists()
    assert LoginLog.objects.filter(outcome="sign_out", user=cast.rep).exists()


def test_ending_another_session_stops_it_at_its_next_request(browser, cast):
    other = Client()
    enter(browser, "rep")
    enter(other, "rep")
    session = UserSession.objects.get(session_key=other.session.session_key)
    browser.post(reverse("accounts:session_end", args=[session.pk]))
    assert is_signed_in(browser) and not is_signed_in(other)


def test_nobody_ends_a_session_of_somebody_else(browser, cast):
    stranger = Client()
    assert cast.other_rep
    enter(browser, "rep")
    enter(stranger, "other_rep")
    session = UserSession.objects.get(user=cast.rep)
    assert stranger.post(reverse("accounts:session_end", args=[session.pk])).status_code == 404
    assert is_signed_in(browser)


def test_a_disabled_user_is_dead_everywhere_at_once(browser, cast):
    enter(browser, "rep")
    token = cast.rep.api_tokens.create(
        name="t", digest="d", prefix="p", created_at="2026-01-01T00:00Z", expires_at="2099-01-01T00:00Z"
    )
    people.change_status(cast.rep.employee, "disabled", by=cast.admin)
    assert not is_signed_in(browser)
    assert enter(browser, "rep").status_code == 422
    token.refresh_from_db()
    assert token.revoked_at
    assert not User.objects.get(pk=cast.rep.pk).has_perm("contacts.view_customer")


def test_an_idle_session_ends(browser, settings):
    enter(browser, "rep")
    session = browser.session
    session["seen_at"] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert not is_signed_in(browser)


def test_whoever_must_change_his_password_reaches_nothing_else(browser, cast):
    password = sessions.reset_password(cast.rep, by=cast.admin)
    enter(browser, "rep", password)
    page = reverse("accounts:password_change")
    assert browser.get("/me/")["Location"] == page
    fresh = {"password": password, "new_password1": "Neu-und-lang-77", "new_password2": "Neu-und-lang-77"}
    assert browser.post(page, {**fresh, "new_password2": "x"}).status_code == 422
    assert browser.post(page, {**fresh, "new_password1": "kurz", "new_password2": "kurz"}).status_code == 422
    assert browser.post(page, fresh).status_code == 302
    assert is_signed_in(browser)
    assert UserSession.objects.get(user=cast.rep).session_key == browser.session.session_key


@pytest.fixture
def device(cast):
    two_factor.start(cast.rep)
    device = TOTPDevice.objects.get(user=cast.rep)
    device.codes = two_factor.confirm(cast.rep, code_of(device), by=cast.rep)
    return device


def test_the_second_step_stands_between_the_password_and_the_session(browser, device):
    assert enter(browser, "rep", next="/me/tokens/")["Location"] == reverse("accounts:sign_in_code")
    assert not is_signed_in(browser)
    answer = browser.post(reverse("accounts:sign_in_code"), {"code": code_of(device, 1)})
    assert answer["Location"] == "/me/tokens/" and is_signed_in(browser)


def test_a_code_never_works_twice(browser, device):
    used = code_of(device, 1)
    enter(browser, "rep")
    browser.post(reverse("accounts:sign_in_code"), {"code": used})
    again = Client()
    enter(again, "rep")
    assert again.post(reverse("accounts:sign_in_code"), {"code": used}).status_code == 422
    assert not is_signed_in(again)


def test_a_recovery_code_works_once(browser, device):
    enter(browser, "rep")
    browser.post(reverse("accounts:sign_in_code"), {"code": device.codes[0].upper()})
    assert is_signed_in(browser)
    again = Client()
    enter(again, "rep")
    assert again.post(reverse("accounts:sign_in_code"), {"code": device.codes[0]}).status_code == 422


def test_wrong_codes_slow_down_whoever_guesses(browser, device):
    enter(browser, "rep")
    page = reverse("accounts:sign_in_code")
    assert browser.post(page, {"code": "000000"}).status_code == 422
    assert browser.post(page, {"code": code_of(device, 1)}).status_code == 422


def test_the_second_step_is_closed_without_the_first(browser, device):
    assert browser.get(reverse("accounts:sign_in_code"))["Location"] == PAGE


def test_two_step_sign_in_is_set_up_and_switched_off_on_the_page(browser, cast):
    enter(browser, "rep")
    page = reverse("accounts:two_factor")
    assert b"data:image/svg+xml" in browser.get(page).content
    device = TOTPDevice.objects.get(user=cast.rep)
    assert browser.post(page, {"code": "000000"}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert browser.post(page, {"code": code_of(device)}).status_code == 200
    assert two_factor.is_on(cast.rep)
    off = reverse("accounts:two_factor_change", args=["off"])
    assert browser.post(off, {"password": "wrong"}).status_code == 422
    browser.post(off, {"password": PASSWORD})
    assert not two_factor.is_on(cast.rep)


def test_a_forgotten_password_gets_the_same_answer_for_every_address(browser, cast, settings):
    settings.EMAIL_HOST = "localhost"
    cast.rep.email = "rep@example.com"
    cast.rep.save()
    page = reverse("accounts:password_forgotten")
    for address in ("rep@example.com", "nobody@example.com"):
        assert browser.post(page, {"email": address}).status_code == 200
    for job in Job.objects.filter(kind=password_mail.KIND):
        password_mail.send_reset_mails(job)
    assert [message.to for message in mail.outbox] == [["rep@example.com"]]
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    fresh = {"new_password1": "Neu-und-lang-77", "new_password2": "Neu-und-lang-77"}
    assert browser.post(link, fresh).status_code == 302
    assert browser.post(link, fresh).status_code == 404
    assert enter(browser, "rep", "Neu-und-lang-77").status_code == 302


def test_without_mail_nobody_is_sent_a_link(browser, cast):
    link = reverse(
        "accounts:password_reset",
        args=[urlsafe_base64_encode(force_bytes(cast.rep.pk)), default_token_generator.make_token(cast.rep)],
    )
    assert browser.get(link).status_code == 404
    assert browser.get(reverse("accounts:password_forgotten")).status_code == 404


def test_the_language_is_remembered_with_the_account(browser, cast):
    enter(browser, "rep")
    browser.post(reverse("set_language"), {"language": "en", "next": "/me/"})
    assert "My profile" in browser.get("/me/").content.decode()
    cast.rep.refresh_from_db()
    assert cast.rep.language == "en"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["profile", "two_factor", "tokens", "password_change"])
def test_own_pages_open_for_everybody_in_both_languages(cast, sign_in, name, language):
    cast.nobody.language = language
    cast.nobody.save()
    assert sign_in(cast.nobody).get(reverse(f"accounts:{name}")).status_code == 200


def test_a_token_is_shown_once_and_can_be_revoked(browser, cast):
    enter(browser, "rep")
    page = reverse("accounts:tokens")
    answer = browser.post(page, {"name": "excel", "scope": "read", "expires_on": "2099-01-01"})
    assert answer.status_code == 422
    from core import clock

    answer = browser.post(page, {"name": "excel", "scope": "read", "expires_on": clock.today().isoformat()})
    secret = re.search(r"kam_[\w-]+", answer.content.decode())[0]
    assert secret not in browser.get(page).content.decode()
    token = cast.rep.api_tokens.get()
    browser.post(reverse("accounts:token_revoke", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at


def test_colours_and_density_are_chosen_in_the_profile_and_remembered(browser, cast):
    enter(browser, "rep")
    assert 'data-theme="system"' in browser.get("/me/").content.decode()
    browser.post("/me/", {"language": "en", "theme": "dark", "density": "compact"})
    page = browser.get("/").content.decode()
    assert 'data-theme="dark"' in page and 'class="density-compact' in page
    assert browser.post("/me/", {"theme": "pink", "density": "compact"}).status_code == 422


def test_every_page_names_the_department_one_works_in(browser, cast):
    enter(browser, "rep")
    assert f"<small>{cast.rep.employee.department}</small>" in browser.get("/").content.decode()
