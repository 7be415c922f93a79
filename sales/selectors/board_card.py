"""A card of the board. A board shows more than a hundred, so its body is written here instead of by a template."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import clock
from core.addresses import row_address
from core.money import amount_text
from core.templatetags import icons


@dataclass
class Card:
    sale: Any
    days: int
    tone: str  # of its age: "", "amber" near the usual days, "red" past them
    step: str  # of its next step: "planned", "none", "overdue"
    is_late: bool
    may_change: bool
    shows_amount: bool = True

    @property
    def amount_text(self) -> str:
        return amount_text(self.sale.base_amount, places=0) if self.sale.amount is not None else ""

    def __str__(self) -> SafeString:
        """The card's inside: name, menu, customer, amount, next step and expected close, owner and age."""
        sale = self.sale
        words = _words(get_language())
        figure = self.amount_text or words["no amount"]
        amount = f'<span class="board-card-amount">{figure}</span>'
        return SafeString(
            f'<a class="board-card-title" href="{sale.get_absolute_url()}">{escape(sale.name)}</a>'
            f"{self._menu() if self.may_change else ''}"
            f'<span class="board-card-customer">{escape(sale.customer)}</span>'
            f"{amount if self.shows_amount else ''}"
            f'<span class="board-card-foot"><span class="step-dot is-{self.step}" title="{escape(sale.next_step)}">'
            f"{words[self.step]}</span>{self._close(words['close'])}</span>"
            f'<span class="board-card-foot"><span>{escape(sale.owner or "–")}</span>'
            f'<span class="board-age" title="{words["age"]}">{self._age(words)}</span></span>'
        )

    def _menu(self) -> str:
        """Its entries are the same for all cards: frontend/src/board.js takes them from the board's template."""
        name = escape(_("Move %(name)s") % {"name": self.sale.name})
        return (
            '<div class="dropdown board-card-menu"><button type="button" class="row-button" data-bs-toggle="dropdown" '
            f'aria-expanded="false" aria-label="{name}">{icons.drawn("dots", extra="icon-sm")}</button>'
            '<div class="dropdown-menu dropdown-menu-end"></div></div>'
        )

    def _close(self, title: str) -> str:
        late = ' class="text-danger"' if self.is_late else ""
        mark = " !" if self.is_late else ""
        return f'<span{late} title="{title}">{self.sale.expected_close:%m-%d}{mark}</span>'

    def _age(self, words: dict[str, str]) -> str:
        age = ngettext("%(days)s day", "%(days)s days", self.days) % {"days": self.days}
        return f"{age} · {words[self.tone]}" if self.tone else age

    @property
    def drop_url(self) -> str:
        return row_address("sales:board_drop", self.sale.pk)


@lru_cache(maxsize=16)
def _words(_language: str | None) -> dict[str, str]:
    """What stands on every card, looked up once for each language."""
    return {
        "no amount": _("no amount"),
        "age": _("days in the stage"),
        "close": _("expected close"),
        "planned": _("next step planned"),
        "overdue": _("next step overdue"),
        "none": _("no next step"),
        "red": _("too long"),
        "amber": _("soon too long"),
    }


def card_of(sale: Any, *, shows_amount: bool = True) -> Card:
    days, usual = sale.days_in_stage, sale.stage.dwell_days
    today = clock.today()
    tone = ""
    if usual:
        tone = "red" if days > usual else "amber" if days * 4 >= usual * 3 else ""
    step = "none"
    if sale.next_step_on is not None:
        step = "overdue" if sale.next_step_on < today else "planned"
    return Card(sale, days, tone, step, sale.expected_close < today, sale.may_change, shows_amount)
