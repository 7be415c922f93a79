"""What a document costs over the bare drawing of its HTML, in one process: quote and contract of three Chinese pages."""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

LINES = 60
CLAUSES = 8


def quote_over_bare(customer: Any, by: Any, rounds: int = 9) -> tuple[float, float, int]:
    """(milliseconds of the bare drawing, of the whole document, bytes of it), at p50 and warm; the quote is forgotten."""
    from django.db import transaction

    from sales import quote_pdf

    with transaction.atomic():
        quote = _long_quote(customer, by)
        html = quote_pdf.html_of(quote)
        bare, whole = _in_turn(lambda: _bare(html, quote_pdf.CSS), lambda: quote_pdf.pdf_of(quote), rounds)
        size = len(quote_pdf.pdf_of(quote))
        transaction.set_rollback(True)
    return bare, whole, size


def contract_over_bare(customer: Any, by: Any, rounds: int = 9) -> tuple[float, float, int]:
    """The same for a contract with clauses and terms of payment."""
    from django.db import transaction

    from contracts import contract_pdf

    with transaction.atomic():
        contract = _long_contract(customer, by)
        html = contract_pdf.html_of(contract)
        bare, whole = _in_turn(
            lambda: _bare(html, contract_pdf.CSS), lambda: contract_pdf.pdf_of(contract), rounds
        )
        size = len(contract_pdf.pdf_of(contract))
        transaction.set_rollback(True)
    return bare, whole, size


def _long_contract(customer: Any, by: Any) -> Any:
    from contracts.models import Contract
    from contracts.services.contract import save_contract
    from core import clock

    start = clock.today()
    contract = Contract(
        customer=customer, name="年度供货合同", start_on=start, end_on=start + timedelta(days=364)
    )
    wording = "产品应符合双方确认的图纸与技术协议，随货提供合格证与检验报告；买方在收货后十五日内验收，逾期视为合格。"
    return save_contract(
        contract,
        by=by,
        lines=[
            {"description": f"调心滚子轴承 {n}", "quantity": Decimal(10 + n), "price": Decimal(100 + n)}
            for n in range(LINES // 2)
        ],
        clauses=[{"title": f"条款 {n}", "body": wording * 2} for n in range(CLAUSES)],
        terms=[{"kind": "advance", "percent": Decimal(30)}, {"kind": "acceptance", "percent": Decimal(70)}],
    )


def _long_quote(customer: Any, by: Any) -> Any:
    from catalog.models import Product
    from contacts.models import Contact
    from core import clock
    from sales.models import Quote
    from sales.services.quote import save_quote

    product = Product.objects.create(
        code="BENCH-1", name="调心滚子轴承", spec="22326CA/W33", uom="pcs", list_price=Decimal("113")
    )
    quote = Quote(
        customer=customer,
        contact=Contact.objects.filter(customer=customer).first(),
        valid_until=clock.today() + timedelta(days=30),
        terms="交货地点为买方仓库，包装按出口标准；质保期十八个月。",
    )
    lines = [
        {"product": product, "quantity": Decimal(10 + n), "price": Decimal(100 + n)} for n in range(LINES)
    ]
    return save_quote(quote, by=by, lines=lines)


def _bare(html: str, css: str) -> bytes:
    """The library alone, with the fonts that a running product has read long since."""
    import weasyprint

    from core.pdf import _prepared

    fonts, faces, fetcher = _prepared()
    sheet = weasyprint.CSS(string=css, font_config=fonts)
    drawn: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher, media_type="print").write_pdf(
        font_config=fonts, stylesheets=[faces, sheet]
    )
    return drawn


def _in_turn(one: Callable[[], bytes], other: Callable[[], bytes], rounds: int) -> tuple[float, float]:
    """The milliseconds of both at p50, drawn by turns, so that a busy moment strikes both."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(-1, rounds):
        for times, draw in zip(taken, (one, other), strict=True):
            start = time.perf_counter()
            draw()
            if number >= 0:
                times.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])
