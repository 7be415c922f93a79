"""Where the pages of visits and work plans are."""

from django.urls import path

from . import work_plan_urls
from .views import visit, visit_counts, visit_map

urlpatterns = [
    path("visits/", visit.VisitList.as_view(), name="visit_list"),
    path("visits/new/", visit.VisitCreate.as_view(), name="visit_create"),
    path("visits/now/", visit.VisitNow.as_view(), name="visit_now"),
    path("visits/counts/", visit_counts.VisitCounts.as_view(), name="visit_counts"),
    path("visits/map/", visit_map.VisitMap.as_view(), name="visit_map"),
    path("visits/<int:pk>/", visit.VisitDetail.as_view(), name="visit_detail"),
    path("visits/<int:pk>/edit/", visit.VisitEdit.as_view(), name="visit_edit"),
    path("visits/<int:pk>/delete/", visit.VisitDelete.as_view(), name="visit_delete"),
    path("visits/<int:pk>/plan/", visit.VisitPlan.as_view(), name="visit_plan"),
    path("visits/<int:pk>/check-in/", visit.VisitCheckIn.as_view(), name="visit_check_in"),
    path("visits/<int:pk>/check-out/", visit.VisitCheckOut.as_view(), name="visit_check_out"),
    path("visits/<int:pk>/write/", visit.VisitWrite.as_view(), name="visit_write"),
    path("visits/<int:pk>/review/", visit.VisitReview.as_view(), name="visit_review"),
    path("visits/<int:pk>/exception/", visit.VisitExemption.as_view(), name="visit_exemption"),
    path("visits/<int:pk>/reschedule/", visit.VisitReschedule.as_view(), name="visit_reschedule"),
    path("visits/<int:pk>/cancel/", visit.VisitCancel.as_view(), name="visit_cancel"),
    path("visits/<int:pk>/photo/", visit.VisitPhoto.as_view(), name="visit_photo"),
]
urlpatterns += work_plan_urls.urlpatterns
