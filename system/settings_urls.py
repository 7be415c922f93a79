"""The pages of settings inside the administration site: parameters, dictionaries, numbering."""

from django.urls import path

from .views import arrangement, parameters

urlpatterns = [
    path("parameters/", parameters.ParameterList.as_view(), name="parameters"),
    path("parameters/<str:code>/", parameters.ParameterChange.as_view(), name="parameter"),
    path("arrangements/", arrangement.PlaceList.as_view(), name="arrangements"),
    path("arrangements/<slug:place>/", arrangement.PlaceArrangement.as_view(), name="arrangement"),
]
