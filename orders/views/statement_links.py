"""A statement goes out by mail with a link, or by a link alone; its links are closed again."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.views.form import ActionPage
from records.views.open_links import LinkOpenPage, LinkRevokePage
from records.views.refused_at_field import RefusedAtField

from ..forms.statement_link import StatementLinkForm, StatementMailForm
from ..models import Statement
from ..records.statement import STATEMENTS
from ..services import statement_link as service


class StatementVerb(ActionPage):
    record = STATEMENTS
    action = "send"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer", "owner"))


class StatementMail(RefusedAtField, StatementVerb):
    verb = gettext_lazy("Send by mail")
    question = gettext_lazy(
        "The PDF is attached; under the link the customer's buyer confirms the statement or says what differs."
    )
    form_class = StatementMailForm

    def perform(self, obj: Statement, form: Any) -> str:
        service.mail_statement(obj, by=self.request.user, address_of=self.address_of, **form.cleaned_data)
        return _("%(record)s is on its way.") % {"record": obj}

    def address_of(self, token: str) -> str:
        address: str = self.request.build_absolute_uri(reverse("orders:statement_page", args=[token]))
        return address

    def target(self, obj: Statement) -> str:
        return f"{obj.get_absolute_url()}?tab=sendings"


class StatementLinkOpen(LinkOpenPage, StatementVerb):
    question = gettext_lazy("Whoever has the address reads this statement and answers it without signing in.")
    form_class = StatementLinkForm
    page = "orders:statement_page"
    back = gettext_lazy("Back to the statement")

    def open(self, obj: Statement, data: dict[str, Any]) -> tuple[Any, str]:
        return service.open_statement_link(obj, by=self.request.user, **data)


class StatementLinkRevoke(LinkRevokePage, StatementVerb):
    def revoke(self, link: Any) -> Any:
        return service.revoke_statement_link(link, by=self.request.user)
