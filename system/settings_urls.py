"""The pages of settings inside the administration site: parameters, dictionaries, numbering, menu and layouts."""

from django.urls import path

from .views import arrangement, dictionaries, numbering, parameters

DICTIONARY = "dictionaries/<slug:code>/"
urlpatterns = [
    path("dictionaries/", dictionaries.DictionaryList.as_view(), name="dictionaries"),
    path(DICTIONARY, dictionaries.DictionaryShow.as_view(), name="dictionary"),
    path(DICTIONARY + "order/", dictionaries.DictionaryOrder.as_view(), name="dictionary_order"),
    path(DICTIONARY + "history/", dictionaries.DictionaryHistory.as_view(), name="dictionary_history"),
    path(DICTIONARY + "add/", dictionaries.EntryAdd.as_view(), name="entry_add"),
    path(DICTIONARY + "<int:pk>/", dictionaries.EntryChange.as_view(), name="entry"),
    path(DICTIONARY + "<int:pk>/merge/", dictionaries.EntryMerge.as_view(), name="entry_merge"),
    path("parameters/", parameters.ParameterList.as_view(), name="parameters"),
    path("parameters/<str:code>/", parameters.ParameterChange.as_view(), name="parameter"),
    path("numbering/", numbering.RuleList.as_view(), name="numbering"),
    path("numbering/<slug:code>/", numbering.RuleChange.as_view(), name="number_rule"),
    path("numbering/<slug:code>/preview/", numbering.RulePreview.as_view(), name="number_preview"),
    path("arrangements/", arrangement.PlaceList.as_view(), name="arrangements"),
    path("arrangements/<slug:place>/", arrangement.PlaceArrangement.as_view(), name="arrangement"),
]
