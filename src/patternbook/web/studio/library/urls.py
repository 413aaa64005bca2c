"""Finding a service in the library, and reading all about it."""

from __future__ import annotations

from django.urls import path

from patternbook.web.studio.library.views import finding, service, trying

urlpatterns = [
    path("", finding.search, name="library"),
    path("<slug:service>/", service.service, name="library_service"),
    path("<slug:service>/<str:number>/", service.service, name="library_version"),
    path("<slug:service>/<str:number>/try", trying.try_out, name="library_try"),
]
