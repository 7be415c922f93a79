"""How contracts, their amendments and calling them void are reviewed, as delivered."""

from . import drawing as d
from .delivered_steps import EIGHT_HOURS, business_office, finance, manager, vice_president
from .structure import Step


def contract_inside() -> list[Step]:
    """Within the group: the manager, and the lawyers for the wording."""
    return [d.start(), manager(), legal()]


def legal() -> Step:
    return d.approve("legal", "法务", d.post("legal_review"), **EIGHT_HOURS)


def contract_outside() -> list[Step]:
    """With outside customers: what deviates from the master contract goes by the global manager, what is not written
    on our own template, is countersigned by the lawyers, finance and quality, and sealed after the vice president."""
    countersigning = d.approve(
        "countersign",
        "合同会签",
        d.post("legal_review"),
        d.head_of("finance"),
        d.post("quality_review"),
        mode="all",
        **EIGHT_HOURS,
    )
    return [
        d.start(),
        manager(),
        d.choose(
            "deviation",
            "主合同偏离",
            d.when(
                "偏离主合同",
                d.test("has_deviations", "is", True),
                d.approve("grm", "全球客户经理", {"rule": "grm"}, **EIGHT_HOURS),
            ),
            d.otherwise("与主合同一致"),
        ),
        d.choose(
            "template",
            "合同文本",
            d.when(
                "客户模板",
                d.test("template_mode", "is", "customer"),
                countersigning,
                vice_president(),
                d.approve("seal", "用印", d.post("seal_keeper"), **EIGHT_HOURS),
            ),
            d.otherwise("我方或本地模板", business_office(), finance()),
        ),
    ]


def contract_amendment() -> list[Step]:
    return [d.start(), manager(), business_office()]


def contract_voiding() -> list[Step]:
    """What was signed is taken back: the manager, finance, and who leads the business."""
    return [d.start(), manager(), finance(), vice_president()]
