"""The pages of settings inside the administration site: parameters, dictionaries, numbering, menu and layouts."""

from django.urls import path

from .views import arrangement, numbering, parameters

urlpatterns = [
    path("parameters/", parameters.ParameterList.as_view(), name="parameters"),
    path("parameters/<str:code>/", parameters.ParameterChange.as_view(), name="parameter"),
    path("numbering/", numbering.RuleList.as_view(), name="numbering"),
    path("numbering/<slug:code>/", numbering.RuleChange.as_view(), name="number_rule"),
    path("numbering/<slug:code>/preview/", numbering.RulePreview.as_view(), name="number_preview"),
    path("arrangements/", arrangement.PlaceList.as_view(), name="arrangements"),
    path("arrangements/<slug:place>/", arrangement.PlaceArrangement.as_view(), name="arrangement"),
]
