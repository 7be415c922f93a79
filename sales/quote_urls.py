"""The addresses of quotes."""

from django.urls import path

from .views import quote, quote_deeds, quote_live, quote_page

urlpatterns = [
    path("quotes/", quote.QuoteList.as_view(), name="quote_list"),
    path("quotes/new/", quote.QuoteCreate.as_view(), name="quote_create"),
    path("quotes/check/", quote_live.QuoteCheckNow.as_view(), name="quote_check"),
    path("quotes/<int:pk>/", quote.QuoteDetail.as_view(), name="quote_detail"),
    path("quotes/<int:pk>/edit/", quote.QuoteEdit.as_view(), name="quote_edit"),
    path("quotes/<int:pk>/check/", quote_live.QuoteCheckNow.as_view(), name="quote_check_saved"),
    path("quotes/<int:pk>/delete/", quote_deeds.QuoteDelete.as_view(), name="quote_delete"),
    path("quotes/<int:pk>/pdf/", quote.QuotePdf.as_view(), name="quote_pdf"),
    path("quotes/<int:pk>/submit/", quote_deeds.QuoteSubmit.as_view(), name="quote_submit"),
    path("quotes/<int:pk>/approve/", quote_deeds.QuoteApprove.as_view(), name="quote_approve"),
    path("quotes/<int:pk>/return/", quote_deeds.QuoteReturn.as_view(), name="quote_return"),
    path("quotes/<int:pk>/send/", quote_deeds.QuoteSend.as_view(), name="quote_send"),
    path("quotes/<int:pk>/went-out/", quote_deeds.QuoteHandOver.as_view(), name="quote_hand_over"),
    path("quotes/<int:pk>/link/", quote_deeds.QuoteLinkOpen.as_view(), name="quote_link"),
    path(
        "quotes/<int:pk>/link/<int:link>/revoke/",
        quote_deeds.QuoteLinkRevoke.as_view(),
        name="quote_link_revoke",
    ),
    path("quotes/<int:pk>/accept/", quote_deeds.QuoteAccept.as_view(), name="quote_accept"),
    path("quotes/<int:pk>/reject/", quote_deeds.QuoteReject.as_view(), name="quote_reject"),
    path("quotes/<int:pk>/bargain/", quote_deeds.QuoteBargain.as_view(), name="quote_bargain"),
    path("quotes/<int:pk>/void/", quote_deeds.QuoteVoid.as_view(), name="quote_void"),
    path("quotes/<int:pk>/renew/", quote_deeds.QuoteRenew.as_view(), name="quote_renew"),
    path("quotes/<int:pk>/copy/", quote_deeds.QuoteCopy.as_view(), name="quote_copy"),
    path("quotes/<int:pk>/follow-up/", quote_deeds.QuoteFollowUp.as_view(), name="quote_follow_up"),
    path("quotes/<int:pk>/transfer/", quote_deeds.QuoteTransfer.as_view(), name="quote_transfer"),
    # Open to whoever has the address; it is the secret.
    path("q/<str:token>/", quote_page.QuotePage.as_view(), name="quote_page"),
    path("q/<str:token>/pdf/", quote_page.QuotePagePdf.as_view(), name="quote_page_pdf"),
]
