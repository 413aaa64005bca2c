"""All addresses. The apps' own come first to last; a council's name is the first part of residents' addresses."""

from __future__ import annotations

from django.urls import include, path

from patternbook.web.kit import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("", include("patternbook.web.studio.urls")),
    path("staff/", include("patternbook.web.authorities.urls_staff")),
    path("staff/", include("patternbook.web.casework.urls")),
    path("", include("patternbook.web.authorities.urls")),
    path("", include("patternbook.web.journeys.urls")),
]

handler400 = "patternbook.web.kit.problems.bad_request"
handler403 = "patternbook.web.kit.problems.not_allowed"
handler404 = "patternbook.web.kit.problems.not_found"
handler500 = "patternbook.web.kit.problems.went_wrong"
