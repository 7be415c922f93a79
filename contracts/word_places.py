"""The places that a Word template may name beside those of every wording: lists, and the columns of a position.

A table row that names a column of a position stands once for each position. There is no engine here either: a fixed
list of names, one pass (`core.word_filling`).
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.errors import DomainError
from core.word import WordFile

from .contract_pdf import paper_lines
from .models import Contract
from .places import PLACE, filled, require_known, values_of
from .services.clauses import living_clauses, living_terms, term_in_words

BLOCKS: dict[str, Any] = {
    "clauses": gettext_lazy("all clauses"),
    "payment_terms": gettext_lazy("terms of payment"),
    "terms": gettext_lazy("further terms"),
    "tax_amount": gettext_lazy("tax"),
}
COLUMNS: dict[str, Any] = {
    "line_place": gettext_lazy("position: number"),
    "line_code": gettext_lazy("position: product number"),
    "line_name": gettext_lazy("position: name"),
    "line_spec": gettext_lazy("position: specification"),
    "line_part_no": gettext_lazy("position: the customer's part number"),
    "line_quantity": gettext_lazy("position: quantity"),
    "line_uom": gettext_lazy("position: unit of measure"),
    "line_price": gettext_lazy("position: price"),
    "line_vat_rate": gettext_lazy("position: VAT rate"),
    "line_amount": gettext_lazy("position: amount"),
    "line_delivery": gettext_lazy("position: place of delivery"),
}


def require_fit(file: WordFile) -> None:
    """Refuse a template that names what is not known, or a position's column outside the row of a table."""
    texts = file.texts()
    require_known(*(text for text, _in_row in texts), more=BLOCKS | COLUMNS)
    for text, in_row in texts:
        name = next((name for name in PLACE.findall(text) if name in COLUMNS), None)
        if name and not in_row:
            raise DomainError(
                _("{{ %(name)s }} stands in the row of a table: the row is repeated for each position.")
                % {"name": name},
                code="outside_row",
            )


def word_values(contract: Contract) -> dict[str, str]:
    """What the places say; an empty one becomes a line to write on, as on our own paper."""
    values = values_of(contract)
    with override(contract.language):
        blocks = {
            "clauses": "\n".join(
                f"{place}. {filled(row.title, values)}\n{filled(row.body, values)}"
                for place, row in enumerate(living_clauses(contract), start=1)
            ),
            "payment_terms": "\n".join(
                f"{place}. {term_in_words(row)}" for place, row in enumerate(living_terms(contract), start=1)
            ),
            "terms": contract.terms,
            "tax_amount": f"{contract.tax_amount:,.2f}",
        }
    return {name: value or "________" for name, value in (values | blocks).items()}


def word_rows(contract: Contract) -> list[dict[str, str]]:
    """The positions by column; without any one row stays, empty."""
    rows = [
        {name: str(line[name.removeprefix("line_")] or "") for name in COLUMNS}
        for line in paper_lines(contract)
    ]
    return rows or [dict.fromkeys(COLUMNS, "")]


def fill(file: WordFile, contract: Contract) -> bytes:
    return file.filled(PLACE, word_values(contract), word_rows(contract))
