"""The board and the forecast: their numbers, their statements, and what a card may do."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from sales.models import Opportunity
from sales.selectors.forecast import Forecast, months_from
from sales.services.stage import move_opportunity, shelve_opportunity, win_opportunity
from tests import factories
from tests.sales.opportunities import make_opportunity, pipeline, stage

pytestmark = pytest.mark.django_db
BOARD = "sales:board"


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep, industry="automaker")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def columns(client: Client, **query: Any) -> dict[str, Any]:
    board = client.get(reverse(BOARD), {"pipeline": pipeline().pk, **query}).context["board"]
    return {column.stage.code: column for column in board.columns}


def drop(client: Client, sale: Any, to: str, **more: Any) -> Any:
    url = reverse("sales:board_drop", args=[sale.pk])
    return client.post(url, {"stage": stage(to).pk, "version": sale.version, **more})


def test_500_at_45_and_200_at_60_per_cent_weigh_345(cast: Any, customer: Any) -> None:
    make_opportunity(customer, cast.rep, amount=Decimal(5_000_000), at="sample")
    make_opportunity(customer, cast.rep, amount=Decimal(2_000_000), at="quote")
    found = columns(signed_in(cast.rep))
    assert (found["sample"].weighted, found["quote"].weighted) == (2_250_000, 1_200_000)
    client = signed_in(cast.rep)
    assert client.get(reverse(BOARD)).context["board"].totals == {
        "count": 2,
        "total": "700.00 万元",
        "weighted": "345.00 万元",
    }
    assert Forecast(cast.rep).total["weighted"] == "345.00"


def test_ones_own_probability_and_other_currencies_are_summed_as_one_row_says(
    cast: Any, customer: Any
) -> None:
    sale = make_opportunity(
        customer,
        cast.rep,
        amount=Decimal(100_000),
        currency="USD",
        rate=Decimal("7.25"),
        own_probability=Decimal("33.3"),
        probability_reason="第三方推荐",
    )
    assert columns(signed_in(cast.rep))["confirmed"].weighted == sale.weighted == Decimal("241425.00")


def test_what_is_shelved_or_ended_stands_on_no_board(cast: Any, customer: Any) -> None:
    shelve_opportunity(make_opportunity(customer, cast.rep), by=cast.rep, reason="等预算")
    win_opportunity(make_opportunity(customer, cast.rep), by=cast.rep, document="HT-1")
    assert sum(column.count for column in columns(signed_in(cast.rep)).values()) == 0


def test_the_filters_of_the_list_apply(cast: Any, customer: Any) -> None:
    make_opportunity(customer, cast.rep, "轴承一号")
    make_opportunity(customer, cast.rep, "密封二号", owner=cast.colleague)
    client = signed_in(cast.manager)
    assert columns(client)["confirmed"].count == 2
    assert columns(client, owner=cast.rep.pk)["confirmed"].count == 1
    assert columns(client, q="密封")["confirmed"].count == 1
    assert columns(signed_in(cast.other_rep))["confirmed"].count == 0


def test_a_column_shows_its_first_cards_and_more_on_request(cast: Any, customer: Any) -> None:
    for place in range(23):
        make_opportunity(
            customer, cast.rep, f"第{place}单", expected_close=clock.today() + timedelta(days=place)
        )
    client = signed_in(cast.rep)
    column = columns(client)["confirmed"]
    assert (column.count, len(column.cards)) == (23, 20)
    assert [card.sale.name for card in column.cards][:2] == ["第0单", "第1单"]
    more = client.get(column.more_url).content.decode()
    assert "第22单" in more and "第19单" not in more and "board-more" not in more


def test_a_board_of_thirty_asks_no_more_than_one_of_three(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    for _place in range(3):
        make_opportunity(customer, cast.rep)
    columns(client)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(BOARD)).status_code == 200
        return len(asked)

    few = statements()
    for place in range(27):
        other = factories.make_customer(owner=cast.rep, industry="automaker")
        make_opportunity(other, cast.rep, f"又{place}", at="admission" if place % 2 else "")
    assert statements() == few
    assert few <= 16


def test_a_card_ages_amber_then_red(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep)
    tones = []
    for days in (1, 11, 14, 15):  # fourteen days are usual here
        Opportunity.objects.filter(pk=sale.pk).update(stage_since=clock.now() - timedelta(days=days))
        tones.append(columns(signed_in(cast.rep))["confirmed"].cards[0].tone)
    assert tones == ["", "amber", "amber", "red"]
    assert columns(signed_in(cast.rep), stale="true")["confirmed"].count == 1


def test_a_dropped_card_moves_and_the_sums_follow(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep, amount=Decimal(1_000_000))
    answer = drop(signed_in(cast.rep), sale, "admission")
    assert answer.status_code == 200
    figures = {row["stage"]: row for row in answer.json()["columns"]}
    assert figures[stage("admission").pk]["count"] == 1
    assert figures[stage("admission").pk]["weighted"] == "20.00"
    assert figures[stage("confirmed").pk]["count"] == 0
    sale.refresh_from_db()
    assert (sale.stage.code, answer.json()["version"]) == ("admission", sale.version)


def test_a_refused_drop_says_why_and_where_to_mend_it(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep, amount=None)
    client = signed_in(cast.rep)
    missing = drop(client, sale, "quote")
    assert missing.status_code == 409
    assert (
        missing.json()["url"]
        == f"{reverse('sales:opportunity_move', args=[sale.pk])}?stage={stage('quote').pk}"
    )
    won = drop(client, sale, "contract")
    assert won.json()["url"] == reverse("sales:opportunity_win", args=[sale.pk])
    move_opportunity(sale, to=stage("admission"), by=cast.manager)
    stale = drop(client, sale, "technical")
    assert (stale.status_code, stale.json()["url"]) == (409, "")
    assert drop(client, sale, "admission").status_code == 409
    sale.refresh_from_db()
    assert sale.stage.code == "admission"


def test_who_only_reads_moves_no_card(cast: Any, customer: Any) -> None:
    sale = make_opportunity(customer, cast.rep)
    factories.make_team_member(customer, cast.colleague)
    assert drop(signed_in(cast.colleague), sale, "admission").status_code == 403
    assert drop(signed_in(cast.other_rep), sale, "admission").status_code == 404


def test_marketing_sees_the_board_without_sums_and_no_forecast(cast: Any, customer: Any) -> None:
    make_opportunity(customer, cast.rep, amount=Decimal(5_000_000))
    client = signed_in(cast.marketing)
    shown = client.get(reverse(BOARD)).content.decode()
    assert "500.00" not in shown and "5,000,000" not in shown
    assert client.get(reverse("sales:forecast")).status_code == 403


# -- forecast -----------------------------------------------------------------------------------------------
def test_the_forecast_sorts_by_month_and_chance_and_its_figures_lead_to_their_rows(
    cast: Any, customer: Any
) -> None:
    first = clock.today().replace(day=1)
    later = months_from(first, 3)[2]
    make_opportunity(customer, cast.rep, amount=Decimal(300_000), at="nomination", expected_close=later)
    make_opportunity(customer, cast.rep, amount=Decimal(100_000), at="quote", expected_close=later)
    make_opportunity(customer, cast.rep, amount=Decimal(50_000), expected_close=first - timedelta(days=1))
    make_opportunity(customer, cast.colleague, amount=Decimal(999_000), expected_close=later)
    win_opportunity(
        make_opportunity(customer, cast.rep, amount=Decimal(70_000)), by=cast.rep, document="HT-1"
    )
    forecast = Forecast(cast.rep, "me")
    late, now, _next, month = forecast.months[:4]
    assert (late.start, late.best.amount) == (None, 50_000)
    assert now.won.amount == 70_000
    assert (month.best.amount, month.committed.amount, month.weighted.amount) == (400_000, 300_000, 300_000)
    client = signed_in(cast.rep)
    for figure, count in ((late.best, 1), (now.won, 1), (month.best, 2), (month.committed, 1)):
        assert client.get(figure.url).context["listing"].total == count
    assert Forecast(cast.manager, "department").months[3].best.amount == 1_399_000
    assert Forecast(cast.manager, "me").months[2].best.amount == 0
    assert client.get(reverse("sales:forecast"), {"whose": "department"}).status_code == 200


def test_months_go_over_the_end_of_the_year() -> None:
    from datetime import date

    assert months_from(date(2026, 11, 1), 4) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1),
    ]  # fmt: skip
