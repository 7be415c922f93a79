"""The addresses of contracts, their templates and the library of clauses."""

from django.urls import path

from .views import amendment, contract, contract_deeds, template, voiding, word

app_name = "contracts"
DEEDS = {
    "delete": contract_deeds.ContractDelete,
    "submit": contract_deeds.ContractSubmit,
    "approve": contract_deeds.ContractApprove,
    "return": contract_deeds.ContractReturn,
    "withdraw": contract_deeds.ContractWithdraw,
    "reopen": contract_deeds.ContractReopen,
    "confirm": contract_deeds.ContractConfirm,
    "sign": contract_deeds.ContractSign,
    "start": contract_deeds.ContractStart,
    "suspend": contract_deeds.ContractSuspend,
    "resume": contract_deeds.ContractResume,
    "terminate": contract_deeds.ContractTerminate,
    "complete": contract_deeds.ContractComplete,
    "close": contract_deeds.ContractClose,
    "void": contract_deeds.ContractVoid,
    "fill": contract_deeds.ContractFill,
    "renew": contract_deeds.ContractRenew,
    "transfer": contract_deeds.ContractTransfer,
}
urlpatterns = [
    path("contracts/", contract.ContractList.as_view(), name="contract_list"),
    path("contracts/new/", contract.ContractCreate.as_view(), name="contract_create"),
    path("contracts/check/", contract.ContractCheckNow.as_view(), name="contract_check"),
    path("contracts/<int:pk>/", contract.ContractDetail.as_view(), name="contract_detail"),
    path("contracts/<int:pk>/edit/", contract.ContractEdit.as_view(), name="contract_edit"),
    path("contracts/<int:pk>/check/", contract.ContractCheckNow.as_view(), name="contract_check_saved"),
    *(
        path(f"contracts/<int:pk>/{name}/", page.as_view(), name=f"contract_{name}")
        for name, page in DEEDS.items()
    ),
    path("contracts/<int:pk>/pdf/", contract.ContractPdf.as_view(), name="contract_pdf"),
    path("contracts/<int:pk>/word/", word.ContractWord.as_view(), name="contract_word"),
    path("contracts/<int:pk>/returned/", word.ContractReturned.as_view(), name="contract_returned"),
    path("contracts/<int:pk>/compare/", contract.ContractCompare.as_view(), name="contract_compare"),
    path("contracts/<int:pk>/amend/", amendment.ContractAmend.as_view(), name="contract_amend"),
    path("contracts/<int:pk>/amend/check/", amendment.AmendmentCheckNow.as_view(), name="amendment_check"),
    path("amendments/<int:pk>/", amendment.AmendmentDetail.as_view(), name="amendment_detail"),
    path("amendments/<int:pk>/edit/", amendment.AmendmentEdit.as_view(), name="amendment_edit"),
    path("amendments/<int:pk>/submit/", amendment.AmendmentSubmit.as_view(), name="amendment_submit"),
    path("amendments/<int:pk>/approve/", amendment.AmendmentApprove.as_view(), name="amendment_approve"),
    path("amendments/<int:pk>/reject/", amendment.AmendmentReject.as_view(), name="amendment_reject"),
    path("amendments/<int:pk>/return/", amendment.AmendmentReturn.as_view(), name="amendment_return"),
    path("amendments/<int:pk>/withdraw/", amendment.AmendmentWithdraw.as_view(), name="amendment_withdraw"),
    path("voidings/<int:pk>/", voiding.VoidingDetail.as_view(), name="voiding_detail"),
    path("voidings/<int:pk>/approve/", voiding.VoidingApprove.as_view(), name="voiding_approve"),
    path("voidings/<int:pk>/reject/", voiding.VoidingReject.as_view(), name="voiding_reject"),
    path("voidings/<int:pk>/withdraw/", voiding.VoidingWithdraw.as_view(), name="voiding_withdraw"),
    path("quotes/<int:pk>/contract/", contract_deeds.ContractOfQuote.as_view(), name="contract_of_quote"),
    path("clauses/", template.ClauseList.as_view(), name="clause_list"),
    path("clauses/new/", template.ClauseCreate.as_view(), name="clause_create"),
    path("clauses/<int:pk>/", template.ClauseDetail.as_view(), name="clause_detail"),
    path("clauses/<int:pk>/edit/", template.ClauseEdit.as_view(), name="clause_edit"),
    path("clauses/<int:pk>/delete/", template.ClauseDelete.as_view(), name="clause_delete"),
    path("contract-templates/", template.TemplateList.as_view(), name="template_list"),
    path("contract-templates/new/", template.TemplateCreate.as_view(), name="template_create"),
    path("contract-templates/<int:pk>/", template.TemplateDetail.as_view(), name="template_detail"),
    path("contract-templates/<int:pk>/edit/", template.TemplateEdit.as_view(), name="template_edit"),
    path("contract-templates/<int:pk>/delete/", template.TemplateDelete.as_view(), name="template_delete"),
    path("contract-templates/<int:pk>/word/", word.TemplateWord.as_view(), name="template_word"),
    path("contract-templates/<int:pk>/publish/", template.TemplatePublish.as_view(), name="template_publish"),
    path("contract-templates/<int:pk>/retire/", template.TemplateRetire.as_view(), name="template_retire"),
    path("contract-templates/<int:pk>/renew/", template.TemplateRenew.as_view(), name="template_renew"),
]
