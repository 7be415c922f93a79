"""The addresses of payment plans, receipts, invoices and statements."""

from django.urls import path

from .views import payment_plan, receipt

urlpatterns = [
    # payment plans
    path("payment-plans/", payment_plan.PaymentPlanList.as_view(), name="payment_plan_list"),
    path("payment-plans/new/", payment_plan.PaymentPlanCreate.as_view(), name="payment_plan_create"),
    path("payment-plans/<int:pk>/", payment_plan.PaymentPlanDetail.as_view(), name="payment_plan_detail"),
    path("payment-plans/<int:pk>/edit/", payment_plan.PaymentPlanEdit.as_view(), name="payment_plan_edit"),
    path("payment-plans/<int:pk>/void/", payment_plan.PaymentPlanVoid.as_view(), name="payment_plan_void"),
    path(
        "payment-plans/<int:pk>/collect/",
        payment_plan.PaymentPlanCollect.as_view(),
        name="payment_plan_collect",
    ),
    # receipts
    path("receipts/", receipt.ReceiptList.as_view(), name="receipt_list"),
    path("receipts/new/", receipt.ReceiptCreate.as_view(), name="receipt_create"),
    path("receipts/<int:pk>/", receipt.ReceiptDetail.as_view(), name="receipt_detail"),
    path("receipts/<int:pk>/edit/", receipt.ReceiptEdit.as_view(), name="receipt_edit"),
    path("receipts/<int:pk>/confirm/", receipt.ReceiptConfirm.as_view(), name="receipt_confirm"),
    path("receipts/<int:pk>/match/", receipt.ReceiptMatch.as_view(), name="receipt_match"),
    path("receipts/<int:pk>/cash/", receipt.ReceiptCash.as_view(), name="receipt_cash"),
    path("receipts/<int:pk>/bounce/", receipt.ReceiptBounce.as_view(), name="receipt_bounce"),
    path("receipts/<int:pk>/void/", receipt.ReceiptVoid.as_view(), name="receipt_void"),
    path("matchings/<int:pk>/take-back/", receipt.MatchingTakeBack.as_view(), name="matching_take_back"),
]
