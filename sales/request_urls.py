"""The addresses of inquiries, samples, expenses and account plans."""

from django.urls import path

from .views import inquiry

urlpatterns = [
    # inquiries
    path("inquiries/", inquiry.InquiryList.as_view(), name="inquiry_list"),
    path("inquiries/new/", inquiry.InquiryCreate.as_view(), name="inquiry_create"),
    path("inquiries/<int:pk>/", inquiry.InquiryDetail.as_view(), name="inquiry_detail"),
    path("inquiries/<int:pk>/edit/", inquiry.InquiryEdit.as_view(), name="inquiry_edit"),
    path("inquiries/<int:pk>/delete/", inquiry.InquiryDelete.as_view(), name="inquiry_delete"),
    path("inquiries/<int:pk>/move/", inquiry.InquiryMove.as_view(), name="inquiry_move"),
    path("inquiries/<int:pk>/reply/", inquiry.InquiryReply.as_view(), name="inquiry_reply"),
    path("inquiries/<int:pk>/transfer/", inquiry.InquiryTransfer.as_view(), name="inquiry_transfer"),
    path("inquiries/<int:pk>/lines/new/", inquiry.InquiryLineCreate.as_view(), name="inquiry_line_create"),
    path("inquiries/lines/<int:pk>/edit/", inquiry.InquiryLineEdit.as_view(), name="inquiry_line_edit"),
    path("inquiries/lines/<int:pk>/remove/", inquiry.InquiryLineRemove.as_view(), name="inquiry_line_remove"),
]
