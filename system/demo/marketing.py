"""The resource library of the demo: ourselves, rivals, what was heard, leads on every state, campaigns held and planned."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from catalog.models import Product
from contacts.models import Customer
from core import clock
from core.operation import acting_as
from marketing.models import (
    Campaign,
    CampaignCost,
    CampaignMember,
    Competitor,
    CompetitorProduct,
    CompetitorSighting,
    Lead,
    LeadRule,
    MarketInfo,
    OwnCompany,
    ResourceFile,
    WebForm,
)
from marketing.services import campaign as campaigns
from marketing.services.competitor import save_competitor, save_own_company, save_product, save_sighting
from marketing.services.intake_setup import save_rule, save_web_form
from marketing.services.invitation import invite
from marketing.services.lead import reject_lead, touch_lead
from marketing.services.lead_intake import take_in
from marketing.services.market_info import review_info, save_info
from marketing.services.resource import add_version, save_resource

from . import words
from .chance import Chance, full_name, phone

KEEPER = "E022"
LEADS = 45
RIVALS = [("远洋轴承股份有限公司", "high", "lower"), ("北方传动集团有限公司", "medium", "equal"),
          ("江南密封科技有限公司", "medium", "lower"), ("Baltic Marine Bearings AS", "high", "higher"),
          ("华岭联轴器有限公司", "low", "lower"), ("瑞丰船用配件有限公司", "low", "equal")]  # fmt: skip
PLACES = ["上海", "江苏南通", "浙江舟山", "广东广州", "广西柳州", "山东青岛", "辽宁大连", "福建厦门"]
TRADES = [
    ("shipyard", "造船厂"),
    ("shipping", "海运公司"),
    ("wind", "风电装备"),
    ("machinery", "工程机械"),
    ("port", "港务公司"),
]
NAMES = ["海晟", "凌波", "金帆", "远澜", "启航", "鸿桥", "云岭", "东岛", "南澳", "北辰"]
HEARD = [("competition", "远洋轴承对船用中间轴承降价约一成"), ("tender", "某船厂下季度将招标轴系备件"),
         ("price", "铜材上涨，密封件成本承压"), ("policy", "内河船舶更新补贴细则公布"),
         ("feedback", "客户希望调心滚子轴承交期缩短")]  # fmt: skip
HELD = [("春季新品推介会", "roadshow", 230, 45000), ("船用备件邮件推广", "mailing", 190, 6000),
        ("年中大客户走访", "visits", 140, 26000), ("行业期刊广告", "advertisement", 95, 38000),
        ("秋季船舶配套技术研讨会", "seminar", 60, 30000), ("国际海事展", "fair", 25, 180000),
        ("风电轴承技术交流", "exchange", -20, 20000), ("新年客户答谢会", "seminar", -45, 60000)]  # fmt: skip
SERIES = [("平替", "外形尺寸相同，寿命试验数据少"), ("经济型", "保持架材料不同，高温下温升偏大"),
          ("船级社认证款", "证书齐全，交期比我方长三周")]  # fmt: skip


def build_marketing(chance: Chance, people: dict[str, Any]) -> None:
    keeper = people[KEEPER].user
    sellers = [people[no].user for no in sorted(people) if people[no].user.has_perm("marketing.convert_lead")]
    sellers = [user for user in sellers if user.is_active and not people_external(user)][:6]
    owned = list(Customer.objects.filter(owner__isnull=False, is_key_account=True).order_by("code"))
    with acting_as(keeper), clock.at(chance.as_of - timedelta(days=120)):
        save_own_company(
            OwnCompany(
                name="海砺轴承传动股份有限公司", name_en="Haili Bearing & Transmission Co., Ltd.",
                address="广西钦州市港区大道1号",
                business="滑动轴承、滚动轴承、推力轴承、船用中间轴承、联轴器、密封", certificates="CCS、DNV、ISO 9001",
            ),
            by=keeper,
        )  # fmt: skip
        save_web_form(
            WebForm(
                name="官网询价", title="联系海砺轴承", consent_text="我同意海砺轴承为答复询价而使用以上信息。", source="web",
                source_tag="官网",
            ),
            by=keeper,
        )  # fmt: skip
        save_rule(LeadRule(name="全部线索轮流", sort=900), by=keeper, people=sellers)
    rivals = _rivals(chance, keeper, owned)
    _heard(chance, keeper, sellers, owned, rivals)
    _leads(chance, keeper)
    _campaigns(chance, keeper, owned)
    _documents(chance, keeper)


def _documents(chance: Chance, keeper: Any) -> None:
    """What the house shares: certificates, templates, talking points; one of them in its second version."""
    with acting_as(keeper), clock.at(chance.as_of - timedelta(days=80)):
        made = [
            save_resource(
                ResourceFile(title=title, kind=kind, folder=folder, is_shared=True, valid_until=until),
                by=keeper,
                file=ContentFile(f"{title}\n".encode(), name=name),
            )
            for title, kind, folder, name, until in (
                (
                    "CCS 工厂认可证书",
                    "certificate",
                    "证书/船级社",
                    "CCS.txt",
                    chance.as_of + timedelta(days=200),
                ),
                (
                    "ISO 9001 证书",
                    "certificate",
                    "证书/体系",
                    "ISO9001.txt",
                    chance.as_of - timedelta(days=10),
                ),
                ("报价单模板", "template", "模板", "报价单.txt", None),
                ("首次来电话术", "script", "话术", "话术.txt", None),
            )
        ]
    with acting_as(keeper), clock.at(chance.as_of - timedelta(days=20)):
        new = ContentFile(b"CCS 2026\n", name="CCS 2026.txt")
        add_version(made[0], by=keeper, file=new, note="年度换证")


def people_external(user: Any) -> bool:
    return bool(user.employee.is_external)


def _rivals(chance: Chance, keeper: Any, owned: list[Customer]) -> list[Competitor]:
    made = []
    with acting_as(keeper), clock.at(chance.as_of - timedelta(days=100)):
        for place, (name, threat, price) in enumerate(RIVALS):
            rival = Competitor(
                name=name, threat=threat, price_level=price, is_shared=True, products="轴承、联轴器、密封件"
            )
            made.append(save_competitor(rival, by=keeper))
            for customer in owned[place :: len(RIVALS)]:
                seen = CompetitorSighting(
                    customer=customer,
                    competitor=made[-1],
                    share_percent=15 + 5 * place,
                    seen_on=clock.today(),
                )
                save_sighting(seen, by=keeper)
    return made


def build_rival_products(chance: Chance, people: dict[str, Any]) -> None:
    """What each rival sells against which product of ours, and for how much: seen at customers and fairs."""
    keeper = people[KEEPER].user
    ours = list(Product.objects.filter(list_price__isnull=False, is_deleted=False).order_by("code"))
    factors = {"lower": Decimal("0.86"), "equal": Decimal("0.99"), "higher": Decimal("1.14")}
    for place, rival in enumerate(Competitor.objects.order_by("pk")):
        for number, (series, compared) in enumerate(SERIES):
            product = ours[(place * 4 + number * 7) % len(ours)]
            rng = chance.of("rival_product", f"{place}-{number}")
            ago = chance.as_of - timedelta(days=rng.randrange(6, 150))
            price = (product.list_price or Decimal(1)) * factors.get(rival.price_level, Decimal(1))
            with acting_as(keeper), clock.at(chance.workday(ago)):
                save_product(
                    CompetitorProduct(
                        competitor=rival, name=f"{product.name}{series}", ours=product, spec=product.spec,
                        price=price.quantize(Decimal(1)), observed_on=chance.workday(ago),
                        evidence=rng.choice(["客户出示的报价单", "展会样本与口头报价", "招标公示价"]), comparison=compared,
                    ),
                    by=keeper,
                )  # fmt: skip


def _heard(
    chance: Chance, keeper: Any, sellers: list[Any], owned: list[Customer], rivals: list[Competitor]
) -> None:
    for place in range(15):
        kind, title = HEARD[place % len(HEARD)]
        by = sellers[place % len(sellers)]
        ago = 3 + place * 5
        with acting_as(by), clock.at(chance.as_of - timedelta(days=ago)):
            customer = owned[place % len(owned)]
            rival = rivals[0] if kind == "competition" else None
            info = save_info(
                MarketInfo(title=title, kind=kind, customer=customer, competitor=rival, source="客户拜访"),
                by=by,
            )
        if place % 3:
            with acting_as(keeper), clock.at(chance.as_of - timedelta(days=ago - 1)):
                review_info(info, by=keeper, is_adopted=place % 3 == 1, opinion="已核实" if place % 3 == 1 else "无旁证",
                            credibility=4 if place % 3 == 1 else 2, is_shared=place % 3 == 1)  # fmt: skip


def _leads(chance: Chance, keeper: Any) -> None:
    for place in range(LEADS):
        rng = chance.of("lead", place)
        trade, noun = TRADES[place % len(TRADES)]
        day = chance.workday(chance.as_of - timedelta(days=1 + place * 2))
        with acting_as(keeper), clock.at(chance.moment(day, rng)):
            lead = take_in(
                by=keeper, channel=rng.choice([Lead.Channel.MANUAL, Lead.Channel.WEB, Lead.Channel.IMPORT]),
                title=f"询价：{rng.choice(words.PRODUCTS)}", company=f"{PLACES[place % 8][:2]}{NAMES[place % 10]}{noun}",
                contact_name=full_name(rng, words.SURNAMES, words.GIVEN), phone=phone(90_000 + place),
                region=PLACES[place % 8], industry=trade, source=rng.choice(["web", "exhibition", "call", "referral"]),
                est_amount=Decimal(rng.randrange(2, 90) * 10_000),
            )  # fmt: skip
        if place % 4 == 0 or lead.owner is None:
            continue
        with acting_as(lead.owner), clock.at(chance.moment(day, rng) + timedelta(hours=20)):
            if place % 7 == 0:
                reject_lead(lead, by=lead.owner, reason="同行打探价格")
            else:
                touch_lead(lead, by=lead.owner, text="电话联系，对方索要样本和交期，约定下周再谈。")


def _campaigns(chance: Chance, keeper: Any, owned: list[Customer]) -> None:
    for name, kind, ago, budget in HELD:
        day = chance.workday(chance.as_of - timedelta(days=ago))
        with acting_as(keeper), clock.at(min(chance.as_of, day) - timedelta(days=20)):
            campaign = Campaign(name=name, kind=kind, starts_on=day, ends_on=day + timedelta(days=1), place="南宁",
                                budget=Decimal(budget), goal="介绍新品，收集需求")  # fmt: skip
            campaigns.save_campaign(campaign, by=keeper)
            campaigns.add_members(campaign, by=keeper, customers=owned)
        if ago > 0:
            with acting_as(keeper), clock.at(day + timedelta(days=2)):
                _hold(campaign, keeper, budget)


def _hold(campaign: Campaign, keeper: Any, budget: int) -> None:
    fresh = campaigns.submit_campaign(campaign, by=keeper)
    if fresh.status != Campaign.Status.RUNNING:
        return
    invite(fresh, by=keeper)
    for place, member in enumerate(CampaignMember.objects.filter(campaign=fresh).order_by("pk")):
        member.status = "attended" if place % 3 else "declined"
        member.rating = 4 + place % 2 if place % 3 else None
        campaigns.save_member(member, by=keeper)
    cost = CampaignCost(campaign=fresh, kind="venue", amount=Decimal(budget) * 9 / 10, spent_on=clock.today())
    campaigns.save_cost(cost, by=keeper)
