from django.urls import path

from .views import notice, notification

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
]
