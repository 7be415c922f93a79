"""The pages of settings inside the administration site: parameters, dictionaries, numbering."""

from django.urls import path

from .views import numbering, parameters

urlpatterns = [
    path("parameters/", parameters.ParameterList.as_view(), name="parameters"),
    path("parameters/<str:code>/", parameters.ParameterChange.as_view(), name="parameter"),
    path("numbering/", numbering.RuleList.as_view(), name="numbering"),
    path("numbering/<slug:code>/", numbering.RuleChange.as_view(), name="number_rule"),
    path("numbering/<slug:code>/preview/", numbering.RulePreview.as_view(), name="number_preview"),
]
