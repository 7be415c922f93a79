"""The addresses of contracts, their templates and the library of clauses."""

from django.urls import path

from .views import contract, contract_deeds

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
    path("quotes/<int:pk>/contract/", contract_deeds.ContractOfQuote.as_view(), name="contract_of_quote"),
]
