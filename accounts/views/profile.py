"""What belongs to the signed-in person himself: preferences, sessions, two-step sign-in, API tokens."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from core import clock
from core.errors import DomainError
from core.pages import Page

from .. import sources
from ..forms.sign_in import CodeForm, PasswordForm, PreferencesForm
from ..forms.token import TokenForm
from ..models import ApiToken, LoginLog, UserSession
from ..services import sign_in, token, two_factor


class ProfilePage(Page):
    template = "accounts/profile.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(**self.context(PreferencesForm(instance=request.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PreferencesForm(request.POST, instance=request.user)
        if not form.is_valid():
            return self.show(422, **self.context(form))
        form.save()
        self.notify(_("Your settings were saved."))
        return redirect("accounts:profile")

    def context(self, form: PreferencesForm) -> dict[str, Any]:
        user = self.request.user
        return {
            "title": _("My profile"),
            "form": form,
            "employee": getattr(user, "employee", None),
            "roles": [role.name for role in user.roles.all()],
            "sessions": sign_in.live_sessions(user),
            "current_key": self.request.session.session_key,
            "has_two_factor": two_factor.is_on(user),
            "log": LoginLog.objects.filter(user=user)[:10],
            "lines": sources.profile_lines(user),
            "token_count": user.api_tokens.filter(revoked_at=None, expires_at__gt=clock.now()).count(),
        }


class SessionEnd(Page):
    """End one of one's own sessions; another person's is not found."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = get_object_or_404(UserSession, pk=pk, user=request.user)
        sign_in.end_session(session, by=request.user)
        self.notify(_("The session was ended."))
        return redirect("accounts:profile")


class OtherSessionsEnd(Page):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        sign_in.end_sessions(request.user, by=request.user, but=str(request.session.session_key))
        self.notify(_("All your other sessions were ended."))
        return redirect("accounts:profile")


class TwoFactorPage(Page):
    """Set up: scan, confirm by a code, keep the recovery codes."""

    template = "accounts/two_factor.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_state(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.show_state(form, 422)
        try:
            codes = two_factor.confirm(request.user, form.cleaned_data["code"], by=request.user)
        except DomainError as refusal:
            form.add_error("code", refusal.message)
            return self.show_state(form, 422)
        return self.show(title=_("Recovery codes"), codes=codes)

    def show_state(self, form: CodeForm, status: int = 200) -> HttpResponse:
        title = _("Two-step sign-in")
        if two_factor.is_on(self.request.user):
            return self.show(
                status, title=title, is_on=True, password_form=PasswordForm(user=self.request.user)
            )
        device = two_factor.start(self.request.user)
        key = device.bin_key
        return self.show(
            status, title=title, form=form, picture=two_factor.qr_code(device), key=_spelled(key)
        )


def _spelled(key: bytes) -> str:
    """The key for those who type it, in groups of four."""
    from base64 import b32encode

    text = b32encode(key).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


class TwoFactorChange(Page):
    """Switch off, or get new recovery codes; both ask for the password again."""

    template = "accounts/two_factor.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, verb: str) -> HttpResponse:
        form = PasswordForm(request.POST, user=request.user)
        title = _("Two-step sign-in")
        if not form.is_valid():
            return self.show(422, title=title, is_on=True, password_form=form)
        if verb == "off":
            two_factor.switch_off(request.user, by=request.user)
            self.notify(_("Two-step sign-in is off."))
            return redirect("accounts:profile")
        codes = two_factor.renew_recovery_codes(request.user, by=request.user)
        return self.show(title=_("Recovery codes"), codes=codes)


class TokensPage(Page):
    """The user's API tokens; a new one is shown in full exactly once."""

    template = "accounts/tokens.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_tokens(TokenForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TokenForm(request.POST)
        if not form.is_valid():
            return self.show_tokens(form, 422)
        facts = form.cleaned_data
        ends = timezone.localtime(clock.now()).replace(hour=23, minute=59, second=59, microsecond=0)
        ends += timedelta(days=(facts["expires_on"] - clock.today()).days)
        try:
            made, secret = token.create_token(
                request.user,
                facts["name"],
                by=request.user,
                scope=facts["scope"],
                record_types=facts["record_types"],
                expires_at=ends,
            )
        except DomainError as refusal:
            form.add_error("expires_on" if refusal.field == "expires_at" else refusal.field, refusal.message)
            return self.show_tokens(form, 422)
        return self.show_tokens(TokenForm(), made=made, secret=secret)

    def show_tokens(self, form: TokenForm, status: int = 200, **context: Any) -> HttpResponse:
        tokens = ApiToken.objects.filter(user=self.request.user)
        return self.show(status, title=_("API tokens"), form=form, tokens=tokens, now=clock.now(), **context)


class TokenRevoke(Page):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(ApiToken, pk=pk, user=request.user)
        token.revoke_token(found, by=request.user)
        self.notify(_("The token was revoked."))
        return redirect("accounts:tokens")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's language switch, remembered with the account of whoever is signed in."""
    from django.utils.translation import check_for_language

    response = django_set_language(request)
    wanted = request.POST.get("language", "")
    if request.user.is_authenticated and wanted and check_for_language(wanted):
        request.user.language = wanted
        request.user.save(update_fields=["language"])
    return response
