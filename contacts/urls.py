from django.urls import path

from .views import about_people as about
from .views import (
    assignment,
    contact,
    contact_detail,
    credit_split,
    customer,
    customer_detail,
    duplicates,
    follow_up,
    handover,
    merge,
    pool,
    rating,
    team,
    timeline,
    transfer,
    tree,
    unit,
    vcard,
)

app_name = "contacts"
urlpatterns = [
    # customers
    path("customers/", customer.CustomerList.as_view(), name="customer_list"),
    path("customers/new/", customer.CustomerCreate.as_view(), name="customer_create"),
    path("customers/known/", duplicates.CustomerHits.as_view(), name="customer_duplicates"),
    path("customers/duplicates/", duplicates.CustomerScan.as_view(), name="customer_scan"),
    path("customers/<int:pk>/edit/", customer.CustomerEdit.as_view(), name="customer_edit"),
    path("customers/<int:pk>/delete/", customer.CustomerDelete.as_view(), name="customer_delete"),
    path("customers/<int:pk>/transfer/", customer.CustomerTransfer.as_view(), name="customer_transfer"),
    path("customers/<int:pk>/merge/", merge.CustomerMerge.as_view(), name="customer_merge"),
    path("customers/<int:pk>/lifecycle/", customer.CustomerLifecycle.as_view(), name="customer_lifecycle"),
    path("customers/<int:pk>/share/", team.CustomerShare.as_view(), name="customer_share"),
    path(
        "customers/<int:pk>/share/<slug:kind>/<int:share>/end/",
        team.ShareRemove.as_view(),
        name="customer_share_end",
    ),
    path("customers/<int:pk>/team/new/", team.TeamMemberCreate.as_view(), name="team_member_create"),
    path(
        "customers/<int:pk>/team/<int:member>/edit/", team.TeamMemberEdit.as_view(), name="team_member_edit"
    ),
    path(
        "customers/<int:pk>/team/<int:member>/remove/",
        team.TeamMemberRemove.as_view(),
        name="team_member_remove",
    ),
    # units
    path("units/", unit.UnitList.as_view(), name="unit_list"),
    path("units/new/", unit.UnitCreate.as_view(), name="unit_create"),
    path("units/<int:pk>/edit/", unit.UnitEdit.as_view(), name="unit_edit"),
    path("units/<int:pk>/delete/", unit.UnitDelete.as_view(), name="unit_delete"),
    # people
    path("contacts/", contact.ContactList.as_view(), name="contact_list"),
    path("contacts/new/", contact.ContactCreate.as_view(), name="contact_create"),
    path("contacts/known/", duplicates.ContactHits.as_view(), name="contact_duplicates"),
    path("contacts/duplicates/", duplicates.ContactScan.as_view(), name="contact_scan"),
    path("contacts/<int:pk>/edit/", contact.ContactEdit.as_view(), name="contact_edit"),
    path("contacts/<int:pk>/delete/", contact.ContactDelete.as_view(), name="contact_delete"),
    path("contacts/<int:pk>/move/", contact.ContactMove.as_view(), name="contact_move"),
    path("contacts/<int:pk>/merge/", merge.ContactMerge.as_view(), name="contact_merge"),
    path("contacts/<int:pk>/primary/", contact.ContactMakePrimary.as_view(), name="contact_primary"),
    path("contacts/<int:pk>/unmask/", contact.ContactUnmask.as_view(), name="contact_unmask"),
]

