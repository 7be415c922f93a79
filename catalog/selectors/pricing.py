"""The one answer to what a product costs a customer: price, and from which list, version and tier it comes.

Which list counts: one made for the customer before one in the asked currency, that before one for the customer's
country, that before the rest; then best local price before global before standard. Group-internal customers have
settlement prices alone, and nobody else has those. Of a list the newest version that has begun counts; where that
one has ended the list is expired, an older version never comes back. Only what no list has ever priced falls back
to the product's list price.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.joining import listed
from core.money import rounded
from records import parameters

from ..models import PriceList, PriceListLine, Product
from ..models.fx import HOME_CURRENCY
from ..parameters import LARGEST_QUANTITY
from .deviation import is_within, percent_off
from .fx import drift, is_beyond, require_rate

HUNDRED = Decimal(100)
HAS_BEEN_IN_FORCE = (PriceList.Status.EFFECTIVE, PriceList.Status.EXPIRED)
MODE_RANK = {
    PriceList.Mode.INTERNAL: 4,
    PriceList.Mode.LOCAL_BEST: 3,
    PriceList.Mode.GLOBAL: 2,
    PriceList.Mode.STANDARD: 1,
}


@dataclass(frozen=True)
class Price:
    """What one unit costs and where that stands written. `price` is in `currency`, with or without tax as said."""

    product: Product
    quantity: Decimal
    price: Decimal
    currency: str
    tax_included: bool
    day: date
    price_list: PriceList | None = None  # None: the product's own list price
    line: PriceListLine | None = None
    deviation: Decimal | None = None  # percent off the reference price, unrounded
    is_beyond_band: bool = False
    fx_rate: Decimal | None = None  # by which it was converted
    fx_drift: Decimal | None = None
    is_reprice_due: bool = False
    is_below_moq: bool = False

    @property
    def vat_rate(self) -> Decimal:
        return self.product.vat_rate

    @property
    def net_price(self) -> Decimal:
        """Without tax, six decimals."""
        return rounded(self.price / self._tax, 6) if self.tax_included else self.price

    @property
    def gross_price(self) -> Decimal:
        """With tax, six decimals."""
        return self.price if self.tax_included else rounded(self.price * self._tax, 6)

    @property
    def _tax(self) -> Decimal:
        return 1 + self.vat_rate / HUNDRED

    def amount(self, discount: Decimal = Decimal(0)) -> Decimal:
        """quantity × price × (1 − discount %), rounded once."""
        return rounded(self.quantity * self.price * (1 - discount / HUNDRED))

    @property
    def origin(self) -> str:
        """Where the price stands, in words: list, version and tier."""
        if self.price_list is None or self.line is None:
            return _("list price of the product")
        return _("%(list)s (%(mode)s), from quantity %(tier)s") % {
            "list": self.price_list,
            "mode": self.price_list.get_mode_display(),
            "tier": f"{self.line.min_qty.normalize():f}",
        }


def price_for(
    product: Product,
    customer: Any,
    quantity: Decimal | int,
    currency: str = HOME_CURRENCY,
    day: date | None = None,
) -> Price:
    """The price of one product; refuses (DomainError with field and remedy) where there is none to be given."""
    return PriceBook(customer, [product], currency=currency, day=day).price(product, quantity)


class PriceBook:
    """The prices of some products for one customer, in one currency, on one day: two statements for all of them.

    `customer` may be None: then only lists for everybody count.
    """

    def __init__(
        self,
        customer: Any,
        products: Iterable[Product],
        *,
        currency: str = HOME_CURRENCY,
        day: date | None = None,
    ) -> None:
        self.customer = customer
        self.currency = _checked_currency(currency)
        self.day = day or clock.today()
        self.is_internal = customer is not None and customer.market_type == "internal"
        self.lines: dict[int, list[PriceListLine]] = {}
        self._load([product.pk for product in products])

    def _load(self, products: list[int]) -> None:
        mine = Q(price_list__customer=None)
        if self.customer is not None:
            mine |= Q(price_list__customer=self.customer)
        country = Q(price_list__country="")
        if self.customer is not None and self.customer.country:
            country |= Q(price_list__country__iexact=self.customer.country)
        internal = Q(price_list__mode=PriceList.Mode.INTERNAL)
        rows = PriceListLine.objects.alive().filter(
            mine,
            country,
            internal if self.is_internal else ~internal,
            product__in=products,
            price_list__is_deleted=False,
            price_list__status__in=HAS_BEEN_IN_FORCE,
            price_list__valid_from__lte=self.day,
        )
        found = sorted(rows.select_related("price_list").order_by(), key=lambda line: (line.min_qty, line.pk))
        newest = self._newest_editions({line.price_list.code for line in found})
        for line in found:
            if newest.get(line.price_list.code) == line.price_list.edition:
                self.lines.setdefault(line.product_id, []).append(line)

    def _newest_editions(self, codes: set[str]) -> dict[str, int]:
        """List number → the newest version that has begun by that day, whether it prices the product or not."""
        rows = PriceList.objects.alive().filter(
            code__in=codes, status__in=HAS_BEEN_IN_FORCE, valid_from__lte=self.day
        )
        return dict(rows.order_by("edition").values_list("code", "edition"))

    def price(self, product: Product, quantity: Decimal | int) -> Price:
        quantity = checked_quantity(quantity)
        _require_made(product)
        lines = self.lines.get(product.pk, [])
        valid = [line for line in lines if not self._has_ended(line)]
        ended = [line for line in lines if self._has_ended(line)]
        own_ended = [line for line in ended if line.price_list.customer_id]
        if not any(line.price_list.customer_id for line in valid) and own_ended:
            raise self._expired(own_ended[-1])
        if not valid and ended:
            raise self._expired(ended[-1])
        if not valid:
            return self._from_product(product, quantity)
        own = [line for line in valid if line.price_list.customer_id]
        usable = [line for line in own or valid if self._is_usable(line)]
        if not usable:
            raise self._other_currency(product, own or valid)
        best = max((line.price_list for line in usable), key=self._rank)
        tiers = [line for line in usable if line.price_list_id == best.pk]
        return self._priced(product, quantity, _tier(tiers, quantity))

    def _has_ended(self, line: PriceListLine) -> bool:
        end = line.price_list.valid_to
        return end is not None and end < self.day

    def _is_usable(self, line: PriceListLine) -> bool:
        """In the asked currency, or with a clause that says by which rate it becomes one."""
        made = line.price_list
        return made.currency == self.currency or (made.has_fx_clause and made.fx_currency == self.currency)

    def _rank(self, made: PriceList) -> tuple[bool, bool, bool, int, date, int]:
        return (
            made.customer_id is not None,
            made.currency == self.currency,
            bool(made.country),
            MODE_RANK[PriceList.Mode(made.mode)],
            made.valid_from,
            made.pk,
        )

    def _priced(self, product: Product, quantity: Decimal, line: PriceListLine) -> Price:
        made = line.price_list
        rate, off, is_due = None, None, False
        price = line.price
        if made.has_fx_clause:
            off = drift(made, made.currency, self.day)
            is_due = is_beyond(made, off)
        if made.currency != self.currency:
            rate = made.fx_base_rate
            if is_due and made.fx_reprice == PriceList.Reprice.AUTO:
                rate, is_due = require_rate(made.currency, self.currency, self.day), False
            assert rate is not None  # noqa: S101  (only lists with a clause get here)
            price = rounded(price * rate, 6)
        deviation = percent_off(line.price, line.reference_price) if line.reference_price else None
        return Price(
            product=product,
            quantity=quantity,
            price=price,
            currency=self.currency,
            tax_included=made.tax_included,
            day=self.day,
            price_list=made,
            line=line,
            deviation=deviation,
            is_beyond_band=deviation is not None
            and not is_within(deviation, below=made.max_below, above=made.max_above),
            fx_rate=rate,
            fx_drift=off,
            is_reprice_due=is_due and made.fx_reprice == PriceList.Reprice.REQUOTE,
            is_below_moq=_is_below_moq(product, quantity),
        )

    def _from_product(self, product: Product, quantity: Decimal) -> Price:
        if self.is_internal:
            raise DomainError(
                _("%(product)s has no settlement price. Put it into an internal price list that is in force.")
                % {"product": product},
                code="no_price",
                field="product",
            )
        if product.list_price is None:
            raise DomainError(
                _("%(product)s has no price on %(day)s. Put it into a price list, or give it a list price.")
                % {"product": product, "day": f"{self.day:%Y-%m-%d}"},
                code="no_price",
                field="product",
            )
        if self.currency != HOME_CURRENCY:
            raise self._mixed(product, {HOME_CURRENCY})
        return Price(
            product=product,
            quantity=quantity,
            price=product.list_price,
            currency=HOME_CURRENCY,
            tax_included=True,
            day=self.day,
            is_below_moq=_is_below_moq(product, quantity),
        )

    # -- refusals -------------------------------------------------------------------------------------
    def _expired(self, line: PriceListLine) -> DomainError:
        return DomainError(
            _("“%(list)s” ended on %(day)s. Let a new version of it be approved, or choose an earlier day.")
            % {"list": line.price_list, "day": f"{line.price_list.valid_to:%Y-%m-%d}"},
            code="expired_price_list",
            field="day",
        )

    def _other_currency(self, product: Product, lines: list[PriceListLine]) -> DomainError:
        return self._mixed(product, {line.price_list.currency for line in lines})

    def _mixed(self, product: Product, known: set[str]) -> DomainError:
        return DomainError(
            _("%(product)s is priced in %(known)s, not in %(currency)s. Choose that currency, or add a list.")
            % {"product": product, "known": listed(sorted(known)), "currency": self.currency},
            code="other_currency",
            field="currency",
        )


def checked_quantity(quantity: Decimal | int) -> Decimal:
    """A quantity that one may ask a price for, or the refusal."""
    amount = Decimal(quantity)
    if not amount.is_finite() or amount <= 0:
        raise DomainError(_("Write a quantity above 0."), code="bad_quantity", field="quantity")
    largest = parameters.get(LARGEST_QUANTITY)
    if amount > largest:
        raise DomainError(
            _("A quantity of more than %(largest)s is surely a slip. Check it, or have the limit raised.")
            % {"largest": f"{largest:,}"},
            code="bad_quantity",
            field="quantity",
        )
    return amount


def _checked_currency(currency: str) -> str:
    if re.fullmatch(r"[A-Z]{3}", currency or "") is None:
        raise DomainError(
            _("Write the three capital letters of the currency, such as USD."),
            code="bad_currency",
            field="currency",
        )
    return currency


def _require_made(product: Product) -> None:
    if not product.is_stopped:
        return
    if product.replaced_by is not None:
        message = _("%(product)s is no longer made. Offer its successor %(successor)s.")
    else:
        message = _("%(product)s is no longer made and has no successor. Choose another product.")
    raise DomainError(
        message % {"product": product, "successor": product.replaced_by}, code="stopped", field="product"
    )


def _tier(lines: list[PriceListLine], quantity: Decimal) -> PriceListLine:
    """The line with the largest beginning that the quantity reaches."""
    reached = [line for line in lines if line.min_qty <= quantity]
    if not reached:
        raise DomainError(
            _("“%(list)s” has prices from a quantity of %(first)s on. Order that many, or add a tier.")
            % {"list": lines[0].price_list, "first": f"{lines[0].min_qty.normalize():f}"},
            code="below_first_tier",
            field="quantity",
        )
    return reached[-1]


def _is_below_moq(product: Product, quantity: Decimal) -> bool:
    return product.moq is not None and quantity < product.moq
