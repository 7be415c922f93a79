"""Signing in and out: password, then the second step where the user switched it on."""

import time
from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as otp_login

from core import mail
from core.errors import DomainError
from core.pages import Page

from ..forms.sign_in import CodeForm, SignInForm
from ..models import LoginLog, User
from ..services import sign_in, two_factor

BACKEND = "accounts.backends.RoleBackend"
PENDING = "sign_in_pending"
PENDING_SECONDS = 300
Outcome = LoginLog.Outcome


def agent_of(request: HttpRequest) -> str:
    return request.META.get("HTTP_USER_AGENT", "")


def address_of(request: HttpRequest) -> str | None:
    return request.META.get("REMOTE_ADDR") or None


def safe_next(request: HttpRequest, target: str | None) -> str:
    """Where to go after signing in: `target` if it lies on this site, home otherwise."""
    is_safe = bool(target) and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_safe and target else "/"


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """Too many failures: says for how long, and tells nothing about whether the name exists."""
    minutes = max(1, round((get_cool_off(request) or timedelta(minutes=1)).total_seconds() / 60))
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def enter(request: HttpRequest, user: User) -> None:
    """Sign the user in under a fresh session key and remember the session."""
    login(request, user, backend=BACKEND)
    if not request.session.session_key:
        request.session.save()
    sign_in.note_sign_in(
        user, str(request.session.session_key), ip=address_of(request), user_agent=agent_of(request)
    )


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class SignInPage(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        target = request.GET.get("next", "")
        if request.user.is_authenticated:
            return HttpResponseRedirect(safe_next(request, target))
        if not User.objects.exists():
            return HttpResponseRedirect(reverse("system:setup"))
        return self.show(SignInForm(), target)

    def post(self, request: HttpRequest) -> HttpResponse:
        target = request.POST.get("next", "")
        form = SignInForm(request.POST)
        if not form.is_valid():
            return self.show(form, target, status=422)
        username = form.cleaned_data["username"]
        user = authenticate(request, username=username, password=form.cleaned_data["password"])
        if user is None:
            self.log_failure(username)
            form.add_error(None, _("User name or password is not right."))
            return self.show(form, target, status=422)
        assert isinstance(user, User)  # noqa: S101  (narrows the type)
        if two_factor.is_on(user):
            request.session.cycle_key()
            request.session[PENDING] = {
                "user": user.pk,
                "hash": user.get_session_auth_hash(),
                "at": time.time(),
                "next": target,
            }
            return HttpResponseRedirect(reverse("accounts:sign_in_code"))
        enter(request, user)
        return HttpResponseRedirect(safe_next(request, target))

    def log_failure(self, username: str) -> None:
        is_locked = getattr(self.request, "axes_locked_out", False)
        sign_in.log_attempt(
            Outcome.LOCKED if is_locked else Outcome.FAILURE,
            username=username,
            user=User.objects.filter(username__iexact=username).first(),
            ip=address_of(self.request),
            user_agent=agent_of(self.request),
        )

    def show(self, form: SignInForm, target: str, status: int = 200) -> HttpResponse:
        context = {"form": form, "next": target, "may_reset_by_mail": mail.server() is not None}
        return render(self.request, "accounts/sign_in.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class SignInCodePage(View):
    """The second step; whoever is here gave a right password within the last five minutes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.pending = request.session.get(PENDING) or {}
        user = User.objects.filter(pk=self.pending.get("user"), is_active=True).first()
        is_fresh = time.time() - self.pending.get("at", 0) < PENDING_SECONDS
        if user is None or not is_fresh or user.get_session_auth_hash() != self.pending.get("hash"):
            request.session.pop(PENDING, None)
            return HttpResponseRedirect(reverse("accounts:sign_in"))
        self.user = user
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            device = two_factor.verify(self.user, form.cleaned_data["code"])
        except DomainError as refusal:
            sign_in.log_attempt(
                Outcome.FAILURE,
                username=self.user.username,
                user=self.user,
                ip=address_of(request),
                user_agent=agent_of(request),
            )
            form.add_error("code", refusal.message)
            return self.show(form, status=422)
        target = self.pending.get("next", "")
        del request.session[PENDING]
        enter(request, self.user)
        otp_login(request, device)
        return HttpResponseRedirect(safe_next(request, target))

    def show(self, form: CodeForm, status: int = 200) -> HttpResponse:
        return render(self.request, "accounts/sign_in_code.html", {"form": form}, status=status)


class SignOut(Page):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        sign_in.note_sign_out(
            request.user,
            str(request.session.session_key),
            ip=address_of(request),
            user_agent=agent_of(request),
        )
        logout(request)
        return HttpResponseRedirect(reverse("accounts:sign_in"))
