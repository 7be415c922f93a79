"""What files bring into the resource library keeps the rules of the pages, and brings nothing twice."""

import tempfile
from decimal import Decimal

import pytest
from django.core.management import call_command

from marketing.models import Campaign, Competitor, MarketInfo
from tests import factories

pytestmark = pytest.mark.django_db


def run(kind, text, by):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        call_command("import_file", kind, file.name, "--as", by.username)


def test_market_information_comes_in_for_review_with_what_it_is_about(cast):
    factories.make_customer("东岭重卡", cast.rep)
    Competitor.objects.create(name="远洋轴承股份有限公司", owner=cast.manager, department=cast.east)
    text = (
        "标题,类别,日期,可信度,客户,竞争对手\n对手降价,价格,2026-03-01,4,东岭重卡,远洋轴承\n"
        "听说,市场反馈,2026-03-02,9,,\n外人,,2026-03-03,,没有这家,\n明天,,2099-01-01,,,\n"
    )
    run("market-infos", text, cast.manager)
    run("market-infos", text, cast.manager)
    info = MarketInfo.objects.get()
    assert (info.title, info.credibility, info.status) == ("对手降价", 4, "pending")
    assert (
        str(info.customer) == "东岭重卡"
        and info.competitor.name.startswith("远洋")
        and info.owner == cast.manager
    )


def test_what_was_reviewed_stays_as_it_stands(cast):
    run("market-infos", "标题,日期,来源\n对手降价,2026-03-01,甲\n", cast.manager)
    MarketInfo.objects.update(status="adopted")
    run("market-infos", "标题,日期,来源\n对手降价,2026-03-01,乙\n", cast.manager)
    assert MarketInfo.objects.get().source == "甲"


def test_a_competitor_is_known_by_its_name_without_the_legal_form(cast):
    run("competitors", "竞争对手,优势,威胁程度\n江南密封科技有限公司,价格低,高\n", cast.manager)
    run("competitors", "名称,劣势\n江南密封科技,交期长\n", cast.manager)
    rival = Competitor.objects.get()
    assert (rival.name, rival.strength, rival.weakness, rival.threat) == (
        "江南密封科技有限公司", "价格低", "交期长", "high",
    )  # fmt: skip


def test_a_years_campaigns_are_planned_by_a_file(cast):
    text = (
        "活动,开始日期,结束日期,预算\n海事展,2026-11-03,2026-11-06,18万\n"
        "研讨会,2026-12-01,,30000\n错,2026-12-05,2026-12-01,1\n"
    )
    run("campaigns", text, cast.marketing)
    run("campaigns", text, cast.marketing)
    rows = list(Campaign.objects.order_by("starts_on").values_list("name", "budget", "status"))
    assert rows == [("海事展", Decimal(180000), "planned"), ("研讨会", Decimal(30000), "planned")]
    assert len(set(Campaign.objects.values_list("code", flat=True))) == 2
