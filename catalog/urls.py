from django.urls import path

from .views import category, part_number, price_list, pricing, product, stock

app_name = "catalog"
urlpatterns = [
    # products
    path("products/", product.ProductList.as_view(), name="product_list"),
    path("products/new/", product.ProductCreate.as_view(), name="product_create"),
    path("products/price/", pricing.PriceFinder.as_view(), name="price_finder"),
    path("products/<int:pk>/", product.ProductDetail.as_view(), name="product_detail"),
    path("products/<int:pk>/edit/", product.ProductEdit.as_view(), name="product_edit"),
    path("products/<int:pk>/delete/", product.ProductDelete.as_view(), name="product_delete"),
    path("products/<int:pk>/stop/", product.ProductStop.as_view(), name="product_stop"),
    path("products/<int:pk>/resume/", product.ProductResume.as_view(), name="product_resume"),
    path("products/<int:pk>/cost/", product.ProductCost.as_view(), name="product_cost"),
    # their tree
    path("product-categories/", category.CategoryList.as_view(), name="category_list"),
    path("product-categories/tree/", category.CategoryTree.as_view(), name="category_tree"),
    path("product-categories/nodes/", category.CategoryNodes.as_view(), name="category_nodes"),
    path("product-categories/new/", category.CategoryCreate.as_view(), name="category_create"),
    path("product-categories/<int:pk>/edit/", category.CategoryEdit.as_view(), name="category_edit"),
    path("product-categories/<int:pk>/delete/", category.CategoryDelete.as_view(), name="category_delete"),
    # customers' part numbers
    path("part-numbers/new/", part_number.PartNumberCreate.as_view(), name="part_number_create"),
    path("part-numbers/<int:pk>/edit/", part_number.PartNumberEdit.as_view(), name="part_number_edit"),
    path("part-numbers/<int:pk>/revise/", part_number.PartNumberRevise.as_view(), name="part_number_revise"),
    path("part-numbers/<int:pk>/delete/", part_number.PartNumberDelete.as_view(), name="part_number_delete"),
    # price lists
    path("price-lists/", price_list.PriceListList.as_view(), name="price_list_list"),
    path("price-lists/new/", price_list.PriceListCreate.as_view(), name="price_list_create"),
    path("price-lists/<int:pk>/", price_list.PriceListDetail.as_view(), name="price_list_detail"),
    path("price-lists/<int:pk>/edit/", price_list.PriceListEdit.as_view(), name="price_list_edit"),
    path("price-lists/<int:pk>/delete/", price_list.PriceListDelete.as_view(), name="price_list_delete"),
    path("price-lists/<int:pk>/submit/", price_list.PriceListSubmit.as_view(), name="price_list_submit"),
    path("price-lists/<int:pk>/approve/", price_list.PriceListApprove.as_view(), name="price_list_approve"),
    path("price-lists/<int:pk>/return/", price_list.PriceListReturn.as_view(), name="price_list_return"),
    path(
        "price-lists/<int:pk>/withdraw/", price_list.PriceListWithdraw.as_view(), name="price_list_withdraw"
    ),
    path("price-lists/<int:pk>/renew/", price_list.PriceListRenew.as_view(), name="price_list_renew"),
    path("prices/", price_list.PriceAll.as_view(), name="price_list"),
    path("prices/new/", price_list.PriceCreate.as_view(), name="price_create"),
    path("prices/<int:pk>/edit/", price_list.PriceEdit.as_view(), name="price_edit"),
    path("prices/<int:pk>/delete/", price_list.PriceDelete.as_view(), name="price_delete"),
    # exchange rates, stock, production
    path("fx-rates/", stock.FxRateList.as_view(), name="fx_rate_list"),
    path("fx-rates/new/", stock.FxRateCreate.as_view(), name="fx_rate_create"),
    path("fx-rates/<int:pk>/edit/", stock.FxRateEdit.as_view(), name="fx_rate_edit"),
    path("fx-rates/<int:pk>/delete/", stock.FxRateDelete.as_view(), name="fx_rate_delete"),
    path("stock/", stock.StockList.as_view(), name="stock_list"),
    path("stock/new/", stock.StockCreate.as_view(), name="stock_create"),
    path("stock/<int:pk>/edit/", stock.StockEdit.as_view(), name="stock_edit"),
    path("stock/<int:pk>/delete/", stock.StockDelete.as_view(), name="stock_delete"),
    path("production/", stock.ProductionList.as_view(), name="production_list"),
    path("production/new/", stock.ProductionCreate.as_view(), name="production_create"),
    path("production/<int:pk>/edit/", stock.ProductionEdit.as_view(), name="production_edit"),
    path("production/<int:pk>/delete/", stock.ProductionDelete.as_view(), name="production_delete"),
]
