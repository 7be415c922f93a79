"""The lines of this app in the menu and behind the + button."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry("library", _("Products"), "catalog:product_list", "package", "catalog.view_product", 40),
    Entry("library", _("Product tree"), "catalog:category_tree", "sitemap", "catalog.view_category", 41),
    Entry("library", _("Price lists"), "catalog:price_list_list", "tags", "catalog.view_pricelist", 42),
    Entry(
        "library",
        _("Price finder"),
        "catalog:price_finder",
        "zoom-question",
        "catalog.view_pricelistline",
        43,
    ),
    Entry(
        "library",
        _("Stock"),
        "catalog:stock_list",
        "building-warehouse",
        "catalog.view_stocksnapshot",
        44,
    ),
    Entry(
        "library",
        _("Production"),
        "catalog:production_list",
        "building-factory",
        "catalog.view_productionsnapshot",
        45,
    ),
    Entry("library", _("Exchange rates"), "catalog:fx_rate_list", "coin", "catalog.view_fxrate", 46),
]
QUICK_CREATE = [
    Entry("library", _("Product"), "catalog:product_create", "package", "catalog.add_product", 80),
]
