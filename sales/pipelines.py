"""The pipelines that every installation starts with, one per market; an administrator may change and add."""

from decimal import Decimal
from typing import Any

from .models import Pipeline, Stage

# code, name, English name, market, industries that start in it,
# stages: code, name, English name, probability, usual days, what must be known to enter
DELIVERED: list[tuple[str, str, str, str, list[str], list[tuple[str, str, str, int, int, list[str]]]]] = [
    (
        "oem", "主机厂配套", "OEM supply", "external", ["automaker", "machinery", "wind", "energy", "construction"],
        [
            ("confirmed", "线索确认", "Lead confirmed", 10, 14, []),
            ("admission", "准入/审厂", "Admission and audit", 20, 45, []),
            ("technical", "技术交流", "Technical exchange", 30, 30, ["contacts"]),
            ("sample", "送样/试装", "Sample and trial fitting", 45, 60, ["amount", "contacts"]),
            ("quote", "报价议价", "Quotation and bargaining", 60, 30, ["amount", "contacts"]),
            ("nomination", "定点/小批", "Nomination and pilot batch", 80, 45, ["amount", "contacts", "decider"]),
            ("contract", "批产合同", "Series contract", 100, 0, ["amount"]),
        ],
    ),
    (
        "shipping", "航运供货", "Shipping supply", "external",
        ["shipyard", "shipping", "ship_management", "port", "trading"],
        [
            ("inquiry", "询价", "Inquiry", 20, 7, []),
            ("technical", "技术澄清", "Technical clarification", 35, 14, ["contacts"]),
            ("quote", "报价", "Quotation", 50, 14, ["amount", "contacts"]),
            ("negotiation", "商务谈判", "Negotiation", 70, 21, ["amount", "contacts", "decider"]),
            ("contract", "中标签约", "Awarded and signed", 100, 0, ["amount"]),
        ],
    ),
    (
        "internal", "内部配套", "Internal supply", "internal", [],
        [
            ("demand", "需求下达", "Demand received", 40, 10, []),
            ("price", "结算价确认", "Settlement price agreed", 70, 10, ["amount"]),
            ("order", "下单", "Ordered", 100, 0, ["amount"]),
        ],
    ),
]  # fmt: skip


def install_pipelines(**kwargs: Any) -> None:
    """Create the pipelines that are missing; what is there was made or changed by somebody and stays."""
    known = set(Pipeline.objects.values_list("code", flat=True))
    for place, (code, name, name_en, market, industries, stages) in enumerate(DELIVERED):
        if code in known:
            continue
        pipeline = Pipeline(
            code=code, name=name, name_en=name_en, market=market, industries=industries, sort=place * 10
        )
        pipeline.save()
        for number, (step, label, label_en, probability, days, required) in enumerate(stages):
            Stage(
                pipeline=pipeline,
                code=step,
                name=label,
                name_en=label_en,
                sort=number * 10,
                probability=Decimal(probability),
                dwell_days=days,
                required_fields=required,
                needs_next_step=probability < 100,
            ).save()
