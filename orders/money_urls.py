"""The addresses of payment plans, receipts, invoices and statements."""

from django.urls import path

from .views import (
    ageing,
    ageing_rows,
    answers,
    execution,
    invoice,
    lines,
    payment_plan,
    period,
    receipt,
    statement,
    statement_links,
    statement_page,
)

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
    # invoices
    path("invoices/", invoice.InvoiceList.as_view(), name="invoice_list"),
    path("invoices/new/", invoice.InvoiceCreate.as_view(), name="invoice_create"),
    path("invoices/<int:pk>/", invoice.InvoiceDetail.as_view(), name="invoice_detail"),
    path("invoices/<int:pk>/edit/", invoice.InvoiceEdit.as_view(), name="invoice_edit"),
    path("invoices/<int:pk>/submit/", invoice.InvoiceSubmit.as_view(), name="invoice_submit"),
    path("invoices/<int:pk>/approve/", invoice.InvoiceApprove.as_view(), name="invoice_approve"),
    path("invoices/<int:pk>/return/", invoice.InvoiceReturn.as_view(), name="invoice_return"),
    path("invoices/<int:pk>/issue/", invoice.InvoiceIssue.as_view(), name="invoice_issue"),
    path("invoices/<int:pk>/deliver/", invoice.InvoiceDeliver.as_view(), name="invoice_deliver"),
    path("invoices/<int:pk>/void/", invoice.InvoiceVoid.as_view(), name="invoice_void"),
    path("invoices/<int:pk>/red/", invoice.InvoiceRed.as_view(), name="invoice_red"),
    # answers, and the rows behind them
    path("answers/customers/", answers.RankingPage.as_view(), name="customer_ranking"),
    path("answers/products/", answers.ProductRanking.as_view(), name="product_ranking"),
    path("answers/contracts/", execution.ContractExecution.as_view(), name="contract_execution"),
    path("order-lines/", lines.OrderLineList.as_view(), name="order_line_list"),
    path("invoice-lines/", lines.InvoiceLineList.as_view(), name="invoice_line_list"),
    # what is owed
    path("receivables/ageing/", ageing.AgeingPage.as_view(), name="ageing"),
    path("receivables/ageing/rows/", ageing_rows.AgeingRowsPage.as_view(), name="ageing_rows"),
    path("accounting-periods/", period.PeriodPage.as_view(), name="periods"),
    # statements
    path("statements/", statement.StatementList.as_view(), name="statement_list"),
    path("statements/<int:pk>/", statement.StatementDetail.as_view(), name="statement_detail"),
    path("statements/<int:pk>/pdf/", statement.StatementPdf.as_view(), name="statement_pdf"),
    path("statements/<int:pk>/send/", statement.StatementSend.as_view(), name="statement_send"),
    path("statements/<int:pk>/mail/", statement_links.StatementMail.as_view(), name="statement_mail"),
    path("statements/<int:pk>/link/", statement_links.StatementLinkOpen.as_view(), name="statement_link"),
    path(
        "statements/<int:pk>/link/<int:link>/revoke/",
        statement_links.StatementLinkRevoke.as_view(),
        name="statement_link_revoke",
    ),
    # Open to whoever has the address; it is the secret.
    path("s/<str:token>/", statement_page.StatementPage.as_view(), name="statement_page"),
    path("s/<str:token>/pdf/", statement_page.StatementPagePdf.as_view(), name="statement_page_pdf"),
    path("statements/<int:pk>/answer/", statement.StatementAnswer.as_view(), name="statement_answer"),
    path("statements/<int:pk>/close/", statement.StatementClose.as_view(), name="statement_close"),
]
