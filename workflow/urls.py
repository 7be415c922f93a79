from django.urls import path

from .views import run

app_name = "workflow"
urlpatterns = [
    path("runs/<int:pk>/", run.RunPage.as_view(), name="run_detail"),
    path("tasks/<int:pk>/", run.RunPage.as_view(), name="task_detail"),
    path("definitions/<int:pk>/", run.RunPage.as_view(), name="process_detail"),
]
