"""A contract as a Word file: the customer's own template filled, else a plain paper with all that it says."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.word import WordFile
from core.word_writing import WordPaper
from records.models import Attachment

from .contract_pdf import paper
from .models import Contract, ContractTemplate
from .word_places import fill

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_template(template: ContractTemplate | None) -> WordFile | None:
    """The Word file of a template, where it has one; it stays its own though somebody takes it off its files."""
    file: Attachment | None = template.word_file if template is not None else None
    if file is None:
        return None
    with file.file.open("rb") as stream:
        return WordFile(stream.read())


def word_of(contract: Contract) -> bytes:
    file = word_template(contract.template)
    if file is not None:
        return fill(file, contract)
    with override(contract.language):
        return _plain(contract)


def word_name(contract: Contract) -> str:
    return f"{contract.number}.docx"


def _plain(contract: Contract) -> bytes:
    said = paper(contract)
    mark = _("VOID") if said["is_void"] else _("DRAFT") if said["is_draft"] else ""
    page = WordPaper(header=mark, footer=said["number"])
    page.title(said["name"])
    page.table(_facts(said), (1, 5), is_framed=False)
    page.text(said["opening"])
    if said["lines"]:
        page.heading(_("Goods and prices"))
        _goods(page, said)
    if said["terms"] or said["delivery_terms"]:
        page.heading(_("Payment and delivery"))
        for place, term in enumerate(said["terms"], start=1):
            page.text(f"({place}) {term}")
        if said["delivery_terms"]:
            page.text(_("terms of delivery") + _(": ") + said["delivery_terms"])
    if said["clauses"]:
        page.heading(_("Clauses"))
    for place, clause in enumerate(said["clauses"], start=1):
        page.heading(f"{place}. {clause['title']}", 2)
        page.text(clause["body"])
    if said["further"]:
        page.heading(_("Further terms"))
        page.text(said["further"])
    if said["closing"]:
        page.heading(_("Closing of the contract"))
        page.text(said["closing"])
    page.heading(_("Signatures"))
    _signatures(page, said)
    return page.bytes()


def _facts(said: dict[str, Any]) -> list[list[str]]:
    signed = said["signed_on"]
    rows = [
        (_("contract number"), said["number"]),
        (_("the customer's contract number"), said["their_number"]),
        (_("kind"), str(said["kind"])),
        (_("master contract"), said["master"]),
        (_("Buyer"), f"{said['buyer']}\n{said['buyer_address']}".strip()),
        (_("Seller"), f"{said['seller']}\n{said['seller_address']}".strip()),
        (_("period"), f"{said['start_on']:%Y-%m-%d} – {said['end_on']:%Y-%m-%d}"),
        (_("signed on"), f"{signed:%Y-%m-%d}" if signed else ""),
    ]
    return [[label[:1].upper() + label[1:], value] for label, value in rows if value]


def _goods(page: WordPaper, said: dict[str, Any]) -> None:
    currency = said["currency"]
    price = _("price with tax") if said["tax_included"] else _("price without tax")
    amount, net, tax, gross = _("amount"), _("amount without tax"), _("tax"), _("Total with tax")
    head = ["#", _("product"), _("quantity"), f"{price} ({currency})", _("VAT rate (%)"), f"{amount} ({currency})",
            _("delivery")]  # fmt: skip
    rows = [
        [
            str(line["place"]),
            "\n".join(
                t for t in (f"{line['code']} {line['name']}".strip(), line["spec"], line["part_no"]) if t
            ),
            f"{line['quantity']} {line['uom']}",
            line["price"],
            line["vat_rate"],
            line["amount"],
            line["delivery"],
        ]
        for line in said["lines"]
    ]
    page.table([head, *rows], (1, 7, 3, 3, 2, 4, 4), has_head=True, ends=(2, 3, 4, 5))
    page.text(f"{net} {said['net']} · {tax} {said['tax']} · {gross} {currency} {said['gross']}")
    if said["words"]:
        page.text(_("In words") + _(": ") + said["words"])


def _signatures(page: WordPaper, said: dict[str, Any]) -> None:
    colon, seal, signature, day = _(": "), _("Seal"), _("Signature"), _("Date")
    sides = [
        "\n".join(
            (f"{label}{colon}{name}", f"{seal}{colon}", "", f"{signature}{colon}{signer}", f"{day}{colon}")
        )
        for label, name, signer in (
            (_("Buyer"), said["buyer"], said["buyer_signer"]),
            (_("Seller"), said["seller"], said["seller_signer"]),
        )
    ]
    page.table([sides], (1, 1))
