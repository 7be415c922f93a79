"""The URL tree; each app writes out its own."""

from django.contrib import admin
from django.urls import include, path

from accounts.views.profile import set_language
from api.health import healthz, readyz
from home.views.search import SearchPage

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("i18n/setlang/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("api/", include("api.urls")),
    path("webhooks/", include("api.page_urls")),
    path("", include("orders.outside_urls")),
    path("system/", include("system.urls")),
    path("lists/", include("records.urls")),
    path("reminders/", include("reminders.urls")),
    path("processes/", include("workflow.urls")),
    path("", include("accounts.urls")),
    path("", include("contacts.urls")),
    path("", include("catalog.urls")),
    path("", include("messaging.urls")),
    path("", include("marketing.urls")),
    path("", include("sales.urls")),
    path("", include("contracts.urls")),
    path("", include("orders.urls")),
    path("search/", SearchPage.as_view(), name="search"),
    path("", include("home.urls")),
]
