"""What other systems and customers send in: what it announces to the floors below."""

from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from core import actions
from core.schedule import scheduled
from records import menu, record_type, tabs

from .. import forecast_tab, outside_roles
from ..records.outside import ERP_MESSAGES, FORECASTS
from ..services import erp, erp_folder, erp_goods, erp_money, erp_orders, erp_stock

KINDS = (erp_stock, erp_orders, erp_goods, erp_money)  # each has put its kinds of messages into erp.KINDS
VERBS = {
    "orders.erp_retried": _("tried a message of the ERP again"),
    "orders.order_taken_over": _("noted that the ERP has taken the order over"),
    "orders.forecast_taken": _("took the customer's forecast"),
    "orders.forecast_written": _("wrote a figure of the customer's forecast"),
}


def announce() -> None:
    account_sources.add_role_grants(outside_roles.ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    record_type.register(ERP_MESSAGES, FORECASTS)
    tabs.add("contacts.customer", forecast_tab.OF_CUSTOMER)
    menu.add(
        menu.Entry(
            "system",
            _("ERP messages"),
            "outside:erp_message_list",
            "transfer",
            "orders.view_erpmessage",
            72,
        ),
        menu.Entry(
            "customers",
            _("Customers' forecasts"),
            "outside:forecast_list",
            "chart-bar",
            "orders.view_rollingforecast",
            66,
        ),
    )
    scheduled("retry_erp", _("Try failed messages of the ERP again"), minute="*/5", hour="*")(erp.retry_due)
    scheduled("erp_folder", _("Take the files that the ERP has put into its folder"), minute="*/5", hour="*")(
        erp_folder.take_new
    )
