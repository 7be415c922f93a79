"""The pages of webhooks; the addresses of the API itself stand in urls.py."""

from django.urls import path

from .views import webhook

app_name = "webhooks"
urlpatterns = [
    path("", webhook.WebhookList.as_view(), name="webhook_list"),
    path("new/", webhook.WebhookCreate.as_view(), name="webhook_create"),
    path("<int:pk>/", webhook.WebhookDetail.as_view(), name="webhook_detail"),
    path("<int:pk>/edit/", webhook.WebhookEdit.as_view(), name="webhook_edit"),
    path("<int:pk>/delete/", webhook.WebhookDelete.as_view(), name="webhook_delete"),
    path("<int:pk>/renew/", webhook.WebhookRenew.as_view(), name="webhook_renew"),
    path("<int:pk>/test/", webhook.WebhookTest.as_view(), name="webhook_test"),
    path("<int:pk>/stop/", webhook.WebhookStop.as_view(), name="webhook_stop"),
    path("<int:pk>/start/", webhook.WebhookStart.as_view(), name="webhook_start"),
    path("<int:pk>/deliveries/<int:delivery>/again/", webhook.DeliveryAgain.as_view(), name="webhook_again"),
]
