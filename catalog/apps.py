from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Products and prices")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions
        from records import imports, menu, record_type, sources, tabs
        from records.services import numbering

        from . import approval, dictionaries, jobs, merging, parameters, reach, roles, verbs
        from . import menu as own_menu
        from . import tabs as own_tabs
        from .importers import IMPORTERS
        from .records.of_customers import DEALS, PART_NUMBERS
        from .records.price_list import PRICE_LISTS, PRICES
        from .records.product import CATEGORIES, PRODUCTS
        from .records.stock import FX_RATES, PRODUCTION, STOCK
        from .services.tax import install_tax_rates

        account_sources.add_role_grants(roles.ROLE_GRANTS)
        dictionaries.declare()
        parameters.declare()
        numbering.declare("price_list", "JG", label=_("Price lists"), holder="catalog.PriceList.code")
        sources.add_reach("catalog.pricelist", reach.GENERAL_LISTS)
        sources.add_merge("contacts.customer", merging.move_to)
        approval.register_subjects()
        jobs.schedule_all()
        actions.VERBS.update(verbs.VERBS)
        record_type.register(PRODUCTS, CATEGORIES, PRICE_LISTS, PRICES)
        record_type.register(FX_RATES, STOCK, PRODUCTION, PART_NUMBERS, DEALS)
        tabs.add("catalog.product", *own_tabs.PRODUCT_TABS)
        tabs.add("catalog.pricelist", *own_tabs.PRICE_LIST_TABS)
        tabs.add("contacts.customer", *own_tabs.CUSTOMER_TABS)
        menu.add(*own_menu.ENTRIES)
        menu.add_quick_create(*own_menu.QUICK_CREATE)
        imports.register(*IMPORTERS)
        post_migrate.connect(install_tax_rates, sender=self)
