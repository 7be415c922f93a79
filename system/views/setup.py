"""The first-run wizard: open while nobody exists, closed for ever afterwards."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core import mail
from core.errors import DomainError
from core.models import MailServer

from ..forms import setup as forms
from ..forms.mail import EnvironmentMailForm, MailServerForm
from ..services.setup import SetUp, is_open, set_up

KEPT = "first_run"
STEPS: dict[str, tuple[Any, type]] = {
    "company": (gettext_lazy("Company"), forms.CompanyStep),
    "departments": (gettext_lazy("Departments"), forms.DepartmentsStep),
    "administrator": (gettext_lazy("Administrator"), forms.AdministratorStep),
    "mail": (gettext_lazy("Mail"), MailServerForm),
    "calendar": (gettext_lazy("Working time"), forms.CalendarStep),
}
NAMES = list(STEPS)
MAIL_FACTS = (*MailServerForm.Meta.fields, "sealed_password")


class SetupPage(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_open():
            return redirect("accounts:sign_in")
        return super().dispatch(request, *args, **kwargs)


class SetupStart(SetupPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("system:setup_step", NAMES[0])


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SetupStep(SetupPage):
    """One step; what was entered before is kept in the session, a password only as its hash."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["step"] not in STEPS:
            raise Http404(kwargs["step"])
        self.step = kwargs["step"]
        self.place = NAMES.index(self.step)
        self.label, self.form_class = STEPS[self.step]
        self.kept: dict[str, Any] = request.session.get(KEPT, {})

    def get(self, request: HttpRequest, step: str) -> HttpResponse:
        missing = next((name for name in NAMES[: self.place] if name not in self.kept), None)
        if missing:
            return redirect("system:setup_step", missing)
        return self.show(self.form())

    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        form = self.form(request.POST)
        is_trial = request.POST.get("verb") == "test"
        if is_trial and not request.POST.get("test_address"):
            form.add_error("test_address", _("Say where the test mail goes."))
        if not form.is_valid():
            return self.show(form, 422)
        self.keep(form)
        if is_trial:
            return self.show(form, sent_to=form.cleaned_data["test_address"])
        if self.place + 1 < len(NAMES):
            return redirect("system:setup_step", NAMES[self.place + 1])
        missing = next((name for name in NAMES if name not in self.kept), None)
        if missing:
            return redirect("system:setup_step", missing)
        return self.finish(form)

    def form(self, data: Any = None) -> Any:
        if self.step != "mail":
            return self.form_class(data, initial=self.kept.get(self.step))
        return (
            EnvironmentMailForm(data)
            if mail.is_from_environment()
            else self.form_class(data, instance=self.mail_server)
        )

    @property
    def mail_server(self) -> MailServer:
        return MailServer(**self.kept.get("mail", {}))

    def keep(self, form: Any) -> None:
        """Remember a step; of a password only what cannot be read back."""
        if isinstance(form, MailServerForm):
            facts = {name: getattr(form.instance, name) for name in MAIL_FACTS}
        else:
            facts = {
                name: _storable(value) for name, value in form.cleaned_data.items() if name != "test_address"
            }
        self.kept[self.step] = facts
        self.request.session[KEPT] = self.kept

    def finish(self, form: Any) -> HttpResponse:
        facts, times = self.kept, form.cleaned_data
        administrator = facts["administrator"]
        try:
            user = set_up(
                SetUp(
                    company=facts["company"]["company"],
                    departments=facts["departments"]["departments"].splitlines(),
                    shifts=[
                        (times["morning_from"], times["morning_to"]),
                        (times["afternoon_from"], times["afternoon_to"]),
                    ],
                    with_calendar=times["with_calendar"],
                    mail_server=self.mail_server if facts["mail"] else None,
                    **administrator,
                )
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            return self.show(form, 409)
        self.request.session.flush()
        return render(self.request, "system/setup_done.html", {"user_name": user.username})

    def show(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.label,
            "place": self.place + 1,
            "count": len(NAMES),
            "before": NAMES[self.place - 1] if self.place else "",
            "is_last": self.place + 1 == len(NAMES),
            "step": self.step,
            "mail_host": settings.EMAIL_HOST,
            **more,
        }
        return render(self.request, "system/setup.html", context, status=status)


def _storable(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | None) else str(value)
