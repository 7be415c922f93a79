"""What the bell opens: one's own notifications, unread first."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.pages import Page

from ..models import Notification
from ..services.notification import mark_read

PAGE_SIZE = 30


class NotificationList(Page):
    template = "reminders/notification_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Notification.objects.filter(recipient=request.user)
        only_unread = request.GET.get("show") != "all"
        if only_unread:
            rows = rows.filter(read_at__isnull=True)
        before = request.GET.get("before", "")
        if before.isascii() and before.isdigit() and len(before) < 19:
            rows = rows.filter(pk__lt=int(before))
        found = list(rows[: PAGE_SIZE + 1])
        older = found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None
        return self.show(
            title=_("Notifications"), notifications=found[:PAGE_SIZE], older=older, only_unread=only_unread
        )


class NotificationOpen(Page):
    """Reading it and going where it leads is one click."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notification = get_object_or_404(Notification, pk=pk, recipient=request.user)
        mark_read(request.user, [notification.pk])
        target = notification.url
        if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            return redirect("reminders:notification_list")
        return HttpResponseRedirect(target)


class NotificationsRead(Page):
    def post(self, request: HttpRequest) -> HttpResponse:
        mark_read(request.user)
        return redirect("reminders:notification_list")
