from django.urls import path

from .views import attachment, bulk, columns, export, imports, pick, saved_view, star

app_name = "records"
urlpatterns = [
    path("files/<int:pk>/", attachment.AttachmentDownload.as_view(), name="file"),
    path("files/<int:pk>/remove/", attachment.AttachmentRemove.as_view(), name="file_remove"),
    path("exports/", export.ExportList.as_view(), name="export_list"),
    path("exports/<int:pk>/", export.ExportDownload.as_view(), name="export_file"),
    path("imports/", imports.ImportList.as_view(), name="import_list"),
    path("imports/<int:pk>/", imports.ImportRunPage.as_view(), name="import_run"),
    path("imports/<int:pk>/columns/", imports.ImportMap.as_view(), name="import_map"),
    path("imports/<int:pk>/begin/", imports.ImportBegin.as_view(), name="import_begin"),
    path("imports/<int:pk>/revert/", imports.ImportRevert.as_view(), name="import_revert"),
    path("imports/<int:pk>/errors/", imports.ImportErrors.as_view(), name="import_errors"),
    path("<slug:name>/import/", imports.ImportStart.as_view(), name="import_start"),
    path("<slug:name>/import/template/", imports.ImportTemplate.as_view(), name="import_template"),
    path("<slug:name>/pick/", pick.PickView.as_view(), name="pick"),
    path("<slug:name>/export/", export.ExportPage.as_view(), name="export"),
    path("<slug:name>/bulk/<slug:verb>/", bulk.BulkPage.as_view(), name="bulk"),
    path("<slug:name>/columns/", columns.ColumnsPage.as_view(), name="columns"),
    path("<slug:name>/views/", saved_view.SavedViewsPage.as_view(), name="views"),
    path("<slug:name>/views/<int:pk>/<slug:verb>/", saved_view.SavedViewChange.as_view(), name="view_change"),
    path("<slug:name>/<int:pk>/star/", star.StarToggle.as_view(), name="star"),
    path("<slug:name>/<int:pk>/files/", attachment.AttachmentUpload.as_view(), name="attach"),
]
