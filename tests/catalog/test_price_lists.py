"""A price list is drafted, approved by somebody else, renewed by a next version, withdrawn or expired."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import PriceList, PriceListLine
from catalog.selectors.pricing import price_for
from catalog.services import price_list as service
from catalog.services.fx import review_fx_clauses
from core import clock
from core.errors import DomainError
from core.models import ActionLog
from core.operation import acting_as
from reminders.models import Notification
from tests import factories

from .things import DAY, make_price, make_price_list, make_product, make_rate, refused

pytestmark = pytest.mark.django_db
Status = PriceList.Status


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with clock.at(DAY):
        yield


def draft(cast: Any, *lines: tuple[Any, ...], **facts: Any) -> PriceList:
    with acting_as(cast.marketing):
        return make_price_list(*(lines or [(make_product(), "10")]), status=Status.DRAFT, **facts)


def in_force(cast: Any, *lines: tuple[Any, ...], **facts: Any) -> PriceList:
    made = service.submit_price_list(draft(cast, *lines, **facts), by=cast.marketing)
    return service.approve_price_list(made, by=cast.executive)


def test_the_way_from_draft_to_force_leaves_log_and_history(cast: Any) -> None:
    made = in_force(cast)
    assert (made.status, made.approved_by, made.submitted_by) == (
        Status.EFFECTIVE,
        cast.executive,
        cast.marketing,
    )
    verbs = list(ActionLog.objects.filter(subject_id=made.pk).order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["catalog.price_list_submitted", "catalog.price_list_approved"]
    assert made.history.count() >= 3


def test_nobody_approves_his_own_list(cast: Any) -> None:
    made = service.submit_price_list(draft(cast), by=cast.finance)
    for who in (cast.finance, cast.marketing):
        assert refused(lambda who=who: service.approve_price_list(made, by=who)).code == "own_document"


def test_what_is_not_listed_is_refused(cast: Any) -> None:
    effective = in_force(cast)
    waiting = service.submit_price_list(draft(cast), by=cast.marketing)
    reason = {"reason": "错"}
    moves = {
        "submit": lambda row: service.submit_price_list(row, by=cast.marketing),
        "approve": lambda row: service.approve_price_list(row, by=cast.executive),
        "return": lambda row: service.return_price_list(row, by=cast.executive, **reason),
        "withdraw": lambda row: service.withdraw_price_list(row, by=cast.executive, **reason),
    }
    wrong = {
        draft(cast): ("approve", "return", "withdraw"),
        waiting: ("submit", "withdraw"),
        effective: ("submit", "approve", "return"),
    }
    for row, names in wrong.items():
        for name in names:
            assert refused(lambda name=name, row=row: moves[name](row)).code == "forbidden_move", (row, name)
    moves["withdraw"](effective)
    assert refused(lambda: moves["withdraw"](effective)).code == "forbidden_move"  # the second call of a race


def test_only_a_draft_is_edited(cast: Any) -> None:
    made = in_force(cast)
    line = made.lines.get()
    assert refused(lambda: service.save_line(line, by=cast.marketing)).code == "not_draft"
    assert refused(lambda: service.remove_line(line, by=cast.marketing)).code == "not_draft"
    assert refused(lambda: service.save_price_list(made, by=cast.marketing)).code == "not_draft"
    assert refused(lambda: service.delete_price_list(made, by=cast.marketing)).code == "not_draft"


def test_a_list_without_prices_or_already_over_is_not_submitted(cast: Any) -> None:
    empty = draft(cast)
    service.remove_line(empty.lines.get(), by=cast.marketing)
    assert refused(lambda: service.submit_price_list(empty, by=cast.marketing)).code == "no_lines"
    over = draft(cast, valid_to=DAY - timedelta(days=1))
    assert refused(lambda: service.submit_price_list(over, by=cast.marketing)).field == "valid_to"


def test_a_best_local_price_needs_a_reference_price(cast: Any) -> None:
    made = draft(cast, mode="local_best")
    assert refused(lambda: service.submit_price_list(made, by=cast.marketing)).code == "no_reference"
    line = made.lines.get()
    line.reference_price = Decimal("10.5")
    service.save_line(line, by=cast.marketing)
    assert service.submit_price_list(made, by=cast.marketing).status == Status.APPROVING


def test_the_lines_beyond_the_band_are_found(cast: Any) -> None:
    product = make_product()
    made = draft(cast, (product, "9480", 1, "10000"), (make_product(), "9600", 1, "10000"))
    assert [line.product for line in service.beyond_band(made)] == [product]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "valid_to"),
        ({"mode": "global", "tax_included": True}, "tax_included"),
        ({"currency": "CNY", "fx_base_rate": Decimal(7), "fx_currency": "CNY"}, "fx_currency"),
    ],
)
def test_a_head_that_contradicts_itself_is_refused(facts: dict[str, Any], field: str) -> None:
    made = PriceList(**{"name": "x", "valid_from": DAY, **facts})
    assert refused(lambda: service.save_price_list(made, by=None)).field == field


def test_settlement_prices_and_customers_of_the_market_do_not_mix() -> None:
    made = PriceList(name="x", valid_from=DAY, mode="internal", customer=factories.make_customer())
    assert refused(lambda: service.save_price_list(made, by=None)).field == "mode"


def test_a_new_version_carries_the_prices_of_what_is_still_made_and_takes_over_on_its_day(cast: Any) -> None:
    product, gone = make_product(), make_product()
    first = in_force(cast, (product, "100"), (product, "90", 50), (gone, "5"))
    gone.status = "stopped"
    gone.save()
    begins = DAY + timedelta(days=10)
    with acting_as(cast.marketing):
        second = service.new_edition(first, by=cast.marketing, valid_from=begins)
    assert (second.edition, second.code, second.status) == (2, first.code, Status.DRAFT)
    assert [str(line.min_qty.normalize()) for line in second.lines.order_by("min_qty")] == ["1", "5E+1"]
    assert refused(lambda: service.new_edition(first, by=cast.marketing)).code == "open_version"
    line = second.lines.get(min_qty=1)
    line.price = Decimal(120)
    service.save_line(line, by=cast.marketing)
    service.approve_price_list(service.submit_price_list(second, by=cast.marketing), by=cast.executive)
    assert price_for(product, None, 1, "CNY", DAY).price == 100
    assert price_for(product, None, 1, "CNY", begins).price == 120
    service.withdraw_price_list(second, by=cast.executive, reason="算错")
    assert price_for(product, None, 1, "CNY", begins).price == 100


def test_the_job_expires_what_is_over_or_replaced_once(cast: Any) -> None:
    over = in_force(cast, valid_to=DAY + timedelta(days=1))
    lasting = in_force(cast, code="LAST")
    with acting_as(cast.marketing):
        following = service.new_edition(lasting, by=cast.marketing, valid_from=DAY + timedelta(days=3))
    service.approve_price_list(service.submit_price_list(following, by=cast.marketing), by=cast.executive)
    assert service.expire_price_lists(DAY + timedelta(days=1)) == {"expired": 0}
    assert service.expire_price_lists(DAY + timedelta(days=2)) == {"expired": 1}
    assert service.expire_price_lists(DAY + timedelta(days=3)) == {"expired": 1}
    assert service.expire_price_lists(DAY + timedelta(days=3)) == {"expired": 0}
    for row, status in ((over, Status.EXPIRED), (lasting, Status.EXPIRED), (following, Status.EFFECTIVE)):
        row.refresh_from_db()
        assert row.status == status


def test_a_rate_beyond_the_threshold_marks_the_list_and_tells_its_keeper_once(cast: Any) -> None:
    made = in_force(cast, (make_product(), "1250"), currency="USD", fx_base_rate="7.1000")
    make_rate("7.3100")
    assert review_fx_clauses(DAY) == {"marked": 0, "cleared": 0}
    make_rate("7.3200", day=DAY + timedelta(days=1))
    tomorrow = DAY + timedelta(days=1)
    assert review_fx_clauses(tomorrow) == {"marked": 1, "cleared": 0}
    assert review_fx_clauses(tomorrow) == {"marked": 0, "cleared": 0}
    assert "+3.10" in Notification.objects.get(recipient=cast.marketing).text
    make_rate("7.1500", day=DAY + timedelta(days=2))
    assert review_fx_clauses(DAY + timedelta(days=2)) == {"marked": 0, "cleared": 1}
    made.refresh_from_db()
    assert made.reprice_due_on is None


def test_a_number_is_drawn_where_none_is_given_and_none_is_given_twice(cast: Any) -> None:
    made = service.save_price_list(PriceList(name="一", valid_from=DAY), by=cast.marketing)
    assert made.code.startswith("JG")
    again = PriceList(name="二", valid_from=DAY, code=made.code)
    assert refused(lambda: service.save_price_list(again, by=cast.marketing)).field == "code"


def test_a_draft_goes_with_its_prices(cast: Any) -> None:
    made = draft(cast)
    service.delete_price_list(made, by=cast.marketing)
    assert not PriceListLine.objects.alive().filter(price_list=made).exists()


def test_the_same_product_and_tier_stands_once_and_a_stopped_product_not_at_all(cast: Any) -> None:
    product = make_product()
    made = draft(cast, (product, "10"))
    twin = PriceListLine(price_list=made, product=product, price=Decimal(9))
    assert refused(lambda: service.save_line(twin, by=cast.marketing)).field == "min_qty"
    gone = PriceListLine(price_list=made, product=make_product(status="stopped"), price=Decimal(9))
    with pytest.raises(DomainError) as refusal:
        service.save_line(gone, by=cast.marketing)
    assert refusal.value.field == "product"
    make_price(made, product, "8", 2)
