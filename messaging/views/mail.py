"""Mail: list, the single one with its thread, writing, answering, and what becomes of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Contact, Customer
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage
from records.views.list import ListPage

from ..forms.mail import BelongsForm
from ..models import MailMessage, MailTemplate
from ..placeholders import fill, words_for
from ..records.mail import MAILS
from ..selectors.accounts import account_for
from ..selectors.threads import known_addresses
from ..services import handling
from ..subjects import found_by

QUOTED_LINES = 200


class MailList(ListPage):
    record = MAILS


class MailDetail(DetailPage):
    record = MAILS
    template = "messaging/mail_detail.html"
    related = ("owner", "department", "customer", "contact", "account")

    def context(self, obj: MailMessage) -> dict[str, Any]:
        user = self.request.user
        may_change = gate.holds(user, obj, "change")
        if may_change and obj.status == MailMessage.Status.UNREAD:
            obj.status = handling.mark_read(obj, by=user).status
        return {
            **super().context(obj),
            "facts": self.facts(obj),
            "may": {"change": may_change},
            "may_answer": may_change
            and obj.is_incoming
            and bool(obj.sender)
            and gate.allowed(user, MailMessage, "add"),
            "may_close": may_change and obj.waits_for_answer,
            "may_reopen": may_change and obj.status in {"done", "answered"},
            "may_send_again": may_change and obj.status == MailMessage.Status.FAILED,
        }

    def facts(self, obj: MailMessage) -> list[dict[str, Any]]:
        sides = [
            {
                "label": _("Sender"),
                "value": f"{obj.sender_name} <{obj.sender}>" if obj.sender_name else obj.sender,
            },
            {"label": _("Addressees"), "value": obj.recipients},
        ]
        if obj.copies:
            sides.append({"label": _("Copy to"), "value": obj.copies})
        named = [self.named(_("Customer"), obj.customer), self.named(_("Contact"), obj.contact)]
        about = obj.about if obj.about_id else None
        return [
            *sides,
            {"label": _("Time"), "value": show(obj.at)},
            {"label": _("Status"), "value": obj.get_status_display()},
            *(fact for fact in named if fact),
            *([self.named(_("About"), about)] if about is not None and self.sees(about) else []),
        ]

    def named(self, label: str, target: Any) -> dict[str, Any]:
        if target is None or not self.sees(target):
            return {}
        return {"label": label, "value": str(target), "url": target.get_absolute_url()}

    def sees(self, target: Any) -> bool:
        return gate.may(self.request.user, target, "view")


class LetterPage(CreatePage):
    """A letter is begun with what the link knows: customer, person, what it is about, a template, an answered mail."""

    record = MAILS
    template = "messaging/letter_form.html"

    def initial(self) -> dict[str, Any]:
        given: dict[str, Any] = {
            name: self.request.GET[name]
            for name in ("customer", "contact", "about", "recipients", "subject")
            if self.request.GET.get(name)
        }
        user = self.request.user
        customer = self.row(Customer, given.get("customer"))
        contact = self.row(Contact, given.get("contact"))
        about = found_by(user, given.get("about", ""))
        words = words_for(user=user, customer=customer, contact=contact, about=about)
        template = self.row(MailTemplate, self.request.GET.get("template"))
        body = ""
        if template is not None:
            given |= {"subject": fill(template.subject, words), "template": template.pk}
            body = fill(template.body, words)
        account = account_for(user)
        given["account"] = account.pk if account is not None else None
        signature = account.signature if account is not None and account.signature else str(user)
        given["body"] = f"{body}\n\n{signature}".lstrip("\n") if body else f"\n\n{signature}"
        return given

    def row(self, model: Any, pk: Any) -> Any:
        """The visible row of a number that an address holds."""
        text = str(pk or "")
        is_number = text.isdecimal() and text.isascii() and len(text) < 19
        return gate.rows(self.request.user, model).filter(pk=int(text)).first() if is_number else None

    def show_form(self, form: Any, status: int = 200) -> HttpResponse:
        user = self.request.user
        templates = MailTemplate.objects.visible_to(user).filter(is_active=True).order_by("name", "pk")
        carried = {
            name: value for name, value in self.request.GET.items() if name not in {"template", "subject"}
        }
        self.extra = {
            "templates": templates[:100],
            "carried": carried,
            "addresses": known_addresses(form.given_customer(), user),
            "chosen": str(form.initial.get("template") or ""),
        }
        return super().show_form(form, status)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        return super().show(status, **{**getattr(self, "extra", {}), **context})

    def title(self, form: Any) -> str:
        return _("Write a letter")

    def finish(self, form: Any, said: str) -> HttpResponse:
        return super().finish(form, _("“%(record)s” is on its way."))


class LetterCreate(LetterPage):
    pass


class MailAnswer(LetterPage):
    """An answer quotes what it answers and joins its thread."""

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        self.answered = self.answerable(pk)
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        self.answered = self.answerable(pk)
        return super().post(request, **kwargs)

    def answerable(self, pk: int) -> MailMessage:
        self.action = "change"
        found: MailMessage = self.found(pk)
        return found

    def initial(self) -> dict[str, Any]:
        mail = self.answered
        given = super().initial()
        head = _("On %(time)s %(who)s wrote:") % {
            "time": show(mail.at),
            "who": mail.sender_name or mail.sender,
        }
        quoted = "\n".join(f"> {line}" for line in mail.body.splitlines()[:QUOTED_LINES])
        is_answer = mail.subject.lower().startswith(("re:", "re：", "回复:", "回复："))
        user = self.request.user
        given |= {
            "recipients": mail.sender,
            "subject": mail.subject if is_answer else f"Re: {mail.subject}",
            "body": f"{given['body']}\n\n{head}\n{quoted}",
            "replies_to": mail.pk,
        }
        for name in ("customer", "contact"):
            target = getattr(mail, name)
            if target is not None and gate.may(user, target, "view"):
                given[name] = target.pk
        return given


class MailBelongs(ActionPage):
    record = MAILS
    action = "change"
    verb = gettext_lazy("Say where it belongs")
    question = gettext_lazy("The other mails of its thread that belong nowhere yet go along.")
    form_class = BelongsForm

    def perform(self, obj: MailMessage, form: Any) -> str:
        handling.place_with(obj, by=self.request.user, **form.cleaned_data)
        return _("It was put there.")

    def target(self, obj: MailMessage) -> str:
        still = MailMessage.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else MAILS.list_url


class MailClose(ActionPage):
    record = MAILS
    action = "change"
    verb = gettext_lazy("Needs no answer")

    def perform(self, obj: MailMessage, form: Any) -> str:
        handling.close_mail(obj, by=self.request.user)
        return _("It waits for no answer any more.")


class MailReopen(ActionPage):
    record = MAILS
    action = "change"
    verb = gettext_lazy("Answer it after all")

    def perform(self, obj: MailMessage, form: Any) -> str:
        handling.reopen_mail(obj, by=self.request.user)
        return _("It waits for an answer again.")


class MailSendAgain(ActionPage):
    record = MAILS
    action = "change"
    verb = gettext_lazy("Send it again")

    def perform(self, obj: MailMessage, form: Any) -> str:
        handling.send_again(obj, by=self.request.user)
        return _("“%(record)s” is on its way.") % {"record": obj}
