"""The administration site: unfold's look, our own sign-in, and rights from roles alone."""

from typing import Any

from django.apps import apps
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite


class CrmAdminSite(UnfoldAdminSite):
    site_header = _("System management")
    index_title = _("System management")
    lodgers = {"axes": "accounts", "django_celery_beat": "core"}  # other packages' models, under our headings

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what system/admin names is here: pages of other packages would be unlogged and unthemed."""
        if admin_class is not None and admin_class.__module__.startswith("system.admin."):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.has_perm("accounts.access_admin")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from records import parameters

        context = super().each_context(request)
        return {**context, "site_title": parameters.get("company_name") or context["site_title"]}

    def get_urls(self) -> list[Any]:
        from . import designer_urls, settings_urls

        return [
            path("processes/", include(designer_urls.urlpatterns)),
            *settings_urls.urlpatterns,
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        found = super().get_app_list(request, app_label)
        by_label = {app["app_label"]: app for app in found}
        if app_label is None:
            for line in self._pages(request):
                self._place(line, found, by_label)
        for lodger, host in self.lodgers.items():
            if lodger in by_label and host in by_label:
                by_label[host]["models"] += by_label[lodger]["models"]
                found.remove(by_label[lodger])
        return found

    def _pages(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Pages of our own stand among the lists of rows."""
        from records.models import Arrangement, Dictionary, NumberRule, Parameter
        from workflow.models import ProcessDefinition

        pages: list[tuple[Any, Any, str]] = [
            (Parameter, _("Parameters"), "admin:parameters"),
            (Arrangement, _("Menu and layouts"), "admin:arrangements"),
            (Dictionary, _("Dictionaries"), "admin:dictionaries"),
            (NumberRule, _("Numbering rules"), "admin:numbering"),
            (ProcessDefinition, _("Process designer"), "admin:process_list"),
        ]
        return [
            {
                "name": name,
                "object_name": model.__name__,
                "admin_url": reverse(address),
                "add_url": None,
                "view_only": False,
                "perms": {"view": True, "add": False, "change": True, "delete": False},
                "model": model,
            }
            for model, name, address in pages
            if request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
        ]

    def _place(self, line: dict[str, Any], found: list[Any], by_label: dict[str, Any]) -> None:
        """Among the lists of its app, by name as those are."""
        label = line["model"]._meta.app_label
        if label not in by_label:
            by_label[label] = {
                "name": apps.get_app_config(label).verbose_name,
                "app_label": label,
                "app_url": line["admin_url"],
                "has_module_perms": True,
                "models": [],
            }
            found.append(by_label[label])
        by_label[label]["models"].append(line)
        by_label[label]["models"].sort(key=lambda one: str(one["name"]).lower())

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one sign-in; who is signed in and may not come here is told so."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise PermissionDenied("accounts.access_admin")
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("accounts:profile")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("accounts:password_change")
