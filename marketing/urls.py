from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from .views import campaign, feed, intake, lead, market, resource, web_form

app_name = "marketing"
urlpatterns = [
    # leads
    path("leads/", lead.LeadList.as_view(), name="lead_list"),
    path("leads/new/", lead.LeadCreate.as_view(), name="lead_create"),
    path("leads/known/", lead.LeadKnown.as_view(), name="lead_known"),
    path("leads/<int:pk>/", lead.LeadDetail.as_view(), name="lead_detail"),
    path("leads/<int:pk>/edit/", lead.LeadEdit.as_view(), name="lead_edit"),
    path("leads/<int:pk>/delete/", lead.LeadDelete.as_view(), name="lead_delete"),
    path("leads/<int:pk>/unmask/", lead.LeadUnmask.as_view(), name="lead_unmask"),
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
    # the market
    path("market-infos/", market.MarketInfoList.as_view(), name="market_info_list"),
    path("market-infos/new/", market.MarketInfoCreate.as_view(), name="market_info_create"),
    path("market-infos/<int:pk>/", market.MarketInfoDetail.as_view(), name="market_info_detail"),
    path("market-infos/<int:pk>/edit/", market.MarketInfoEdit.as_view(), name="market_info_edit"),
    path("market-infos/<int:pk>/delete/", market.MarketInfoDelete.as_view(), name="market_info_delete"),
    path("market-infos/<int:pk>/review/", market.MarketInfoReview.as_view(), name="market_info_review"),
    path("market-infos/<int:pk>/lead/", market.MarketInfoToLead.as_view(), name="market_info_lead"),
    path("competitors/", market.CompetitorList.as_view(), name="competitor_list"),
    path("competitors/new/", market.CompetitorCreate.as_view(), name="competitor_create"),
    path("competitors/<int:pk>/", market.CompetitorDetail.as_view(), name="competitor_detail"),
    path("competitors/<int:pk>/edit/", market.CompetitorEdit.as_view(), name="competitor_edit"),
    path("competitors/<int:pk>/delete/", market.CompetitorDelete.as_view(), name="competitor_delete"),
    path(
        "competitor-products/new/", market.CompetitorProductCreate.as_view(), name="competitor_product_create"
    ),
    path(
        "competitor-products/<int:pk>/edit/",
        market.CompetitorProductEdit.as_view(),
        name="competitor_product_edit",
    ),
    path(
        "competitor-products/<int:pk>/delete/",
        market.CompetitorProductDelete.as_view(),
        name="competitor_product_delete",
    ),
    path("competitor-sightings/new/", market.SightingCreate.as_view(), name="sighting_create"),
    path("competitor-sightings/<int:pk>/edit/", market.SightingEdit.as_view(), name="sighting_edit"),
    path("competitor-sightings/<int:pk>/delete/", market.SightingDelete.as_view(), name="sighting_delete"),
    path("own-company/", market.OwnCompanyPage.as_view(), name="own_company"),
    path("own-company/edit/", market.OwnCompanyEdit.as_view(), name="own_company_edit"),
    path("feed/", feed.FeedPage.as_view(), name="feed"),
    # documents
    path("resources/", resource.ResourceList.as_view(), name="resource_list"),
    path("resources/new/", resource.ResourceCreate.as_view(), name="resource_create"),
    path("resources/<int:pk>/", resource.ResourceDetail.as_view(), name="resource_detail"),
    path("resources/<int:pk>/edit/", resource.ResourceEdit.as_view(), name="resource_edit"),
    path("resources/<int:pk>/renew/", resource.ResourceRenew.as_view(), name="resource_renew"),
    path("resources/<int:pk>/delete/", resource.ResourceDelete.as_view(), name="resource_delete"),
    path("resources/versions/<int:pk>/", resource.ResourceTake.as_view(), name="resource_take"),
    # campaigns
    path("campaigns/", campaign.CampaignList.as_view(), name="campaign_list"),
    path("campaigns/new/", campaign.CampaignCreate.as_view(), name="campaign_create"),
    path("campaigns/<int:pk>/", campaign.CampaignDetail.as_view(), name="campaign_detail"),
    path("campaigns/<int:pk>/edit/", campaign.CampaignEdit.as_view(), name="campaign_edit"),
    path("campaigns/<int:pk>/delete/", campaign.CampaignDelete.as_view(), name="campaign_delete"),
    path("campaigns/<int:pk>/submit/", campaign.CampaignSubmit.as_view(), name="campaign_submit"),
    path("campaigns/<int:pk>/invite/", campaign.CampaignInvite.as_view(), name="campaign_invite"),
    path("campaigns/<int:pk>/finish/", campaign.CampaignFinish.as_view(), name="campaign_finish"),
    path("campaigns/<int:pk>/close/", campaign.CampaignClose.as_view(), name="campaign_close"),
    path("campaigns/<int:pk>/members/", campaign.CampaignMembers.as_view(), name="campaign_members"),
    path("campaign-members/<int:pk>/edit/", campaign.MemberEdit.as_view(), name="campaign_member_edit"),
    path("campaign-members/<int:pk>/delete/", campaign.MemberDelete.as_view(), name="campaign_member_delete"),
    path("campaign-costs/new/", campaign.CostCreate.as_view(), name="campaign_cost_create"),
    path("campaign-costs/<int:pk>/edit/", campaign.CostEdit.as_view(), name="campaign_cost_edit"),
    path("campaign-costs/<int:pk>/delete/", campaign.CostDelete.as_view(), name="campaign_cost_delete"),
    # Strangers have no session whose form token they could send; the form's own token is in the address.
    path("f/<slug:token>/", csrf_exempt(web_form.StrangersPage.as_view()), name="web_form"),
]
