"""The twelve guards against quotes that blunder: small pure functions over what was loaded about one quote.

Each gives what it found, or nothing. `block`: it does not go on like this; `confirm`: it goes on with a reason;
`approve`: those who approve are told. They run live in the editor and bind when a quote is submitted or sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.money import rounded

from .mail_hosts import is_of_customer

BLOCK, CONFIRM, APPROVE = "block", "confirm", "approve"
HUNDRED = Decimal(100)
CENT = Decimal("0.005")


@dataclass(frozen=True)
class Finding:
    """What a guard says. `place` is the position of the line, None for the quote as a whole."""

    guard: str
    level: str
    message: str
    place: int | None = None


@dataclass(frozen=True)
class Limits:
    """The settings that guards measure by; percentages as written, 15 for 15 %."""

    jump_up: Decimal = Decimal(5)
    jump_down: Decimal = Decimal("0.2")
    drift: Decimal = Decimal(15)
    least_margin: Decimal = Decimal(10)
    longest_days: int = 90


@dataclass(frozen=True)
class Deal:
    """The price last agreed, without tax and in the currency of the quote."""

    net: Decimal
    document: str
    day: date


@dataclass(frozen=True)
class Rival:
    """A colleague's live quote for the same product at the same customer."""

    who: str
    number: str


@dataclass
class CheckedLine:
    """One line with what is known about it. Net prices are without tax, in the currency of the quote."""

    place: int
    name: str
    quantity: Decimal
    amount: Decimal
    computed: Decimal
    net_unit: Decimal
    lead_days: int | None = None
    vat_rate: Decimal | None = None
    usual_vat: tuple[Decimal, ...] = ()  # the rate of the product, and none where the customer is abroad
    product: Any = None
    last_deal: Deal | None = None
    proposed_net: Decimal | None = None  # what the price lists say
    binding_net: Decimal | None = None  # a global unified price, or one agreed with this very customer
    binding_list: str = ""
    list_net: Decimal | None = None  # the product's own list price: the measure where nothing was dealt yet
    refusal: str = ""  # why the price lists give no price: code and words
    refusal_words: str = ""
    floor_net: Decimal | None = None
    cost: Decimal | None = None
    rivals: list[Rival] = field(default_factory=list)


@dataclass
class Checked:
    """A quote as the guards see it."""

    lines: list[CheckedLine]
    today: date
    valid_until: date | None
    currency: str = "CNY"
    rate: Decimal | None = None  # as the quote has it, and the newest known one; yuan for one of the currency
    newest_rate: Decimal | None = None
    tax_included: bool = True
    usual_currency: str = ""
    usual_tax: bool | None = None
    usual_from: str = ""
    limits: Limits = field(default_factory=Limits)
    sees_cost: bool = False
    recipient: str = ""
    customer_hosts: frozenset[str] = frozenset()
    makers: frozenset[int] = frozenset()
    checker: int | None = None


Found = Iterable[Finding]


def times(value: Decimal, measure: Decimal) -> Decimal:
    """How many times the measure: to six places, so that what a list price lost by its own rounding tips no limit."""
    return rounded(value / measure, 6)


def figure(value: Decimal, places: int = 2) -> str:
    return f"{rounded(value, places):,f}"


def price_jump(quote: Checked) -> Found:
    """1. Five times the last deal, or a fifth of it: a decimal point has slipped. So it has in an exchange rate."""
    if quote.rate and quote.newest_rate:
        ratio = times(quote.rate, quote.newest_rate)
        if not quote.limits.jump_down < ratio < quote.limits.jump_up:
            yield Finding(
                "price_jump",
                BLOCK,
                _(
                    "The exchange rate %(rate)s is %(ratio)s times the newest one, %(newest)s. Check the decimal point."
                )
                % {
                    "rate": f"{quote.rate.normalize():f}",
                    "ratio": f"{rounded(ratio, 2).normalize():f}",
                    "newest": f"{quote.newest_rate.normalize():f}",
                },
            )
    for line in quote.lines:
        deal, measure = line.last_deal, line.last_deal.net if line.last_deal else line.list_net
        if not measure:
            continue
        ratio = times(line.net_unit, measure)
        if quote.limits.jump_down < ratio < quote.limits.jump_up:
            continue
        known = (
            _("the last deal (%(document)s, %(day)s)") % {"document": deal.document, "day": deal.day}
            if deal
            else _("the list price")
        )
        yield Finding(
            "price_jump",
            BLOCK,
            _("%(price)s is %(ratio)s times %(known)s of %(measure)s. Check the decimal point.")
            % {
                "price": figure(line.net_unit),
                "ratio": f"{rounded(ratio, 2).normalize():f}",
                "known": known,
                "measure": figure(measure),
            },
            line.place,
        )


