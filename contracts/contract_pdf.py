"""A contract on paper: one HTML of a whitelist of its fields, in the language of the document, and its PDF."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from catalog.selectors.priced_lines import living_lines
from core.amounts_in_words import in_words
from core.errors import DomainError
from core.pdf import render
from marketing.selectors.own_company import own_company
from records import dictionaries
from sales.quote_pdf import figure

from .models import Contract
from .places import filled, values_of
from .services.clauses import living_clauses, living_terms, term_in_words

Status = Contract.Status
DRAFTS = {Status.DRAFT, Status.REVIEWING, Status.REVIEWED}
CSS = """
@page { size: A4; margin: 20mm 20mm 20mm;
  @bottom-left { content: string(number); font: 8pt Paper-sans; color: #667 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Paper-sans; color: #667 } }
html { font: 10pt/1.6 Paper-sans; color: #1b2430 }
h1 { font: 19pt Paper-serif; text-align: center; margin: 0 0 6mm }
h2 { font: 12pt Paper-serif; margin: 5mm 0 1.5mm; break-after: avoid }
.number { string-set: number content() } .small { font-size: 8.5pt; color: #556 }
table { border-collapse: collapse; width: 100% }
.facts td { padding: .6mm 2mm .6mm 0; vertical-align: top } .facts .label { color: #556; width: 26mm; white-space: nowrap }
.lines th { background: #eef2f6; font-weight: normal; color: #445; text-align: left }
.lines th, .lines td { border: .25mm solid #b9c3cd; padding: 1.1mm 1.6mm; vertical-align: top }
.lines thead { display: table-header-group } .lines tr { break-inside: avoid }
.lines .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.total { margin-top: 2mm; border: .25mm solid #b9c3cd; padding: 1.5mm 2mm }
.wording { white-space: pre-wrap; margin: 0 0 2mm } ol.clauses { padding-left: 6mm; margin: 0 }
ol.clauses li { margin-bottom: 2.5mm } ol.clauses strong { font-weight: normal; font-family: Paper-serif; font-size: 10.5pt }
.sign { margin-top: 10mm; break-inside: avoid } .sign td { width: 50%; vertical-align: top; padding: 1mm 4mm 1mm 0 }
.seal { height: 28mm; border: .3mm dashed #aab; margin: 2mm 0; color: #99a; padding: 2mm }
.mark { position: fixed; top: 100mm; left: 0; right: 0; text-align: center; font-size: 60pt; color: #e4e8ec;
  transform: rotate(-24deg); z-index: -1 }
"""


def paper_lines(contract: Contract) -> list[dict[str, Any]]:
    return [
        {
            "place": line.place,
            "code": line.product.code if line.product else "",
            "name": line.description or (line.product.name if line.product else ""),
            "spec": line.product.spec if line.product else "",
            "part_no": " ".join(
                part for part in (line.part_no, line.drawing_no, line.drawing_revision) if part
            ),
            "quantity": figure(line.quantity),
            "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom,
            "price": figure(line.unit_price, 2) if line.discount else figure(line.price, 2),
            "vat_rate": figure(line.vat_rate),
            "amount": f"{line.amount:,.2f}",
            "delivery": line.delivery_place,
            "lead_days": line.lead_days,
        }
        for line in living_lines(contract)
    ]


def words_of(contract: Contract) -> str:
    try:
        return in_words(contract.gross_amount, contract.currency, contract.language)
    except DomainError:
        return ""


def paper(contract: Contract) -> dict[str, Any]:
    """What both parties sign; nothing else reaches the paper."""
    is_chinese = contract.language.startswith("zh")
    company, template, values = own_company(), contract.template, values_of(contract)
    customer = contract.customer
    return {
        "number": contract.number,
        "their_number": contract.their_number,
        "name": contract.name,
        "is_chinese": is_chinese,
        "is_draft": contract.status in DRAFTS,
        "is_void": contract.status == Status.VOID,
        "kind": contract.get_kind_display(),
        "master": contract.master.number if contract.master else "",
        "buyer": customer.name,
        "buyer_address": customer.reg_address,
        "buyer_signer": str(contract.their_signer or ""),
        "seller": company.name if is_chinese else company.name_en or company.name,
        "seller_address": company.address if is_chinese else company.address_en or company.address,
        "seller_bank": company.bank,
        "seller_signer": str(contract.our_signer or ""),
        "start_on": contract.start_on,
        "end_on": contract.end_on,
        "signed_on": contract.signed_on,
        "currency": contract.currency,
        "tax_included": contract.tax_included,
        "lines": paper_lines(contract),
        "net": f"{contract.net_amount:,.2f}",
        "tax": f"{contract.tax_amount:,.2f}",
        "gross": f"{contract.gross_amount:,.2f}",
        "words": words_of(contract),
        "opening": filled(template.opening, values) if template else "",
        "clauses": [
            {"title": filled(row.title, values), "body": filled(row.body, values)}
            for row in living_clauses(contract)
        ],
        "closing": filled(template.closing, values) if template else "",
        "terms": [term_in_words(row) for row in living_terms(contract)],
        "delivery_terms": contract.delivery_terms,
        "further": contract.terms,
    }


def html_of(contract: Contract) -> str:
    with override(contract.language):
        return render_to_string("contracts/contract_pdf.html", {"paper": paper(contract)})


def pdf_of(contract: Contract) -> bytes:
    return render(html_of(contract), CSS)


def pdf_name(contract: Contract) -> str:
    return f"{contract.number}.pdf"
