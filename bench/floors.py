"""F0 answers `ok` behind session and sign-in; F1 reads 25 rows by an index into a plain Django template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts.models import Customer


@login_required
def f0(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@login_required
def f1(request: HttpRequest) -> HttpResponse:
    rows = Customer.objects.filter(is_deleted=False).order_by("pinyin", "id")[:25]
    return render(request, "bench_f1.html", {"rows": rows})
