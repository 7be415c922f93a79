"""The process designer's pages inside the administration site."""

from django.urls import path

from .views import designer, dry_run, process

VERSION = "<int:pk>/versions/<int:number>/"
urlpatterns = [
    path("", process.ProcessList.as_view(), name="process_list"),
    path("new/", process.ProcessCreate.as_view(), name="process_create"),
    path("<int:pk>/", process.ProcessOverview.as_view(), name="process"),
    path("<int:pk>/edit/", process.ProcessEdit.as_view(), name="process_edit"),
    path("<int:pk>/compare/", process.VersionCompare.as_view(), name="process_compare"),
    path("<int:pk>/draft/", process.VersionAction.as_view(), {"verb": "draft"}, name="process_draft"),
    path(VERSION, designer.Designer.as_view(), name="process_designer"),
    path(VERSION + "draw/<slug:verb>/", designer.Draw.as_view(), name="process_draw"),
    path(VERSION + "try/", dry_run.DryRun.as_view(), name="process_dry_run"),
    *(
        path(f"{VERSION}{verb}/", process.VersionAction.as_view(), {"verb": verb}, name=f"process_{verb}")
        for verb in ("publish", "retire", "delete")
    ),
]
