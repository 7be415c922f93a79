"""The pages of what other systems and customers send in."""

from django.urls import path

from .views import forecast, outside

app_name = "outside"
urlpatterns = [
    path("erp/", outside.ErpMessageList.as_view(), name="erp_message_list"),
    path("erp/upload/", outside.ErpUpload.as_view(), name="erp_upload"),
    path("erp/<int:pk>/", outside.ErpMessageDetail.as_view(), name="erp_message_detail"),
    path("erp/<int:pk>/retry/", outside.ErpMessageRetry.as_view(), name="erp_message_retry"),
    path("forecasts/", forecast.ForecastList.as_view(), name="forecast_list"),
    path("forecasts/new/", forecast.ForecastCreate.as_view(), name="forecast_create"),
    path("forecasts/<int:pk>/edit/", forecast.ForecastEdit.as_view(), name="forecast_edit"),
    path("forecasts/<int:pk>/delete/", forecast.ForecastDelete.as_view(), name="forecast_delete"),
    path("customers/<int:pk>/forecast/", forecast.ForecastUpload.as_view(), name="forecast_upload"),
]
