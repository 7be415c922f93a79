"""The processes that come with the system: data in Chinese that administrators change, copy or retire.

Each is created once (never again, never overwritten) as soon as its document is registered, and published if
the company has all that it names; otherwise it stays a draft that says what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import drawing as d
from .delivered_contracts import contract_amendment, contract_inside, contract_outside, contract_voiding
from .delivered_money import invoice
from .delivered_steps import (
    EIGHT_HOURS,
    ONCE_IN_A_ROW,
    business_office,
    finance,
    manager,
    president,
    vice_president,
)
from .structure import Step


@dataclass(frozen=True)
class Delivered:
    """One process as delivered; `code` marks the definition made from it."""

    code: str
    name: str
    doc_type: str
    steps: Callable[[], list[Step]]
    market: str = "any"
    description: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


def only_manager() -> list[Step]:
    return [d.start(), manager()]


def initiators_manager() -> list[Step]:
    return [d.start(), manager("initiator")]


def manager_and_office() -> list[Step]:
    return [d.start(), manager(), business_office()]


def credit_chain() -> list[Step]:
    """业务部→业务管理部→财务部→主管经理: the old grade stays in force until the last of them."""
    return [d.start(), manager(), business_office(), finance(), vice_president("主管经理")]


def data_export() -> list[Step]:
    return [
        d.start(),
        d.approve("head", "部门负责人", d.head("initiator"), opinion_required=True, **EIGHT_HOURS),
        d.approve("security", "安全管理员", d.role("sec"), **EIGHT_HOURS),
    ]


def expense() -> list[Step]:
    """What was spent on a customer: the manager; finance too from 5,000 yuan on."""
    return [
        d.start(),
        manager(),
        d.choose(
            "size",
            "金额",
            d.when("5000元以上", d.test("amount", "ge", "5000"), finance()),
            d.otherwise("5000元以下"),
        ),
    ]


IS_BIG = d.test("amount", "ge", "5000000")
IS_STANDARD = d.both(d.test("discount", "le", "0"), d.test("amount", "lt", "5000000"))
IS_BEYOND_BAND = d.both(d.test("price_mode", "is", "local_best"), d.test("deviation", "lt", "-5"))


def quote_inside() -> list[Step]:
    """Within the group, at settlement prices: short."""
    return [
        d.start(),
        manager(),
        d.choose(
            "kind",
            "报价情况",
            d.when("标准价", IS_STANDARD, d.end("standard", "通过")),
            d.otherwise("有折扣或大额"),
        ),
        finance("财务结算岗"),
        d.choose(
            "size",
            "金额",
            d.when("500万以上", IS_BIG, vice_president()),
            d.otherwise("500万以下"),
        ),
    ]


def quote_outside() -> list[Step]:
    """To outside customers: prices are countersigned; the best local price goes by the global manager."""
    countersigning = d.approve(
        "countersign",
        "价格会签",
        d.post("tech_review"),
        d.post("production_review"),
        d.head_of("finance"),
        mode="all",
        **EIGHT_HOURS,
    )
    return [
        d.start(),
        d.choose(
            "kind",
            "报价情况",
            d.when(
                "本地最优价超出价格带",
                IS_BEYOND_BAND,
                d.approve("regional", "区域经理", d.role("rm", "nearest", "owner"), **EIGHT_HOURS),
                d.approve("grm", "全球客户经理", {"rule": "grm"}, **EIGHT_HOURS),
                d.approve("local-finance", "财务", d.head_of("finance"), **EIGHT_HOURS),
            ),
            d.when(
                "标准价",
                IS_STANDARD,
                d.approve(
                    "either",
                    "业务部经理或副经理",
                    d.head("owner"),
                    d.post("deputy_manager", "department"),
                    **EIGHT_HOURS,
                ),
            ),
            d.otherwise(
                "有折扣或大额",
                manager(),
                countersigning,
                vice_president(),
                d.choose("size", "金额", d.when("500万以上", IS_BIG, president()), d.otherwise("500万以下")),
            ),
        ),
    ]


def order_outside() -> list[Step]:
    """What goes beyond the credit limit or the contract: 经理 → 财务 → 主管经理."""
    return [d.start(), manager(), finance(), vice_president("主管经理")]


OWNER = {"rule": "customer_owner"}
ACCEPTED = d.field(
    "answer",
    "客户答复",
    "choice",
    True,
    [("accepted", "接受报价"), ("again", "重新报价"), ("lost", "未成交")],
)


def outside_business() -> list[Step]:
    """From the inquiry of an outside customer to the money in the bank."""
    two_days = {"timeout_hours": 16, "timeout_action": "escalate"}
    return [
        d.start(
            fields=[d.field("product", "产品与规格", required=True), d.field("quantity", "数量", "number")]
        ),
        d.work(
            "inquiry",
            "询价登记",
            OWNER,
            form=[
                d.field("drawing", "图号或技术要求", "long_text"),
                d.field("wanted_on", "期望交期", "date"),
                d.field("expected", "预计金额(元)", "money", True),
            ],
            **two_days,
        ),
        d.work(
            "review",
            "技术评审",
            {"rule": "initiator_choice"},
            form=[
                d.field("feasible", "能否制造", "choice", True, [("yes", "可以"), ("no", "不可以")]),
                d.field("remark", "评审意见", "long_text"),
            ],
            **two_days,
        ),
        d.choose(
            "feasible",
            "评审结论",
            d.when(
                "不能制造",
                d.test("form.review.feasible", "is", "no"),
                d.end("not-feasible", "谢绝询价", "rejected"),
            ),
            d.otherwise("可以制造"),
        ),
        d.work(
            "quote",
            "编制报价",
            OWNER,
            form=[
                d.field("price", "报价金额(元)", "money", True),
                d.field("valid_until", "有效期至", "date", True),
            ],
            **two_days,
        ),
        d.approve("quote-manager", "报价审批", d.head("customer_owner"), **EIGHT_HOURS),
        d.choose(
            "big",
            "报价金额",
            d.when(
                "500万以上",
                d.test("form.quote.price", "ge", "5000000"),
                d.approve("quote-vp", "分管副总审批", d.head_of("business", up=1), **EIGHT_HOURS),
            ),
            d.otherwise("500万以下"),
        ),
        d.work("answer", "跟踪客户答复", OWNER, form=[ACCEPTED, d.field("reason", "原因", "long_text")]),
        d.choose(
            "answered",
            "客户答复",
            d.when(
                "重新报价",
                d.test("form.answer.answer", "is", "again"),
                Step("requote", "jump", "回到编制报价", {"to": "quote"}),
            ),
            d.when("未成交", d.test("form.answer.answer", "is", "lost"), d.end("lost", "未成交", "rejected")),
            d.otherwise("接受报价"),
        ),
        d.work(
            "contract",
            "签订合同",
            OWNER,
            form=[
                d.field("number", "合同编号", "text", True),
                d.field("signed_on", "签订日期", "date", True),
            ],
        ),
        d.work("order", "下达订单", OWNER, form=[d.field("number", "订单号", "text", True)]),
        d.parallel(
            "perform",
            "生产与单证",
            d.line(
                "生产发运",
                d.work("production", "生产跟踪", OWNER, form=[d.field("ready_on", "完工日期", "date")]),
                d.work(
                    "shipment",
                    "发运签收",
                    OWNER,
                    form=[d.field("waybill", "运单号"), d.field("signed_on", "签收日期", "date")],
                ),
            ),
            d.line("开票", d.work("invoice", "开具发票", d.role("fin"), form=[d.field("number", "发票号")])),
        ),
        d.work(
            "settlement",
            "回款结算",
            d.role("fin"),
            form=[
                d.field("received", "回款金额(元)", "money", True),
                d.field("received_on", "到账日期", "date", True),
            ],
        ),
        d.copy_to("filed", "归档知会", OWNER, d.head("customer_owner")),
    ]


def inside_business() -> list[Step]:
    """For a unit of the group: no quotation, no contract; at the settlement price and settled inside."""
    return [
        d.start(
            fields=[
                d.field("product", "产品与规格", required=True),
                d.field("quantity", "数量", "number", True),
            ]
        ),
        d.work("demand", "需求登记", OWNER, form=[d.field("wanted_on", "需用日期", "date", True)]),
        d.work(
            "price",
            "核定结算价",
            d.role("fin"),
            form=[d.field("price", "结算价(元)", "money", True)],
            **EIGHT_HOURS,
        ),
        d.approve("manager", "业务部经理审批", d.head("customer_owner"), **EIGHT_HOURS),
        d.work("order", "下达任务", OWNER, form=[d.field("number", "任务单号", "text", True)]),
        d.work("delivery", "交付签收", OWNER, form=[d.field("signed_on", "签收日期", "date", True)]),
        d.work(
            "settlement", "内部结算", d.role("fin"), form=[d.field("voucher", "结算凭证号", "text", True)]
        ),
    ]


PROCESSES: tuple[Delivered, ...] = (
    Delivered("customer-creation", "新客户提交审核", "customer_creation", initiators_manager),
    Delivered(
        "tier-outside",
        "客户级别调整(外部市场)",
        "tier_change",
        credit_chain,
        "external",
        settings=ONCE_IN_A_ROW,
    ),
    Delivered("tier-inside", "客户级别调整(内部市场)", "tier_change", only_manager, "internal"),
    Delivered(
        "credit-outside",
        "信用等级调整(外部市场)",
        "credit_change",
        credit_chain,
        "external",
        settings=ONCE_IN_A_ROW,
    ),
    Delivered(
        "key-account-inside", "大客户分配与收回(内部市场)", "key_account_assignment", only_manager, "internal"
    ),
    Delivered(
        "key-account-outside",
        "大客户分配与收回(外部市场)",
        "key_account_assignment",
        manager_and_office,
        "external",
        settings=ONCE_IN_A_ROW,
    ),
    Delivered("data-export", "个人信息导出审批", "personal_data_export", data_export),
    Delivered(
        "quote-inside", "报价审批(内部市场)", "quote", quote_inside, "internal", settings=ONCE_IN_A_ROW
    ),
    Delivered(
        "quote-outside", "报价审批(外部市场)", "quote", quote_outside, "external", settings=ONCE_IN_A_ROW
    ),
    Delivered(
        "order-outside",
        "订单审批(超信用额度或合同限额)",
        "order",
        order_outside,
        "external",
        settings=ONCE_IN_A_ROW,
    ),
    Delivered(
        "contract-inside",
        "合同审核(内部市场)",
        "contract",
        contract_inside,
        "internal",
        settings=ONCE_IN_A_ROW,
    ),
    Delivered(
        "contract-outside",
        "合同审核(外部市场)",
        "contract",
        contract_outside,
        "external",
        settings=ONCE_IN_A_ROW,
    ),
    Delivered(
        "contract-amendment", "合同变更审批", "contract_amendment", contract_amendment, settings=ONCE_IN_A_ROW
    ),
    Delivered(
        "contract-voiding", "合同作废审批", "contract_voiding", contract_voiding, settings=ONCE_IN_A_ROW
    ),
    Delivered("invoice", "开票审批", "invoice", invoice, settings=ONCE_IN_A_ROW),
    Delivered("sample-review", "样品评审", "sample_request", only_manager),
    Delivered("expense", "费用审批", "expense", expense, settings=ONCE_IN_A_ROW),
    Delivered(
        "business-outside",
        "外部市场业务流程",
        "",
        outside_business,
        "external",
        "从询价、评审、报价、合同、订单、发运到回款结算，每一步由一人负责。",
        {"about": "customers"},
    ),
    Delivered(
        "business-inside",
        "内部市场业务流程",
        "",
        inside_business,
        "internal",
        "集团内部单位的需求，按结算价执行并内部结算。",
        {"about": "customers"},
    ),
)
