"""Numbering rules as administrators look at them: the parts, the next number, who changed what."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import clock
from records.models import NumberRule
from records.services import numbering
from records.services.numbering import Preview


@dataclass
class RuleLine:
    """One kind of document; `typed` is what stands in the controls."""

    code: str
    label: Any
    rule: NumberRule
    preview: Preview
    typed: dict[str, str] = field(default_factory=dict)
    last: Any = None
    refusal: str = ""
    saved: bool = False

    @property
    def id(self) -> str:
        return f"n-{self.code}"

    @property
    def used(self) -> int:
        return numbering.used(self.rule, clock.today())

    @property
    def date_parts(self) -> list[tuple[str, str, bool]]:
        day = clock.today()
        chosen = self.typed["date_format"]
        parts = numbering.DATE_PARTS if chosen in numbering.DATE_PARTS else (*numbering.DATE_PARTS, chosen)
        return [(part, day.strftime(part) if part else _("no date"), part == chosen) for part in parts]

    @property
    def resets(self) -> list[tuple[str, Any, bool]]:
        return [(value, label, value == self.typed["reset"]) for value, label in NumberRule.Reset.choices]


def rules() -> list[RuleLine]:
    """Every kind of document that is numbered, those whose rule has never been written down included."""
    stored = {rule.code: rule for rule in NumberRule.objects.all()}
    history = NumberRule.history.filter(history_type="~")  # type: ignore[attr-defined]
    newest = history.order_by().values("id").annotate(last=Max("history_id")).values("last")
    last = {entry.code: entry for entry in history.filter(pk__in=newest).select_related("history_user")}
    return [
        _line(code, stored.get(code) or numbering.unsaved(code), last.get(code))
        for code in [*numbering.DEFAULTS, *sorted(set(stored) - set(numbering.DEFAULTS))]
    ]


def rule_line(code: str) -> RuleLine:
    rule = numbering.rule_of(code)
    last = NumberRule.history.filter(code=code, history_type="~").select_related("history_user").first()  # type: ignore[attr-defined]
    return _line(code, rule, last)


def _line(code: str, rule: NumberRule, last: Any) -> RuleLine:
    declared = numbering.DEFAULTS.get(code)
    typed = {name: str(getattr(rule, name)) for name in numbering.FIELDS}
    return RuleLine(
        code=code,
        label=(declared and declared.label) or capfirst(code.replace("_", " ")),
        rule=rule,
        preview=numbering.look_ahead(rule),
        typed={**typed, "next_serial": ""},
        last=last,
    )
