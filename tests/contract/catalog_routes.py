"""The pages of products, prices, rates and stock. Products are the whole house's; lists of one customer are not."""

from .route import Route, form, listing, pk, row, shown


def kept(name: str, thing: str, **facts: object) -> Route:
    """A page about a row that belongs to nobody in particular, for those who keep the catalogue."""
    return Route(
        name=f"catalog:{name}", kwargs=pk(thing), opens=str(facts.pop("opens", "marketing")), **facts
    )  # type: ignore[arg-type]


CATALOG = [
    listing("catalog:product_list"),
    form("catalog:product_create", opens="marketing"),
    Route(name="catalog:price_finder", takes=("get",), query="product=1&quantity=0"),
    kept("product_detail", "product", takes=("get",), opens="rep", fragment=True),
    *(kept(f"product_{verb}", "product") for verb in ("edit", "delete", "stop", "resume")),
    kept("product_cost", "product", opens="finance"),
    listing("catalog:category_list"),
    Route(name="catalog:category_tree", takes=("get",)),
    Route(name="catalog:category_nodes", takes=("get",), is_page=False),
    form("catalog:category_create", opens="marketing"),
    *(kept(f"category_{verb}", "category") for verb in ("edit", "delete")),
    form("catalog:part_number_create"),
    *(row(f"catalog:part_number_{verb}", "part_number") for verb in ("edit", "revise", "delete")),
    listing("catalog:price_list_list"),
    form("catalog:price_list_create", opens="marketing"),
    shown("catalog:price_list_detail", "price_list", fragment=True),
    *(kept(f"price_list_{verb}", "price_list") for verb in ("edit", "delete", "submit", "withdraw", "renew")),
    *(kept(f"price_list_{verb}", "price_list", opens="executive") for verb in ("approve", "return")),
    listing("catalog:price_list"),
    form("catalog:price_create", opens="marketing"),
    *(kept(f"price_{verb}", "price") for verb in ("edit", "delete")),
    *(listing(f"catalog:{kind}_list") for kind in ("fx_rate", "stock", "production")),
    *(form(f"catalog:{kind}_create", opens="finance") for kind in ("fx_rate", "stock", "production")),
    *(
        kept(f"{kind}_{verb}", kind, opens="finance")
        for kind in ("fx_rate", "stock", "production")
        for verb in ("edit", "delete")
    ),
]
