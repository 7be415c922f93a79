"""The places `{{ name }}` in the wording of contracts: a fixed list of names, filled by plain substitution.

There is no engine behind it: no logic, no attributes, no filters, one pass. What stands in a value is never filled
in turn, and a text that names something else is refused when it is saved; where it stands all the same it stays as
it is written. Whoever shows the result escapes it like any other text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.amounts_in_words import in_words
from core.errors import DomainError
from core.joining import listed
from marketing.selectors.own_company import own_company

from .models import Contract

PLACE = re.compile(r"\{\{\s*([a-z_]{1,40})\s*\}\}")
ANYTHING = re.compile(r"\{\{(.{0,200}?)\}\}", re.DOTALL)


def _company(contract: Contract) -> str:
    company = own_company()
    return company.name if contract.language.startswith("zh") else company.name_en or company.name


def _day(name: str) -> Callable[[Contract], str]:
    def written(contract: Contract) -> str:
        day = getattr(contract, name)
        return f"{day:%Y-%m-%d}" if day else ""

    return written


def _text(name: str) -> Callable[[Contract], str]:
    return lambda contract: str(getattr(contract, name) or "")


def _words(contract: Contract) -> str:
    try:
        return in_words(contract.gross_amount, contract.currency, contract.language)
    except DomainError:
        return ""


KNOWN: dict[str, tuple[Any, Callable[[Contract], str]]] = {
    "number": (gettext_lazy("contract number"), _text("number")),
    "name": (gettext_lazy("contract name"), _text("name")),
    "their_number": (gettext_lazy("the customer's contract number"), _text("their_number")),
    "customer": (gettext_lazy("customer"), lambda contract: contract.customer.name),
    "customer_address": (gettext_lazy("address of the customer"), lambda contract: contract.customer.reg_address),
    "contact": (gettext_lazy("handled by (customer)"), _text("contact")),
    "their_signer": (gettext_lazy("signs for the customer"), _text("their_signer")),
    "company": (gettext_lazy("our company"), _company),
    "our_signer": (gettext_lazy("signs for us"), _text("our_signer")),
    "master_number": (
        gettext_lazy("number of the master contract"),
        lambda contract: contract.master.number if contract.master else "",
    ),
    "country": (gettext_lazy("country"), _text("country")),
    "currency": (gettext_lazy("currency"), _text("currency")),
    "amount": (gettext_lazy("amount with tax"), lambda contract: f"{contract.gross_amount:,.2f}"),
    "net_amount": (gettext_lazy("amount without tax"), lambda contract: f"{contract.net_amount:,.2f}"),
    "amount_in_words": (gettext_lazy("amount in words"), _words),
    "start_on": (gettext_lazy("start"), _day("start_on")),
    "end_on": (gettext_lazy("end"), _day("end_on")),
    "effective_on": (gettext_lazy("effective on"), _day("effective_on")),
    "warranty_months": (gettext_lazy("warranty (months)"), _text("warranty_months")),
    "delivery_terms": (gettext_lazy("terms of delivery"), _text("delivery_terms")),
}  # fmt: skip


def require_known(*texts: str, more: Mapping[str, Any] | None = None) -> None:
    """Refuse a text that names something else than the known places; says which, and what there is."""
    labels = {name: label for name, (label, _get) in KNOWN.items()} | dict(more or {})
    unknown = [name for text in texts for name in unknown_in(text) if name not in labels]
    if unknown:
        raise DomainError(
            _("There is no place “%(unknown)s”. Known are: %(known)s.")
            % {
                "unknown": unknown[0][:60],
                "known": listed(f"{{{{ {name} }}}} ({label})" for name, label in labels.items()),
            },
            code="unknown_place",
        )


def unknown_in(text: str) -> list[str]:
    return [found.strip() for found in ANYTHING.findall(text) if found.strip() not in KNOWN]


def values_of(contract: Contract) -> dict[str, str]:
    """What the places of this contract's wording say, in its language."""
    with override(contract.language):
        return {name: str(get(contract) or "") for name, (_label, get) in KNOWN.items()}


def filled(text: str, values: dict[str, str]) -> str:
    """One pass; a name that is not known stays as it is written, an empty value becomes a line to write on."""
    return PLACE.sub(lambda match: (values[match[1]] or "________") if match[1] in values else match[0], text)


def places_in(texts: Iterable[str]) -> list[str]:
    """The known places that are used."""
    return sorted({name for text in texts for name in PLACE.findall(text) if name in KNOWN})
