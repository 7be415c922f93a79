"""A quote on paper: one HTML of a whitelist of its fields, in the language of the document, and its PDF."""

from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from catalog.models import Product
from core.amounts_in_words import in_words
from core.pdf import render
from marketing.selectors.own_company import own_company
from records import dictionaries

from .models import Quote, QuoteLine

BINDING = {
    Quote.Status.APPROVED,
    Quote.Status.SENT,
    Quote.Status.BARGAINING,
    Quote.Status.ACCEPTED,
    Quote.Status.CONVERTED,
}
CSS = """
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: string(number); font: 8pt Paper-sans; color: #667 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Paper-sans; color: #667 } }
html { font: 9.5pt/1.5 Paper-sans; color: #1b2430 }
h1 { font: 20pt Paper-serif; letter-spacing: .2em; text-align: center; margin: 0 0 6mm }
h1.en { letter-spacing: .04em }
.company { font: 13pt Paper-serif } .small { font-size: 8.5pt; color: #556 }
.number { string-set: number content() }
table { border-collapse: collapse; width: 100% }
.facts td { padding: .6mm 2mm .6mm 0; vertical-align: top } .facts .label { color: #556; width: 24mm; white-space: nowrap }
.lines { margin-top: 5mm } .lines th { background: #eef2f6; font-weight: normal; color: #445; text-align: left }
.lines th, .lines td { border: .25mm solid #b9c3cd; padding: 1.2mm 1.6mm; vertical-align: top }
.lines thead { display: table-header-group } .lines tr { break-inside: avoid }
.lines .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.sums { width: 86mm; margin: 3mm 0 0 auto } .sums td { padding: .7mm 0 } .sums .n { text-align: right }
.sums .total td { border-top: .4mm solid #1b2430; font-size: 11pt }
.words { margin-top: 2mm; border: .25mm solid #b9c3cd; padding: 1.5mm 2mm }
.terms { margin-top: 5mm; break-inside: avoid } .terms p { margin: .6mm 0 }
.sign { margin-top: 10mm; break-inside: avoid } .sign td { width: 50%; padding-top: 12mm; border-bottom: .25mm solid #889 }
.mark { position: fixed; top: 95mm; left: 0; right: 0; text-align: center; font-size: 60pt; color: #e4e8ec;
  transform: rotate(-24deg); z-index: -1 }
"""


def figure(value: Decimal, least: int = 0) -> str:
    """12,500.125: no more decimals than there are, no fewer than `least`."""
    text = f"{value.normalize():f}"
    places = len(text.partition(".")[2])
    return f"{value:,.{max(places, least)}f}"


def name_of(product: Product | None, line: QuoteLine) -> str:
    return line.description or (product.name if product else "")


def paper_lines(quote: Quote) -> list[dict[str, Any]]:
    rows = QuoteLine.objects.alive().filter(quote=quote).select_related("product").order_by("place", "id")
    return [
        {
            "place": line.place,
            "code": line.product.code if line.product else "",
            "name": name_of(line.product, line),
            "spec": line.product.spec if line.product else "",
            "part_no": line.part_no,
            "drawing": " ".join(part for part in (line.drawing_no, line.drawing_revision) if part),
            "quantity": figure(line.quantity),
            "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom,
            "price": figure(line.price, 2),
            "discount": figure(line.discount) if line.discount else "",
            "vat_rate": figure(line.vat_rate),
            "amount": f"{line.amount:,.2f}",
            "lead_days": line.lead_days,
            "delivery_place": line.delivery_place,
        }
        for line in rows
    ]


def paper(quote: Quote, *, is_page: bool = False) -> dict[str, Any]:
    """What a customer may read of a quote; nothing else reaches the paper or the page behind a link."""
    lines = paper_lines(quote)
    contact, owner = quote.contact, quote.owner
    is_chinese = quote.language.startswith("zh")
    company = own_company()
    return {
        "number": str(quote),
        "is_chinese": is_chinese,
        "is_binding": quote.status in BINDING,
        "is_expired": quote.is_expired,
        "is_page": is_page,
        "subject": quote.subject,
        "customer": quote.customer.name,
        "contact": contact.name if contact else "",
        "company": (company.name if is_chinese else company.name_en or company.name),
        "address": (company.address if is_chinese else company.address_en or company.address),
        "phone": company.phone,
        "email": company.email,
        "bank": company.bank,
        "seller": str(owner) if owner else "",
        "day": quote.approved_at.date() if quote.approved_at else quote.created_at.date(),
        "valid_until": quote.valid_until,
        "currency": quote.currency,
        "tax_included": quote.tax_included,
        "lines": lines,
        "has_discount": any(line["discount"] for line in lines),
        "has_parts": any(line["part_no"] or line["drawing"] for line in lines),
        "net": f"{quote.net_amount:,.2f}",
        "tax": f"{quote.tax_amount:,.2f}",
        "gross": f"{quote.gross_amount:,.2f}",
        "words": in_words(quote.gross_amount, quote.currency, quote.language),
        "payment_terms": quote.payment_terms,
        "delivery_terms": quote.delivery_terms,
        "terms": quote.terms,
    }


def html_of(quote: Quote) -> str:
    with override(quote.language):
        return render_to_string("sales/quote_pdf.html", {"paper": paper(quote)})


def pdf_of(quote: Quote) -> bytes:
    return render(html_of(quote), CSS)


def pdf_name(quote: Quote) -> str:
    return f"{quote.number}-V{quote.edition}.pdf"
