from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from . import problems
from .routes import api, openapi

app_name = "api"


@csrf_exempt
def nothing_here(request: HttpRequest, *args: str) -> HttpResponse:
    return problems.answer(problems.not_found())


def as_problem(view):
    """Methods that a path does not offer are refused in the API's own words."""

    def answered(request: HttpRequest, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return problems.method_not_allowed(response)
        return response

    return csrf_exempt(answered)


_paths, _app, _namespace = api.urls
for _pattern in _paths:
    _pattern.callback = as_problem(_pattern.callback)

urlpatterns = [
    path("v1/openapi.json", as_problem(require_GET(openapi)), name="openapi"),
    path("v1/", (_paths, _app, _namespace)),
    re_path(r"^v1(?:/.*)?$", nothing_here),
]
