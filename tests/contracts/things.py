"""Contracts as tests need them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from contracts.models import Contract
from contracts.services import course, review
from contracts.services.contract import save_contract
from core import clock
from records.services.attachments import attach

CLAUSES = [
    {"title": "质量", "body": "轴承寿命不低于 20000 小时。"},
    {"title": "质保", "body": "质保期 24 个月，自验收之日起算。"},
]
TERMS = [
    {"kind": "advance", "percent": Decimal(30), "event": "signing", "days": 7},
    {"kind": "acceptance", "percent": Decimal(60), "event": "acceptance", "days": 30},
    {"kind": "retention", "percent": Decimal(10), "event": "acceptance", "months": 12},
]


def line(price: Any = 113, quantity: Any = 100, **facts: Any) -> dict[str, Any]:
    return {
        "description": "推力轴承",
        "quantity": Decimal(str(quantity)),
        "price": Decimal(str(price)),
        **facts,
    }


def make_contract(customer: Any, by: Any, *lines: dict[str, Any], **facts: Any) -> Contract:
    """A draft of a year through the service: one line, two clauses, three terms."""
    clauses, terms = facts.pop("clauses", CLAUSES), facts.pop("terms", TERMS)
    facts.setdefault("name", "年度供货合同")
    facts.setdefault("start_on", clock.today())
    facts.setdefault("end_on", facts["start_on"] + timedelta(days=364))
    contract = Contract(customer=customer, **facts)
    return save_contract(contract, by=by, lines=list(lines) or [line()], clauses=clauses, terms=terms)


def hang(contract: Contract, by: Any, name: str = "签字版.pdf") -> Any:
    return attach(contract, ContentFile(b"%PDF-1.4 signed", name=name), by=by)


def make_reviewed(customer: Any, by: Any, approver: Any, *lines: dict[str, Any], **facts: Any) -> Contract:
    return review.put_reviewed(
        review.submit_contract(make_contract(customer, by, *lines, **facts), by=by), by=approver
    )


def make_signed(customer: Any, by: Any, approver: Any, *lines: dict[str, Any], **facts: Any) -> Contract:
    contract = review.confirm_contract(make_reviewed(customer, by, approver, *lines, **facts), by=by)
    hang(contract, by)
    return course.sign_contract(contract, by=approver)


def make_executing(customer: Any, by: Any, approver: Any, *lines: dict[str, Any], **facts: Any) -> Contract:
    facts.setdefault("start_on", clock.today() - timedelta(days=10))
    return course.start_contract(make_signed(customer, by, approver, *lines, **facts), by=by)


def day(text: str) -> date:
    return date.fromisoformat(text)
