"""Numbering rules: each kind of document with its parts, the number that comes next, and its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.row_ids import row_id
from records import gate, history
from records.models import NumberRule
from records.services import numbering

from ..selectors.numbering import RuleLine, rule_line, rules
from .admin_page import AdminPage


class RulePage(AdminPage):
    model = NumberRule

    @cached_property
    def line(self) -> RuleLine:
        code = self.kwargs["code"]
        found = rule_line(code)
        if code not in numbering.DEFAULTS and found.rule.pk is None:
            raise Http404
        return found

    def read(self, sent: Any) -> tuple[dict[str, Any], int | None]:
        """The parts as they were typed; what is no number is refused with its field."""
        typed = {
            name: sent.get(name, "").replace("\x00", "").strip()[:40]
            for name in (*numbering.FIELDS, "next_serial")
        }
        self.line.typed = typed
        values: dict[str, Any] = {**typed, "digits": _whole(typed["digits"], "digits")}
        wanted = values.pop("next_serial")
        return values, _whole(wanted, "next_serial") if wanted else None


class RuleList(RulePage):
    template = "admin/settings/numbering.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(title=_("Numbering rules"), lines=rules())


class RuleChange(RulePage):
    """GET: who changed what. POST: number by these parts from now on."""

    template = "admin/settings/numbering_history.html"
    fragment = "admin/settings/_number_rule.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        self.fragment = ""
        rule = self.line.rule
        entries = history.of(rule, request.user) if rule.pk else []
        return self.show(title=self.line.label, subtitle=_("History"), line=self.line, entries=entries)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        gate.require_allowed(request.user, NumberRule, "change")
        line = self.line
        try:
            values, next_serial = self.read(request.POST)
            version = row_id(request.POST.get("version")) or 0
            numbering.change_rule(
                code, values, by=request.user, next_serial=next_serial, read_version=version
            )
        except DomainError as refusal:
            line.refusal = str(refusal)
            line.preview = numbering.Preview(field=refusal.field or "")
            return self._refused(line, 409 if refusal.code == "conflict" else 422)
        if not self.wants_fragment():
            messages.success(request, _("“%(label)s” is saved.") % {"label": line.label})
            return HttpResponseRedirect(f"{reverse('admin:numbering')}#{line.id}")
        fresh = rule_line(code)
        fresh.saved = True
        return self.show(line=fresh)

    def _refused(self, line: RuleLine, status: int) -> HttpResponse:
        if self.wants_fragment():
            return self.show(status, line=line)
        self.template = "admin/settings/numbering.html"
        lines = [line if other.code == line.code else other for other in rules()]
        return self.show(status, title=_("Numbering rules"), lines=lines)


class RulePreview(RulePage):
    """What the parts as they are typed would give; nothing is written."""

    template = fragment = "admin/settings/_number_preview.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        line = self.line
        try:
            values, next_serial = self.read(request.GET)
            found = numbering.preview(line.rule, values, next_serial)
        except DomainError as refusal:
            found = numbering.Preview(refusal=str(refusal), field=refusal.field or "")
        return self.show(preview=found)


def _whole(typed: str, name: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > numbering.MOST:
        raise DomainError(_("Give a whole number."), "no_number", name)
    return int(typed)
