"""What comes in without a person at the keyboard: a file that was brought in, what the ERP said."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from accounts.models import User
from catalog.models import Product
from contacts.models import Customer
from core import clock
from core.operation import acting_as
from orders.models import ErpMessage, Order, OrderLine
from orders.services import erp
from records.services import imports

from .chance import Chance, phone
from .inquiries import day_at

SHEET = """公司名称,联系人,电话,地区,意向产品,预计金额,备注
宁波衡舟船舶配件有限公司,陶敏,{0},宁波,船用中间轴承,86000,展会名片
常州立隆重工机械有限公司,方启文,{1},常州,调心滚子轴承,152000,展会名片
,赵工,{2},无锡,推力轴承,40000,公司名称看不清
大连海恒轮机修造有限公司,于涛,{3},大连,尾轴密封,,旺季前要报价
洛阳精川矿山装备有限公司,郭晓峰,{4},洛阳,弹性联轴器,四十万,展会名片
厦门屿南船务有限公司,林志成,{5},厦门,船用中间轴承,210000,已加微信
成都岷江传动有限公司,何静,{6},成都,调心滚子轴承,96000,展会名片
"""


def build_traffic(chance: Chance, people: dict[str, Any]) -> None:
    _leads_from_a_fair(chance, people["E022"].user)
    _from_the_erp(chance, people["E023"].user)


def _leads_from_a_fair(chance: Chance, by: User) -> None:
    """Two of the rows cannot be read: they lie in the file of errors, to be mended and brought in again."""
    text = SHEET.format(*(phone(98_000 + place) for place in range(7)))
    day = day_at(chance, chance.as_of - timedelta(days=6), hour=14)
    with acting_as(by), clock.at(day):
        run = imports.take_in(
            by=by, kind="leads", file=BytesIO(text.encode("utf-8-sig")), file_name="展会名片.csv"
        )
        imports.check_run(run)
        imports.run_import(run)


def _from_the_erp(chance: Chance, finance: User) -> None:
    """One of each kind of outcome: done, failed and to be tried again, failed and mended."""
    day = chance.workday(chance.as_of - timedelta(days=1))
    product = Product.objects.filter(list_price__isnull=False).order_by("code").first()
    customer = Customer.objects.filter(code="KH02").first()
    placed = Order.objects.filter(status="producing", owner__is_active=True, is_deleted=False)
    order = placed.select_related("owner").order_by("-pk").first()
    if product is None or customer is None or order is None:
        return
    line = OrderLine.objects.filter(order=order).order_by("place")[0]
    receipt = {
        "customer": customer.code,
        "received_on": day.isoformat(),
        "method": "transfer",
        "amount": "88000.00",
        "payer": customer.name,
    }
    batch = {
        "product": product.code,
        "batch": f"B{day:%y%m}31",
        "quantity": "60",
        "finishes_on": chance.workday(chance.as_of + timedelta(days=12)).isoformat(),
        "step": "磨削",
    }
    step = {"order": order.number, "line": line.place, "step": "入库", "quantity": str(line.quantity)}
    said: list[tuple[str, str, dict[str, Any], User]] = [
        ("batch", f"PRD-{day:%Y%m%d}-01", batch, finance),
        ("progress", f"MES-{day:%Y%m%d}-07", step, order.owner),
        ("receipt", f"BNK-{day:%Y%m%d}-02", receipt, finance),
        # The shipment that it speaks of is not known yet.
        ("track", f"TMS-{day:%Y%m%d}-11", {"shipment": "TMS-88123", "event": "arrived"}, order.owner),
        # Misspelt, and said again under the same key as it should be.
        ("receipt", f"BNK-{day:%Y%m%d}-03", {**receipt, "customer": "KH-O2", "amount": "46000.00"}, finance),
    ]
    for place, (kind, key, payload, by) in enumerate(said):
        with acting_as(by, channel="api"), clock.at(day_at(chance, day, hour=8, minute=35 + 3 * place)):
            erp.take([{"kind": kind, "external_key": key, "payload": payload}], by=by)
    kind, key, payload, by = said[-1]
    with acting_as(by, channel="api"), clock.at(day_at(chance, day, hour=10)):
        mended = {"kind": kind, "external_key": key, "payload": {**payload, "customer": customer.code}}
        erp.take([mended], by=by)
    with clock.at(day_at(chance, day, hour=11)):
        for row in ErpMessage.objects.filter(status=ErpMessage.Status.FAILED, kind="track"):
            erp.retry(row, by=finance)
