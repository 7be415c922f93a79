"""What the guards judge a quote by, loaded at once: the number of statements does not grow with its lines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import DealPrice, PriceList
from catalog.models.fx import HOME_CURRENCY
from catalog.selectors.deviation import percent_off, shown_percent
from catalog.selectors.fx import rate_on
from catalog.selectors.priced_lines import answer_of, book_for, living_lines
from catalog.selectors.pricing import Price
from contacts.models import Contact, Customer
from core import clock
from core.errors import DomainError
from records import parameters
from workflow.models import ProcessRun

from .. import quote_parameters as settings
from ..guards import Checked, CheckedLine, Deal, Finding, Limits, Rival, judge
from ..models import Quote, QuoteLine

HUNDRED = Decimal(100)


def limits() -> Limits:
    return Limits(
        jump_up=parameters.get(settings.JUMP_UP),
        jump_down=parameters.get(settings.JUMP_DOWN),
        drift=parameters.get(settings.DRIFT),
        least_margin=parameters.get(settings.LEAST_MARGIN),
        longest_days=parameters.get(settings.LONGEST_DAYS),
    )


def is_in_process(quote: Quote) -> bool:
    """Whether a process decides about it; then nobody approves it past that."""
    return bool(ProcessRun.objects.about(quote).open().exists())


def findings_of(
    quote: Quote,
    lines: Sequence[QuoteLine] | None = None,
    *,
    user: Any = None,
    recipient: str = "",
    checker: int | None = None,
) -> list[Finding]:
    """What all guards say of a quote (saved, or as it stands in the editor) to this user."""
    rows = living_lines(quote) if lines is None else list(lines)
    return judge(loaded(quote, rows, user=user, recipient=recipient, checker=checker))


def loaded(
    quote: Quote,
    rows: Sequence[QuoteLine],
    *,
    user: Any = None,
    recipient: str = "",
    checker: int | None = None,
) -> Checked:
    today = clock.today()
    book = book_for(quote, rows)
    deals = last_deals(quote, rows, today)
    rivals = rivals_of(quote, rows)
    usual_currency, usual_tax, source = usual_terms(quote.customer)
    newest = None if quote.currency == HOME_CURRENCY else rate_on(quote.currency, HOME_CURRENCY, today)
    lines = [checked_line(quote, line, answer_of(book, line), newest) for line in rows]
    for line, row in zip(lines, rows, strict=True):
        line.last_deal = deals.get(row.product_id or 0)
        line.rivals = rivals.get(row.product_id or 0, [])
    makers = {quote.owner_id, quote.created_by_id, quote.submitted_by_id}
    if checker is not None:
        makers |= writers_of(quote)
    return Checked(
        lines=lines,
        today=today,
        valid_until=quote.valid_until,
        currency=quote.currency,
        rate=quote.rate,
        newest_rate=newest,
        tax_included=quote.tax_included,
        usual_currency=usual_currency,
        usual_tax=usual_tax,
        usual_from=source,
        limits=limits(),
        sees_cost=user is not None and user.has_perm("catalog.cost_product"),
        recipient=recipient,
        customer_hosts=hosts_of(quote.customer) if recipient else frozenset(),
        makers=frozenset(key for key in makers if key is not None),
        checker=checker,
    )


def writers_of(quote: Quote) -> set[int | None]:
    """Whoever wrote a position of it: he made it, too."""
    lines = QuoteLine.history.filter(quote_id=quote.pk)  # type: ignore[attr-defined]
    return set(lines.order_by().values_list("history_user_id", flat=True).distinct())


def checked_line(
    quote: Quote, line: QuoteLine, answer: Price | DomainError | None, newest: Decimal | None
) -> CheckedLine:
    product = line.product
    # A rate that somebody typed too high would make floor and cost small: then the newest known one counts.
    rate = min(quote.rate or Decimal(1), newest or quote.rate or Decimal(1))
    found = CheckedLine(
        place=line.place,
        name=line.what,
        quantity=line.quantity,
        amount=line.amount,
        computed=line.computed(),
        net_unit=line.net_unit(tax_included=quote.tax_included),
        lead_days=line.lead_days,
        product=product,
    )
    if product is None:
        return found
    found.vat_rate, found.usual_vat = line.vat_rate, (product.vat_rate,)
    if quote.customer.region_type == Customer.Region.OVERSEAS:
        found.usual_vat += (Decimal(0),)
    tax = 1 + product.vat_rate / HUNDRED
    if product.floor_price is not None:
        found.floor_net = product.floor_price / tax / rate
    if product.standard_cost is not None:
        found.cost = product.standard_cost / rate
    if product.list_price is not None:
        found.list_net = product.list_price / tax / rate
    if isinstance(answer, DomainError):
        found.refusal, found.refusal_words = answer.code, answer.message
    elif answer is not None:
        found.proposed_net = found.list_net = answer.net_price
        made = answer.price_list
        if made is not None and _binds(made):
            found.binding_net, found.binding_list = answer.net_price, str(made)
    return found


def _binds(made: PriceList) -> bool:
    """A global unified price, and one agreed with this customer; a best local price is measured by its deviation."""
    return made.mode == PriceList.Mode.GLOBAL or (
        made.customer_id is not None and made.mode != PriceList.Mode.LOCAL_BEST
    )


def deviation_of(quote: Quote, rows: Sequence[QuoteLine]) -> tuple[str, Decimal]:
    """The price mode of a quote and its worst deviation from a reference price, in per cent with its sign."""
    book = book_for(quote, rows)
    mode, worst = "", Decimal(0)
    for row in rows:
        answer = answer_of(book, row)
        if not isinstance(answer, Price) or answer.price_list is None or answer.line is None:
            continue
        mode = mode if mode == PriceList.Mode.LOCAL_BEST else answer.price_list.mode
        if answer.line.reference_price and answer.net_price:
            reference = answer.net_price * answer.line.reference_price / answer.line.price
            off = percent_off(row.net_unit(tax_included=quote.tax_included), reference)
            worst = off if abs(off) > abs(worst) else worst
    return mode, shown_percent(worst)


def last_deals(quote: Quote, rows: Sequence[QuoteLine], today: date) -> dict[int, Deal]:
    """Product id → the newest deal without tax in the quote's currency; one in another currency is converted."""
    products = {row.product_id: row.product for row in rows if row.product_id}
    deals = DealPrice.objects.alive().filter(
        customer=quote.customer_id, product__in=list(products), agreed_on__lte=today
    )
    newest: dict[int, DealPrice] = {}
    for deal in deals.order_by("agreed_on", "id"):
        known = newest.get(deal.product_id)
        if known is None or deal.currency == quote.currency or known.currency != quote.currency:
            newest[deal.product_id] = deal
    found = {}
    for product_id, deal in newest.items():
        rate = _between(deal.currency, quote, today)
        product = products[product_id]
        if rate is None or product is None:
            continue
        tax = 1 + product.vat_rate / HUNDRED if deal.tax_included else Decimal(1)
        found[product_id] = Deal(deal.price / tax * rate, deal.document_no, deal.agreed_on)
    return found


