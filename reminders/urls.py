from django.urls import path

from .views import notice, notification, task

app_name = "reminders"
urlpatterns = [
    path("notifications/", notification.NotificationList.as_view(), name="notification_list"),
    path("notifications/read/", notification.NotificationsRead.as_view(), name="notifications_read"),
    path("notifications/<int:pk>/open/", notification.NotificationOpen.as_view(), name="notification_open"),
    path("notices/", notice.NoticeList.as_view(), name="notice_list"),
    path("notices/new/", notice.NoticeCreate.as_view(), name="notice_create"),
    path("notices/<int:pk>/", notice.NoticeDetail.as_view(), name="notice_detail"),
    path("notices/<int:pk>/edit/", notice.NoticeEdit.as_view(), name="notice_edit"),
    path("notices/<int:pk>/delete/", notice.NoticeDelete.as_view(), name="notice_delete"),
    path("tasks/", task.TaskList.as_view(), name="task_list"),
    path("tasks/new/", task.TaskCreate.as_view(), name="task_create"),
    path("tasks/<int:pk>/", task.TaskDetail.as_view(), name="task_detail"),
    path("tasks/<int:pk>/edit/", task.TaskEdit.as_view(), name="task_edit"),
    path("tasks/<int:pk>/report/", task.TaskReport.as_view(), name="task_report"),
    path("tasks/<int:pk>/accept/", task.TaskAccept.as_view(), name="task_accept"),
    path("tasks/<int:pk>/cancel/", task.TaskCancel.as_view(), name="task_cancel"),
]
