from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from .views import intake, lead, web_form

app_name = "marketing"
urlpatterns = [
    # leads
    path("leads/", lead.LeadList.as_view(), name="lead_list"),
    path("leads/new/", lead.LeadCreate.as_view(), name="lead_create"),
    path("leads/known/", lead.LeadKnown.as_view(), name="lead_known"),
    path("leads/<int:pk>/", lead.LeadDetail.as_view(), name="lead_detail"),
    path("leads/<int:pk>/edit/", lead.LeadEdit.as_view(), name="lead_edit"),
    path("leads/<int:pk>/delete/", lead.LeadDelete.as_view(), name="lead_delete"),
    path("leads/<int:pk>/assign/", lead.LeadAssign.as_view(), name="lead_assign"),
    path("leads/<int:pk>/touch/", lead.LeadTouched.as_view(), name="lead_touch"),
    path("leads/<int:pk>/convert/", lead.LeadConvert.as_view(), name="lead_convert"),
    path("leads/<int:pk>/reject/", lead.LeadReject.as_view(), name="lead_reject"),
    path("leads/<int:pk>/close/", lead.LeadClose.as_view(), name="lead_close"),
    path("lead-rules/", intake.LeadRuleList.as_view(), name="lead_rule_list"),
    path("lead-rules/new/", intake.LeadRuleCreate.as_view(), name="lead_rule_create"),
    path("lead-rules/<int:pk>/edit/", intake.LeadRuleEdit.as_view(), name="lead_rule_edit"),
    path("lead-rules/<int:pk>/delete/", intake.LeadRuleDelete.as_view(), name="lead_rule_delete"),
    path("web-forms/", intake.WebFormList.as_view(), name="web_form_list"),
    path("web-forms/new/", intake.WebFormCreate.as_view(), name="web_form_create"),
    path("web-forms/<int:pk>/", intake.WebFormDetail.as_view(), name="web_form_detail"),
    path("web-forms/<int:pk>/edit/", intake.WebFormEdit.as_view(), name="web_form_edit"),
    path("web-forms/<int:pk>/delete/", intake.WebFormDelete.as_view(), name="web_form_delete"),
    # Strangers have no session whose form token they could send; the form's own token is in the address.
    path("f/<slug:token>/", csrf_exempt(web_form.StrangersPage.as_view()), name="web_form"),
]
