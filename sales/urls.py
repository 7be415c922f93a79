from django.urls import path

from . import quote_urls, request_urls, visit_urls
from .views import board, forecast, interest, opportunity, people

app_name = "sales"
urlpatterns = [
    path("opportunities/", opportunity.OpportunityList.as_view(), name="opportunity_list"),
    path("opportunities/new/", opportunity.OpportunityCreate.as_view(), name="opportunity_create"),
    path("opportunities/board/", board.BoardPage.as_view(), name="board"),
    path("opportunities/forecast/", forecast.ForecastPage.as_view(), name="forecast"),
    path("opportunities/<int:pk>/drop/", board.BoardDrop.as_view(), name="board_drop"),
    path("opportunities/<int:pk>/", opportunity.OpportunityDetail.as_view(), name="opportunity_detail"),
    path("opportunities/<int:pk>/edit/", opportunity.OpportunityEdit.as_view(), name="opportunity_edit"),
    path(
        "opportunities/<int:pk>/delete/", opportunity.OpportunityDelete.as_view(), name="opportunity_delete"
    ),
    path("opportunities/<int:pk>/move/", opportunity.OpportunityMove.as_view(), name="opportunity_move"),
    path("opportunities/<int:pk>/win/", opportunity.OpportunityWin.as_view(), name="opportunity_win"),
    path("opportunities/<int:pk>/lose/", opportunity.OpportunityLose.as_view(), name="opportunity_lose"),
    path(
        "opportunities/<int:pk>/shelve/", opportunity.OpportunityShelve.as_view(), name="opportunity_shelve"
    ),
    path(
        "opportunities/<int:pk>/invalid/",
        opportunity.OpportunityInvalid.as_view(),
        name="opportunity_invalid",
    ),
    path(
        "opportunities/<int:pk>/take-up/", opportunity.OpportunityTakeUp.as_view(), name="opportunity_take_up"
    ),
    path(
        "opportunities/<int:pk>/transfer/",
        opportunity.OpportunityTransfer.as_view(),
        name="opportunity_transfer",
    ),
    path("opportunities/<int:pk>/talk/", opportunity.OpportunityTalk.as_view(), name="opportunity_talk"),
    path("opportunities/<int:pk>/people/new/", people.PlaceCreate.as_view(), name="place_create"),
    path("opportunities/people/<int:pk>/edit/", people.PlaceEdit.as_view(), name="place_edit"),
    path("opportunities/people/<int:pk>/remove/", people.PlaceRemove.as_view(), name="place_remove"),
    path(
        "opportunities/<int:pk>/products/new/", interest.ProductCreate.as_view(), name="sale_product_create"
    ),
    path("opportunities/products/<int:pk>/edit/", interest.ProductEdit.as_view(), name="sale_product_edit"),
    path(
        "opportunities/products/<int:pk>/remove/",
        interest.ProductRemove.as_view(),
        name="sale_product_remove",
    ),
    path(
        "opportunities/<int:pk>/competitors/new/",
        interest.CompetitorCreate.as_view(),
        name="sale_competitor_create",
    ),
    path(
        "opportunities/competitors/<int:pk>/edit/",
        interest.CompetitorEdit.as_view(),
        name="sale_competitor_edit",
    ),
    path(
        "opportunities/competitors/<int:pk>/remove/",
        interest.CompetitorRemove.as_view(),
        name="sale_competitor_remove",
    ),
    path("opportunities/<int:pk>/review/", people.ReviewWrite.as_view(), name="review_write"),
]
urlpatterns += request_urls.urlpatterns
urlpatterns += quote_urls.urlpatterns
urlpatterns += visit_urls.urlpatterns