def price_drift(quote: Checked) -> Found:
    """2. More than 15 % off the last deal wants a reason."""
    for line in quote.lines:
        deal = line.last_deal
        if deal is None or not deal.net:
            continue
        ratio = times(line.net_unit, deal.net)
        percent = (ratio - 1) * HUNDRED
        is_jump = not quote.limits.jump_down < ratio < quote.limits.jump_up
        if is_jump or abs(percent) <= quote.limits.drift:
            continue
        yield Finding(
            "price_drift",
            CONFIRM,
            _("%(percent)s %% off the last deal (%(document)s: %(price)s without tax).")
            % {
                "percent": f"{rounded(percent, 2):+f}",
                "document": deal.document,
                "price": figure(deal.net),
            },
            line.place,
        )


def floor_and_margin(quote: Checked) -> Found:
    """3. Below the floor price, or with too little margin: those who approve must know; who reads no cost gets no figure."""
    for line in quote.lines:
        below = line.floor_net is not None and line.net_unit < line.floor_net
        margin = (
            (line.net_unit - line.cost) / line.net_unit * HUNDRED
            if line.cost is not None and line.net_unit > 0
            else None
        )
        thin = (margin is not None and margin < quote.limits.least_margin) or (
            line.cost is not None and line.net_unit <= 0
        )
        if not below and not thin:
            continue
        if not quote.sees_cost:
            message = _("The price needs a special approval.")
        elif below and line.floor_net is not None:
            message = _("%(price)s is below the floor price of %(floor)s without tax.") % {
                "price": figure(line.net_unit),
                "floor": figure(line.floor_net),
            }
        else:
            message = _("The margin is %(margin)s %%; at least %(least)s %% is usual.") % {
                "margin": figure(margin) if margin is not None else "–",
                "least": f"{quote.limits.least_margin.normalize():f}",
            }
        yield Finding("floor_and_margin", APPROVE, message, line.place)


def terms_differ(quote: Checked) -> Found:
    """4. Another currency, prices with tax instead of without, or another rate of tax than is usual here."""
    if quote.usual_currency and quote.currency != quote.usual_currency:
        yield Finding(
            "terms_differ",
            CONFIRM,
            _("The quote is in %(currency)s; usual here is %(usual)s (%(source)s).")
            % {"currency": quote.currency, "usual": quote.usual_currency, "source": quote.usual_from},
        )
    if quote.usual_tax is not None and quote.tax_included != quote.usual_tax:
        usual = _("tax included") if quote.usual_tax else _("without tax")
        said = _("Usual here are prices “%(usual)s” (%(source)s).")
        yield Finding("terms_differ", CONFIRM, said % {"usual": usual, "source": quote.usual_from})
    if quote.rate and quote.newest_rate:
        percent = (times(quote.rate, quote.newest_rate) - 1) * HUNDRED
        if abs(percent) > quote.limits.drift:
            yield Finding(
                "terms_differ",
                CONFIRM,
                _("The exchange rate %(rate)s is %(percent)s %% off the newest one, %(newest)s.")
                % {
                    "rate": f"{quote.rate.normalize():f}",
                    "percent": f"{rounded(percent, 2):+f}",
                    "newest": f"{quote.newest_rate.normalize():f}",
                },
            )
    for line in quote.lines:
        if line.usual_vat and line.vat_rate not in line.usual_vat:
            given, usual = line.vat_rate or Decimal(0), line.usual_vat[0]
            words = {"rate": f"{given.normalize():f}", "usual": f"{usual.normalize():f}"}
            message = _("The VAT rate is %(rate)s %%; that of the product is %(usual)s %%.") % words
            yield Finding("terms_differ", CONFIRM, message, line.place)
        if line.refusal == "other_currency":
            yield Finding("terms_differ", CONFIRM, line.refusal_words, line.place)


def line_amount(quote: Checked) -> Found:
    """5. The amount of a line is quantity × price × (1 − discount), to the cent."""
    for line in quote.lines:
        if line.amount != line.computed:
            yield Finding(
                "line_amount",
                BLOCK,
                _("The amount %(amount)s is not quantity × price × (1 − discount) = %(computed)s.")
                % {"amount": figure(line.amount), "computed": figure(line.computed)},
                line.place,
            )


