"""The lines of orders and of invoices, as lists."""

from records.views.list import ListPage

from ..records.lines import INVOICE_LINES, ORDER_LINES


class OrderLineList(ListPage):
    record = ORDER_LINES


class InvoiceLineList(ListPage):
    record = INVOICE_LINES
