"""The pages of contracts, their templates and clauses."""

from .route import Route, form, listing, row, shown

CONTRACTS = [
    listing("contracts:contract_list"),
    form("contracts:contract_create", query="next=/contracts/"),
    Route(name="contracts:contract_check", takes=("post",), is_page=False),
    row("contracts:contract_check_saved", "contract_draft", takes=("post",), is_page=False),
    shown("contracts:contract_detail", "contract", fragment=True),
    row("contracts:contract_edit", "contract_draft"),
    row("contracts:contract_delete", "contract_draft"),
    row("contracts:contract_submit", "contract_draft"),
    row("contracts:contract_fill", "contract_draft"),
    row("contracts:contract_approve", "contract_draft", opens="manager"),
    row("contracts:contract_return", "contract_draft", opens="manager"),
    row("contracts:contract_withdraw", "contract_draft"),
    row("contracts:contract_reopen", "contract_draft"),
    row("contracts:contract_confirm", "contract_draft"),
    row("contracts:contract_sign", "contract_draft", opens="manager"),
    row("contracts:contract_start", "contract_draft"),
    row("contracts:contract_suspend", "contract"),
    row("contracts:contract_resume", "contract"),
    row("contracts:contract_terminate", "contract", opens="manager"),
    row("contracts:contract_complete", "contract"),
    row("contracts:contract_close", "contract"),
    row("contracts:contract_void", "contract"),
    row("contracts:contract_renew", "contract"),
    row("contracts:contract_transfer", "contract", opens="manager"),
    row("contracts:contract_of_quote", "quote"),
]