def _between(currency: str, quote: Quote, today: date) -> Decimal | None:
    """How many of the quote's currency one `currency` is."""
    if currency == quote.currency:
        return Decimal(1)
    if currency == HOME_CURRENCY and quote.rate:
        return 1 / quote.rate
    return rate_on(currency, quote.currency, today)


def usual_terms(customer: Customer) -> tuple[str, bool | None, str]:
    """Currency and tax that this customer is used to, and from where that is known: its last deal, its own price
    list, else where it is."""
    deal = DealPrice.objects.alive().filter(customer=customer).order_by("-agreed_on", "-id").first()
    if deal is not None:
        return deal.currency, deal.tax_included, deal.document_no
    lists = PriceList.objects.alive().filter(customer=customer, status=PriceList.Status.EFFECTIVE)
    own = lists.order_by("-valid_from", "-id").first()
    if own is not None:
        return own.currency, own.tax_included, str(own)
    if customer.region_type == Customer.Region.OVERSEAS:
        return "", False, _("customer abroad")
    return HOME_CURRENCY, True, _("domestic customer")


def rivals_of(quote: Quote, rows: Sequence[QuoteLine]) -> dict[int, list[Rival]]:
    """Product id → live quotes of colleagues for it at the same customer."""
    products = {row.product_id for row in rows if row.product_id}
    lines = QuoteLine.objects.alive().filter(
        product__in=products,
        quote__customer=quote.customer_id,
        quote__is_deleted=False,
        quote__status__in=Quote.LIVE,
        quote__valid_until__gte=clock.today(),
        quote__owner__isnull=False,
    )
    lines = lines.exclude(quote__owner=quote.owner_id).exclude(quote__number=quote.number or "–")
    found: dict[int, list[Rival]] = {}
    for line in lines.select_related("quote__owner").order_by("quote_id"):
        rival = Rival(str(line.quote.owner), line.quote.number)
        known = found.setdefault(line.product_id or 0, [])
        if rival not in known:
            known.append(rival)
    return found


def hosts_of(customer: Customer) -> frozenset[str]:
    """Domains at which the customer is known to have its mail, and whole addresses of its people."""
    mails = set(Contact.objects.alive().filter(customer=customer).values_list("email", flat=True))
    mails.add(customer.email)
    known = {mail.strip().lower() for mail in mails if mail}
    hosts = {mail.rpartition("@")[2] for mail in known}
    if customer.site:
        hosts.add(customer.site.split("//")[-1].split("/")[0].split(":")[0].lower().removeprefix("www."))
    return frozenset(known | {host for host in hosts if host})