def stopped_or_ended(quote: Checked) -> Found:
    """6. A product that is no longer made, or a price list that has ended."""
    for line in quote.lines:
        if line.refusal in {"stopped", "expired_price_list"}:
            yield Finding("stopped_or_ended", BLOCK, line.refusal_words, line.place)


def validity(quote: Checked) -> Found:
    """7. Valid until a day that has passed, or for longer than ninety days."""
    if quote.valid_until is None or quote.valid_until < quote.today:
        yield Finding("validity", BLOCK, _("The quote must be valid until today at least."))
    elif quote.valid_until > quote.today + timedelta(days=quote.limits.longest_days):
        yield Finding(
            "validity",
            BLOCK,
            _("A quote is valid for %(days)d days at most, until %(last)s.")
            % {
                "days": quote.limits.longest_days,
                "last": quote.today + timedelta(days=quote.limits.longest_days),
            },
        )


def binding_price(quote: Checked) -> Found:
    """8. Another price than the global unified one, or than the one agreed with this customer."""
    for line in quote.lines:
        if line.binding_net is None or abs(line.net_unit - line.binding_net) <= CENT:
            continue
        yield Finding(
            "binding_price",
            BLOCK,
            _("“%(list)s” binds: %(bound)s without tax, not %(price)s. Take it, or have the list changed.")
            % {
                "list": line.binding_list,
                "bound": figure(line.binding_net),
                "price": figure(line.net_unit),
            },
            line.place,
        )


def rival_quote(quote: Checked) -> Found:
    """9. A colleague has a live quote for the same product at the same customer; both are told."""
    for line in quote.lines:
        for rival in line.rivals:
            yield Finding(
                "rival_quote",
                CONFIRM,
                _(
                    "%(who)s has a live quote for the same product here (%(number)s). Agree with each other first."
                )
                % {"who": rival.who, "number": rival.number},
                line.place,
            )


def quantity_and_time(quote: Checked) -> Found:
    """10. Fewer than the minimum order, or sooner than the standard lead time."""
    for line in quote.lines:
        product = line.product
        if product is None:
            continue
        if product.moq is not None and line.quantity < product.moq:
            yield Finding(
                "quantity_and_time",
                APPROVE,
                _("Fewer than the minimum order of %(moq)s.") % {"moq": f"{product.moq.normalize():f}"},
                line.place,
            )
        if (
            line.lead_days is not None
            and product.lead_days is not None
            and line.lead_days < product.lead_days
        ):
            yield Finding(
                "quantity_and_time",
                APPROVE,
                _("%(days)d days are promised; the standard lead time is %(standard)d days.")
                % {"days": line.lead_days, "standard": product.lead_days},
                line.place,
            )


def recipient_domain(quote: Checked) -> Found:
    """11. Sent to an address that does not belong to the customer's domain."""
    if quote.recipient.rpartition("@")[2].strip() and not is_of_customer(
        quote.recipient, quote.customer_hosts
    ):
        yield Finding(
            "recipient_domain",
            CONFIRM,
            _("%(recipient)s is not of the customer's domain. Is it the right customer?")
            % {"recipient": quote.recipient},
        )


def maker_is_checker(quote: Checked) -> Found:
    """12. Nobody approves what he made himself."""
    if quote.checker is not None and quote.checker in quote.makers:
        yield Finding("maker_is_checker", BLOCK, _("Nobody approves his own quote. Ask somebody else."))


GUARDS: tuple[Callable[[Checked], Found], ...] = (
    price_jump,
    price_drift,
    floor_and_margin,
    terms_differ,
    line_amount,
    stopped_or_ended,
    validity,
    binding_price,
    rival_quote,
    quantity_and_time,
    recipient_domain,
    maker_is_checker,
)


def judge(quote: Checked) -> list[Finding]:
    """What all guards find, blocks first, then line by line."""
    order = {BLOCK: 0, CONFIRM: 1, APPROVE: 2}
    found = [finding for guard in GUARDS for finding in guard(quote)]
    return sorted(found, key=lambda finding: (order[finding.level], finding.place or 0))


def unanswered(findings: Iterable[Finding], reasons: dict[str, str]) -> list[Finding]:
    """Those that keep the quote from going on: blocks, and confirmations without a reason."""
    return [
        finding
        for finding in findings
        if finding.level == BLOCK
        or (finding.level == CONFIRM and len(reasons.get(finding.guard, "").strip()) < 2)
    ]
