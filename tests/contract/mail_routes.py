"""The pages of mail: list, one mail, writing and answering, and the templates."""

from messaging.services.opt_out import token_for

from .route import Route, form, listing, pk, row, shown

MAIL = [
    Route(name="messaging:own_mailbox"),
    *(Route(name=f"messaging:own_mailbox_{verb}", takes=("post",)) for verb in ("stop", "start")),
    Route(name="messaging:opt_out", kwargs=lambda world: {"token": token_for("a@b.example")}, is_public=True),
    listing("messaging:mail_list"),
    form("messaging:mail_create"),
    shown("messaging:mail_detail", "mail", fragment=True),
    row("messaging:mail_answer", "mail"),
    row("messaging:mail_edit", "mail"),
    row("messaging:mail_close", "mail"),
    row("messaging:mail_reopen", "answered_mail"),
    row("messaging:mail_send_again", "failed_letter"),
    listing("messaging:template_list"),
    form("messaging:template_create", opens="manager"),
    Route(name="messaging:template_detail", kwargs=pk("mail_template"), takes=("get",)),
    *(
        Route(name=f"messaging:template_{verb}", kwargs=pk("mail_template"), opens="manager")
        for verb in ("edit", "delete")
    ),
]
