"""The pages of settings inside the administration site: parameters, dictionaries, numbering."""

from django.urls import path

from .views import parameters

urlpatterns = [
    path("parameters/", parameters.ParameterList.as_view(), name="parameters"),
    path("parameters/<str:code>/", parameters.ParameterChange.as_view(), name="parameter"),
]
