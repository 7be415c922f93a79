from .acceptance import Acceptance, AcceptanceLine, ReturnLine, ReturnOrder
from .credit import CreditLimit
from .erp import ErpMessage
from .forecast import RollingForecast
from .invoice import Invoice, InvoiceLine
from .order import Order, OrderLine, OrderLineSchedule, OrderPaymentTerm, ProductionProgress
from .payment_plan import AccountingPeriod, CollectionStep, PaymentPlan
from .receipt import Receipt, ReceiptAllocation
from .schedule_change import ScheduleChange
from .shipment import Shipment, ShipmentBatch, ShipmentEvent, ShipmentLine
from .statement import Statement, StatementLine
from .statement_link import StatementLink, StatementReply, StatementView

__all__ = [
    "Acceptance",
    "AcceptanceLine",
    "AccountingPeriod",
    "CollectionStep",
    "CreditLimit",
    "ErpMessage",
    "Invoice",
    "InvoiceLine",
    "Order",
    "OrderLine",
    "OrderLineSchedule",
    "OrderPaymentTerm",
    "PaymentPlan",
    "ProductionProgress",
    "Receipt",
    "ReceiptAllocation",
    "ReturnLine",
    "ReturnOrder",
    "RollingForecast",
    "ScheduleChange",
    "Shipment",
    "ShipmentBatch",
    "ShipmentEvent",
    "ShipmentLine",
    "Statement",
    "StatementLine",
    "StatementLink",
    "StatementReply",
    "StatementView",
]
