"""The dictionary of loss reasons, as a new installation gets it."""

from records import dictionaries

LOSS_REASONS = [
    ("price", "价格偏高", "Price too high"),
    ("technical", "技术不满足", "Technical requirements not met"),
    ("quality", "质量或试验不合格", "Quality or test failed"),
    ("delivery", "交期不满足", "Delivery time"),
    ("relationship", "客户关系不足", "Relationship"),
    ("incumbent", "客户沿用原供应商", "Customer kept its supplier"),
    ("terms", "付款或商务条件", "Terms of payment or contract"),
    ("response", "响应慢", "We answered too late"),
    ("other", "其他", "Other"),
]
DROPPED = [
    ("cancelled", "客户取消项目", "Customer dropped the project"),
    ("budget", "预算取消", "Budget withdrawn"),
]


def declare() -> None:
    dictionaries.declare("loss_reason", "输单原因", LOSS_REASONS + DROPPED, "Reason of loss")