# The pages of one customer and one person, and what hangs on them.
urlpatterns += [
    path("customers/<int:pk>/", customer_detail.CustomerDetail.as_view(), name="customer_detail"),
    path("customers/<int:pk>/go/<slug:way>/", customer_detail.CustomerStep.as_view(), name="customer_step"),
    path("customers/<int:pk>/tree/", tree.TreeChildren.as_view(), name="customer_tree"),
    path("customers/<int:pk>/tree/search/", tree.TreeSearch.as_view(), name="customer_tree_search"),
    path(
        "customers/<int:pk>/tree/levels/<int:level>/", tree.TreeLevels.as_view(), name="customer_tree_levels"
    ),
    path("customers/<int:pk>/next-contact/", follow_up.NextContact.as_view(), name="customer_next_contact"),
    path("customers/<int:pk>/partner-roles/", about.PartnerRoles.as_view(), name="partner_roles"),
    path("units/<int:pk>/menu/", tree.NodeMenu.as_view(), name="unit_node_menu"),
    path("units/<int:pk>/move/", tree.UnitMove.as_view(), name="unit_move"),
    path("contacts/<int:pk>/", contact_detail.ContactDetail.as_view(), name="contact_detail"),
    path("stream/<slug:kind>/<int:pk>/", timeline.Stream.as_view(), name="stream"),
    path("follow-ups/", follow_up.FollowUpList.as_view(), name="follow_up_list"),
    path("follow-ups/new/", follow_up.FollowUpCreate.as_view(), name="follow_up_create"),
    path("follow-ups/<int:pk>/", follow_up.FollowUpDetail.as_view(), name="follow_up_detail"),
    path("follow-ups/<int:pk>/edit/", follow_up.FollowUpEdit.as_view(), name="follow_up_edit"),
    path("follow-ups/<int:pk>/void/", follow_up.FollowUpVoid.as_view(), name="follow_up_void"),
    path("assets/new/", about.AssetCreate.as_view(), name="asset_create"),
    path("assets/<int:pk>/edit/", about.AssetEdit.as_view(), name="asset_edit"),
    path("assets/<int:pk>/delete/", about.AssetDelete.as_view(), name="asset_delete"),
    path("stakeholders/new/", about.StakeholderCreate.as_view(), name="stakeholder_create"),
    path("stakeholders/<int:pk>/edit/", about.StakeholderEdit.as_view(), name="stakeholder_edit"),
    path("stakeholders/<int:pk>/delete/", about.StakeholderDelete.as_view(), name="stakeholder_delete"),
    path("family/new/", about.FamilyCreate.as_view(), name="family_create"),
    path("family/<int:pk>/edit/", about.FamilyEdit.as_view(), name="family_edit"),
    path("family/<int:pk>/delete/", about.FamilyDelete.as_view(), name="family_delete"),
    path("relations/people/new/", about.ContactRelationCreate.as_view(), name="contact_relation_create"),
    path(
        "relations/people/<int:pk>/edit/", about.ContactRelationEdit.as_view(), name="contact_relation_edit"
    ),
    path(
        "relations/people/<int:pk>/delete/",
        about.ContactRelationEnd.as_view(),
        name="contact_relation_delete",
    ),
    path("relations/person-company/new/", about.PersonCompanyCreate.as_view(), name="person_company_create"),
    path(
        "relations/person-company/<int:pk>/edit/",
        about.PersonCompanyEdit.as_view(),
        name="person_company_edit",
    ),
    path(
        "relations/person-company/<int:pk>/delete/",
        about.PersonCompanyEnd.as_view(),
        name="person_company_delete",
    ),
    path("relations/companies/new/", about.CompanyRelationCreate.as_view(), name="company_relation_create"),
    path(
        "relations/companies/<int:pk>/edit/",
        about.CompanyRelationEdit.as_view(),
        name="company_relation_edit",
    ),
    path(
        "relations/companies/<int:pk>/delete/",
        about.CompanyRelationEnd.as_view(),
        name="company_relation_delete",
    ),
]

# Business cards as files.
urlpatterns += [
    path("contacts/vcard/", vcard.CardImport.as_view(), name="contact_vcard_import"),
    path("contacts/<int:pk>/vcard/", vcard.ContactCard.as_view(), name="contact_vcard"),
]

