from django.urls import path

from .views import centre, delegate, process, run, task

app_name = "workflow"
urlpatterns = [
    path("", centre.Inbox.as_view(), name="inbox"),
    path("start/", centre.StartList.as_view(), name="start_list"),
    path("start/<int:pk>/", centre.StartWork.as_view(), name="start_work"),
    path("delegations/", delegate.DelegatePage.as_view(), name="delegates"),
    path("delegations/<int:pk>/end/", delegate.DelegateRevoke.as_view(), name="delegate_revoke"),
    path("runs/", process.RunList.as_view(), name="run_list"),
    path("runs/<int:pk>/", run.RunPage.as_view(), name="run_detail"),
    path("runs/<int:pk>/<slug:action>/", run.RunActionPage.as_view(), name="run_action"),
    path("tasks/<int:pk>/", task.TaskPage.as_view(), name="task_detail"),
    path("tasks/<int:pk>/<slug:action>/", task.TaskActionPage.as_view(), name="task_action"),
    path("definitions/", process.ProcessList.as_view(), name="process_list"),
    path("definitions/<int:pk>/", process.ProcessPage.as_view(), name="process_detail"),
]
