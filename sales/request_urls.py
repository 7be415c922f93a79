"""The addresses of inquiries, samples, expenses and account plans."""

from django.urls import path

from .views import expense, inquiry, sample

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
    # samples
    path("samples/", sample.SampleList.as_view(), name="sample_list"),
    path("samples/new/", sample.SampleCreate.as_view(), name="sample_create"),
    path("samples/<int:pk>/", sample.SampleDetail.as_view(), name="sample_detail"),
    path("samples/<int:pk>/edit/", sample.SampleEdit.as_view(), name="sample_edit"),
    path("samples/<int:pk>/delete/", sample.SampleDelete.as_view(), name="sample_delete"),
    path("samples/<int:pk>/submit/", sample.SampleSubmit.as_view(), name="sample_submit"),
    path("samples/<int:pk>/reply/", sample.SampleReply.as_view(), name="sample_reply"),
    path("samples/<int:pk>/made/", sample.SampleMade.as_view(), name="sample_made"),
    path("samples/<int:pk>/remake/", sample.SampleRemake.as_view(), name="sample_remake"),
    path("samples/<int:pk>/ship/", sample.SampleShip.as_view(), name="sample_ship"),
    path("samples/<int:pk>/trial/", sample.SampleTrial.as_view(), name="sample_trial"),
    path("samples/<int:pk>/conclude/", sample.SampleConclude.as_view(), name="sample_conclude"),
    path("samples/<int:pk>/cancel/", sample.SampleCancel.as_view(), name="sample_cancel"),
    path("samples/<int:pk>/transfer/", sample.SampleTransfer.as_view(), name="sample_transfer"),
    # expenses
    path("expenses/", expense.ExpenseList.as_view(), name="expense_list"),
    path("expenses/new/", expense.ExpenseCreate.as_view(), name="expense_create"),
    path("expenses/<int:pk>/", expense.ExpenseDetail.as_view(), name="expense_detail"),
    path("expenses/<int:pk>/edit/", expense.ExpenseEdit.as_view(), name="expense_edit"),
    path("expenses/<int:pk>/delete/", expense.ExpenseDelete.as_view(), name="expense_delete"),
    path("expenses/<int:pk>/submit/", expense.ExpenseSubmit.as_view(), name="expense_submit"),
    path("expenses/<int:pk>/void/", expense.ExpenseVoid.as_view(), name="expense_void"),
]
