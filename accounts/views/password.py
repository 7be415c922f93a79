"""Changing one's password, and getting a new one by mail where mail is set up."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core import mail
from core.errors import DomainError
from core.pages import Page

from ..forms.sign_in import ChangePasswordForm, ForgottenForm, NewPasswordForm
from ..models import User
from ..services import password_mail, sign_in
from .sign_in import safe_next


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PasswordChangePage(Page):
    template = "accounts/password_change.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=ChangePasswordForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ChangePasswordForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                sign_in.change_password(
                    request.user,
                    form.cleaned_data["new_password1"],
                    by=request.user,
                    keep_session=str(request.session.session_key),
                )
            except DomainError as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                keep_session(request)
                self.notify(_("Your password was changed. All your other sessions were ended."))
                return redirect(safe_next(request, request.POST.get("next")))
        return self.show(422, form=form)


def keep_session(request: HttpRequest) -> None:
    """Stay signed in after a change of password, under a new key that the session list follows."""
    before = request.session.session_key
    update_session_auth_hash(request, request.user)
    request.user.sessions.filter(session_key=before).update(session_key=request.session.session_key)


class ByMail(View):
    """Pages that exist only where mail can be sent; elsewhere an administrator resets passwords."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if mail.server() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class ForgottenPage(ByMail):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accounts/password_forgotten.html", {"form": ForgottenForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """The same answer whether or not the address is known."""
        form = ForgottenForm(request.POST)
        if not form.is_valid():
            return render(request, "accounts/password_forgotten.html", {"form": form}, status=422)
        password_mail.promise_reset(form.cleaned_data["email"], site=request.build_absolute_uri("/"))
        return render(request, "accounts/password_forgotten.html", {"form": form, "is_sent": True})


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ResetPage(ByMail):
    """Reached from the mail; the link works once and for a limited time."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            pk = urlsafe_base64_decode(kwargs["uid"]).decode()
        except (ValueError, UnicodeDecodeError):
            pk = ""
        self.user = User.objects.filter(pk=int(pk), is_active=True).first() if pk.isdecimal() else None
        if self.user is None or not default_token_generator.check_token(self.user, kwargs["token"]):
            return render(request, "accounts/password_reset.html", {"is_dead": True}, status=404)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, uid: str, token: str) -> HttpResponse:
        return self.show(NewPasswordForm(user=self.user))

    def post(self, request: HttpRequest, uid: str, token: str) -> HttpResponse:
        form = NewPasswordForm(request.POST, user=self.user)
        if form.is_valid():
            try:
                sign_in.change_password(self.user, form.cleaned_data["new_password1"], by=self.user)
            except DomainError as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                return redirect("accounts:sign_in")
        return self.show(form, 422)

    def show(self, form: NewPasswordForm, status: int = 200) -> HttpResponse:
        return render(self.request, "accounts/password_reset.html", {"form": form}, status=status)
