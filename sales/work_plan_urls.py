"""Where the pages of work plans are."""

from django.urls import path

from .views import work_plan

urlpatterns = [
    path("plans/", work_plan.WorkPlanList.as_view(), name="work_plan_list"),
    path("plans/new/", work_plan.WorkPlanCreate.as_view(), name="work_plan_create"),
    path("plans/<int:pk>/", work_plan.WorkPlanDetail.as_view(), name="work_plan_detail"),
    path("plans/<int:pk>/edit/", work_plan.WorkPlanEdit.as_view(), name="work_plan_edit"),
    path("plans/<int:pk>/delete/", work_plan.WorkPlanDelete.as_view(), name="work_plan_delete"),
    path("plans/<int:pk>/items/", work_plan.WorkPlanItems.as_view(), name="work_plan_items"),
    path("plans/<int:pk>/comment/", work_plan.WorkPlanComment.as_view(), name="work_plan_comment"),
    path("plans/items/<int:pk>/tick/", work_plan.ItemTick.as_view(), name="work_plan_tick"),
    path("plans/items/<int:pk>/drop/", work_plan.ItemDrop.as_view(), name="work_plan_drop"),
]
