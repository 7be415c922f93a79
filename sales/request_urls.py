"""The addresses of inquiries, samples, expenses and account plans."""

from django.urls import path

from .views import account_plan, expense, inquiry, sample

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
    # account plans
    path("account-plans/", account_plan.AccountPlanList.as_view(), name="account_plan_list"),
    path("account-plans/new/", account_plan.AccountPlanCreate.as_view(), name="account_plan_create"),
    path("account-plans/<int:pk>/", account_plan.AccountPlanDetail.as_view(), name="account_plan_detail"),
    path("account-plans/<int:pk>/edit/", account_plan.AccountPlanEdit.as_view(), name="account_plan_edit"),
    path(
        "account-plans/<int:pk>/delete/", account_plan.AccountPlanDelete.as_view(), name="account_plan_delete"
    ),
    path("account-plans/<int:pk>/print/", account_plan.AccountPlanPrint.as_view(), name="account_plan_print"),
    path(
        "account-plans/<int:pk>/activate/",
        account_plan.AccountPlanActivate.as_view(),
        name="account_plan_activate",
    ),
    path(
        "account-plans/<int:pk>/review/", account_plan.AccountPlanReview.as_view(), name="account_plan_review"
    ),
    path("account-plans/<int:pk>/close/", account_plan.AccountPlanClose.as_view(), name="account_plan_close"),
    path(
        "account-plans/<int:pk>/reopen/", account_plan.AccountPlanReopen.as_view(), name="account_plan_reopen"
    ),
    path("account-plans/<int:pk>/copy/", account_plan.AccountPlanCopy.as_view(), name="account_plan_copy"),
    path(
        "account-plans/<int:pk>/transfer/",
        account_plan.AccountPlanTransfer.as_view(),
        name="account_plan_transfer",
    ),
    path(
        "account-plans/<int:pk>/objectives/new/",
        account_plan.ObjectiveAdd.as_view(),
        name="plan_objective_add",
    ),
    path(
        "account-plans/objectives/<int:pk>/edit/",
        account_plan.ObjectiveEdit.as_view(),
        name="plan_objective_edit",
    ),
    path(
        "account-plans/objectives/<int:pk>/remove/",
        account_plan.ObjectiveRemove.as_view(),
        name="plan_objective_remove",
    ),
    path("account-plans/<int:pk>/choices/new/", account_plan.ChoiceAdd.as_view(), name="plan_choice_add"),
    path("account-plans/choices/<int:pk>/edit/", account_plan.ChoiceEdit.as_view(), name="plan_choice_edit"),
    path(
        "account-plans/choices/<int:pk>/remove/",
        account_plan.ChoiceRemove.as_view(),
        name="plan_choice_remove",
    ),
    path("account-plans/<int:pk>/actions/new/", account_plan.ActionAdd.as_view(), name="plan_action_add"),
    path("plan-actions/", account_plan.PlanActionList.as_view(), name="plan_action_list"),
    path("plan-actions/new/", account_plan.PlanActionCreate.as_view(), name="plan_action_create"),
    path("plan-actions/<int:pk>/edit/", account_plan.PlanActionEdit.as_view(), name="plan_action_edit"),
    path("plan-actions/<int:pk>/remove/", account_plan.PlanActionRemove.as_view(), name="plan_action_remove"),
    path(
        "plan-actions/<int:pk>/progress/",
        account_plan.PlanActionProgress.as_view(),
        name="plan_action_progress",
    ),
    path("plan-actions/<int:pk>/drop/", account_plan.PlanActionDrop.as_view(), name="plan_action_drop"),
    path("plan-reviews/<int:pk>/comment/", account_plan.ReviewComment.as_view(), name="plan_review_comment"),
    # assessments
    path("account-assessments/", account_plan.AssessmentList.as_view(), name="assessment_list"),
    path("account-assessments/new/", account_plan.AssessmentCreate.as_view(), name="assessment_create"),
    path("account-assessments/<int:pk>/edit/", account_plan.AssessmentEdit.as_view(), name="assessment_edit"),
    path(
        "account-assessments/<int:pk>/delete/",
        account_plan.AssessmentDelete.as_view(),
        name="assessment_delete",
    ),
]