# Ownership: pools, assignments, hand-over, ratings.
urlpatterns += [
    path("customers/transfer/", transfer.TransferWizard.as_view(), name="transfer"),
    path("customers/leaving/<int:pk>/", transfer.Leaving.as_view(), name="leaving"),
    path("customers/<int:pk>/release/", pool.CustomerRelease.as_view(), name="customer_release"),
    path("customers/<int:pk>/recall/", pool.CustomerRecall.as_view(), name="customer_recall"),
    path("customers/<int:pk>/assign/", pool.CustomerAssign.as_view(), name="customer_assign"),
    path("customers/<int:pk>/lock/", pool.CustomerLock.as_view(), name="customer_lock"),
    path("customers/<int:pk>/unlock/", pool.CustomerUnlock.as_view(), name="customer_unlock"),
    path("customers/<int:pk>/sales-parts/", credit_split.CreditSplitPage.as_view(), name="credit_split"),
    path("customers/<int:pk>/tier/", rating.TierPropose.as_view(), name="tier_propose"),
    path("customers/<int:pk>/credit/", rating.CreditPropose.as_view(), name="credit_propose"),
    path("tier-changes/", rating.TierChangeList.as_view(), name="tier_change_list"),
    path("tier-changes/<int:pk>/", rating.TierChangeDetail.as_view(), name="tier_change_detail"),
    path("tier-changes/<int:pk>/submit/", rating.TierChangeSubmit.as_view(), name="tier_change_submit"),
    path("tier-changes/<int:pk>/drop/", rating.TierChangeDrop.as_view(), name="tier_change_drop"),
    path("credit-ratings/<int:pk>/submit/", rating.CreditRatingSubmit.as_view(), name="credit_rating_submit"),
    path("credit-ratings/<int:pk>/drop/", rating.CreditRatingDrop.as_view(), name="credit_rating_drop"),
    path("credit-ratings/", rating.CreditRatingList.as_view(), name="credit_rating_list"),
    path("credit-ratings/<int:pk>/", rating.CreditRatingDetail.as_view(), name="credit_rating_detail"),
    path("pool/", pool.PooledList.as_view(), name="pooled_list"),
    path("pool/rules/", pool.PoolPreview.as_view(), name="pool_preview"),
    path("pool/<int:pk>/", pool.PooledDetail.as_view(), name="pooled_detail"),
    path("pool/<int:pk>/claim/", pool.PooledClaim.as_view(), name="pooled_claim"),
    path("pool/<int:pk>/assign/", pool.PooledAssign.as_view(), name="pooled_assign"),
    path("assignments/", assignment.AssignmentList.as_view(), name="assignment_list"),
    path("assignments/new/", assignment.AssignmentCreate.as_view(), name="assignment_create"),
    path("assignments/<int:pk>/", assignment.AssignmentDetail.as_view(), name="assignment_detail"),
    path("assignments/<int:pk>/confirm/", assignment.AssignmentConfirm.as_view(), name="assignment_confirm"),
    path("assignments/<int:pk>/refuse/", assignment.AssignmentRefuse.as_view(), name="assignment_refuse"),
    path("assignments/<int:pk>/recall/", assignment.AssignmentRecall.as_view(), name="assignment_recall"),
    path("assignments/<int:pk>/extend/", assignment.AssignmentExtend.as_view(), name="assignment_extend"),
    path("hand-over/", handover.HandoverList.as_view(), name="handover_list"),
    path("hand-over/new/", handover.HandoverCreate.as_view(), name="handover_create"),
    path("hand-over/<int:pk>/", handover.HandoverDetail.as_view(), name="handover_detail"),
    path("hand-over/<int:pk>/edit/", handover.HandoverEdit.as_view(), name="handover_edit"),
    path("hand-over/<int:pk>/send/", handover.HandoverSend.as_view(), name="handover_send"),
    path("hand-over/<int:pk>/accept/", handover.HandoverAccept.as_view(), name="handover_accept"),
    path("hand-over/<int:pk>/return/", handover.HandoverReturn.as_view(), name="handover_return"),
]
