from .money_urls import urlpatterns as money
from .order_urls import urlpatterns as orders

app_name = "orders"
urlpatterns = [*orders, *money]
