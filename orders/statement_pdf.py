"""A statement on paper: the balance, what moved it, and where the customer signs."""

from typing import Any

from django.template.loader import render_to_string

from core.pdf import render
from marketing.selectors.own_company import own_company

from .models import Statement

CSS = """
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Paper-sans; color: #667 } }
html { font: 9.5pt/1.5 Paper-sans; color: #1b2430 }
h1 { font: 18pt Paper-serif; text-align: center; margin: 0 0 6mm }
table { border-collapse: collapse; width: 100%; margin-top: 4mm }
th { background: #eef2f6; font-weight: normal; color: #445; text-align: left }
th, td { border: .25mm solid #b9c3cd; padding: 1.2mm 1.6mm; vertical-align: top }
thead { display: table-header-group } tr { break-inside: avoid }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.sign { margin-top: 12mm; break-inside: avoid }
"""


# The parts of the balance, each as it counts for the closing one.
SUMS = {"opening": 1, "goods": 1, "returns": -1, "receipts": -1, "claims": 1, "closing": 1}


def paper(statement: Statement) -> dict[str, Any]:
    company = own_company()
    return {
        "number": statement.number,
        "month": statement.month,
        "customer": statement.customer.name,
        "company": company.name,
        "currency": statement.currency,
        "sums": [
            {
                "label": statement._meta.get_field(name).verbose_name,
                "amount": sign * getattr(statement, name) + 0,
            }
            for name, sign in SUMS.items()
        ],
        "lines": [*statement.positions.alive().order_by("day", "pk")],
    }


def pdf_of(statement: Statement) -> bytes:
    return render(render_to_string("orders/statement_pdf.html", {"paper": paper(statement)}), CSS)
