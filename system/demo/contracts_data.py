"""What the contracts of the demo say."""

CLAUSES = [
    ("TK-01", "质量要求", "质量", "产品应符合双方确认的图纸与技术协议，随货提供合格证与检验报告。"),
    (
        "TK-02",
        "质保与三包",
        "质量",
        "质保期为验收之日起 {{ warranty_months }} 个月，质保期内因质量问题免费更换。",
    ),
    ("TK-03", "交付与包装", "交付", "卖方按订单约定的交期与地点交货，包装应满足防锈、防潮与运输要求。"),
    ("TK-04", "验收", "交付", "买方应在到货后十日内完成验收，逾期未提出异议视为验收合格。"),
    (
        "TK-05",
        "付款",
        "结算",
        "合同总金额为 {{ currency }} {{ amount }}（{{ amount_in_words }}），按付款条款支付。",
    ),
    ("TK-06", "价格调整", "结算", "合同期内主要原材料价格波动超过 5 % 时，双方可书面协商调整价格。"),
    ("TK-07", "保密", "法务", "双方对合同内容及往来技术资料负有保密义务，合同终止后三年内仍然有效。"),
    ("TK-08", "违约责任", "法务", "逾期交货或逾期付款的，每逾期一日按逾期部分的万分之五支付违约金。"),
    ("TK-09", "不可抗力", "法务", "因不可抗力不能履行的，应及时通知对方并提供证明，双方互不承担责任。"),
    ("TK-10", "争议解决", "法务", "因本合同发生的争议由双方协商解决，协商不成的提交卖方所在地人民法院。"),
]
ENGLISH = [
    (
        "TK-51",
        "Quality",
        "quality",
        "The goods conform to the agreed drawings and are delivered with certificates.",
    ),
    ("TK-52", "Warranty", "quality", "The warranty period is {{ warranty_months }} months from acceptance."),
    (
        "TK-53",
        "Payment",
        "payment",
        "The total price is {{ currency }} {{ amount }} ({{ amount_in_words }}).",
    ),
    ("TK-54", "Confidentiality", "legal", "Both parties keep this contract and all drawings confidential."),
    ("TK-55", "Disputes", "legal", "Disputes are settled by arbitration at the seat of the seller."),
]
OPENING = "{{ customer }}（以下称买方）与 {{ company }}（以下称卖方）订立本合同，期限自 {{ start_on }} 至 {{ end_on }}。"
OPENING_EN = (
    "{{ customer }} (the buyer) and {{ company }} (the seller) agree from {{ start_on }} to {{ end_on }}."
)
CLOSING = "本合同一式四份，双方各执两份，自双方签字盖章之日起生效。"
CLOSING_EN = "This contract is made in four originals and takes effect when both parties have signed it."
# Number, name, mode, language: of the customer's own the customer stands beside it.
TEMPLATES = [
    ("MB-01", "供货合同(统一模板)", "unified", "zh-hans"),
    ("MB-02", "主机厂供货合同(东岭重卡模板)", "customer", "zh-hans"),
    ("MB-03", "Supply contract (country template)", "local", "en"),
]
MASTERS = {
    "KH01": "东岭重卡 {year} 年度全球主合同",
    "KH07": "环屿航运 {year} 年度全球框架主合同",
    "KH05": "沧澜船舶重工轴系配套主合同",
    "KH08": "远沧海运备件供应主合同",
}
LOCALS = ["东岭重卡总装车间轴承本地合同", "东岭重卡售后备件本地合同"]
NAMES = [
    "{year} 年度轴承供货合同", "船用中间轴承供货合同", "备件供货合同", "联轴器采购合同", "尾轴密封供货合同",
    "推力轴承采购合同", "坞修备件合同", "技术服务合同",
]  # fmt: skip
TERMS = [
    [
        ("advance", 30, "signing", 7, 0),
        ("shipment", 60, "shipment", 0, 0),
        ("retention", 10, "acceptance", 0, 12),
    ],
    [("monthly", 100, "invoice", 60, 0)],
    [
        ("advance", 20, "order", 10, 0),
        ("acceptance", 70, "acceptance", 30, 0),
        ("retention", 10, "acceptance", 0, 12),
    ],
    [("acceptance", 100, "acceptance", 30, 0)],
]
