"""Which moves of products and price lists are allowed; what is not listed is refused."""

from contacts.states import require_move

from .models import PriceList, Product

PRODUCT: dict[str, frozenset[str]] = {
    Product.Status.TRIAL: frozenset({Product.Status.ACTIVE, Product.Status.STOPPED}),
    Product.Status.ACTIVE: frozenset({Product.Status.STOPPED}),
    Product.Status.STOPPED: frozenset({Product.Status.ACTIVE}),
}

# From approval a list goes back to a draft when it is returned, refused or withdrawn.
PRICE_LIST: dict[str, frozenset[str]] = {
    PriceList.Status.DRAFT: frozenset({PriceList.Status.APPROVING}),
    PriceList.Status.APPROVING: frozenset({PriceList.Status.EFFECTIVE, PriceList.Status.DRAFT}),
    PriceList.Status.EFFECTIVE: frozenset({PriceList.Status.EXPIRED, PriceList.Status.WITHDRAWN}),
    PriceList.Status.EXPIRED: frozenset(),
    PriceList.Status.WITHDRAWN: frozenset(),
}

__all__ = ["PRICE_LIST", "PRODUCT", "require_move"]
