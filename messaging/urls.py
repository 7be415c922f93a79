from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from .views import mail, mailbox, opt_out, template

app_name = "messaging"
urlpatterns = [
    path("me/mailbox/", mailbox.OwnMailbox.as_view(), name="own_mailbox"),
    path("me/mailbox/stop/", mailbox.OwnMailboxStop.as_view(), name="own_mailbox_stop"),
    path("me/mailbox/start/", mailbox.OwnMailboxStart.as_view(), name="own_mailbox_start"),
    path("letters/stop/<str:token>/", csrf_exempt(opt_out.OptOutPage.as_view()), name="opt_out"),
    path("mail/", mail.MailList.as_view(), name="mail_list"),
    path("mail/new/", mail.LetterCreate.as_view(), name="mail_create"),
    path("mail/<int:pk>/", mail.MailDetail.as_view(), name="mail_detail"),
    path("mail/<int:pk>/answer/", mail.MailAnswer.as_view(), name="mail_answer"),
    path("mail/<int:pk>/edit/", mail.MailBelongs.as_view(), name="mail_edit"),
    path("mail/<int:pk>/close/", mail.MailClose.as_view(), name="mail_close"),
    path("mail/<int:pk>/reopen/", mail.MailReopen.as_view(), name="mail_reopen"),
    path("mail/<int:pk>/again/", mail.MailSendAgain.as_view(), name="mail_send_again"),
    path("mail-templates/", template.TemplateList.as_view(), name="template_list"),
    path("mail-templates/new/", template.TemplateCreate.as_view(), name="template_create"),
    path("mail-templates/<int:pk>/", template.TemplateDetail.as_view(), name="template_detail"),
    path("mail-templates/<int:pk>/edit/", template.TemplateEdit.as_view(), name="template_edit"),
    path("mail-templates/<int:pk>/delete/", template.TemplateDelete.as_view(), name="template_delete"),
]
