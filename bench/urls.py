from django.urls import path

from kamcrm.urls import urlpatterns as product

from . import floors

urlpatterns = [path("bench/f0/", floors.f0), path("bench/f1/", floors.f1), *product]
