"""The designers' addresses: the public library, and what each council does with it."""

from __future__ import annotations

from django.urls import include, path

PUBLIC = ("library", "comparing")
OF_A_COUNCIL = ("adopting", "upgrading", "offering", "editing")

urlpatterns = [
    *(path("library/", include(f"patternbook.web.studio.{part}.urls")) for part in PUBLIC),
    path("staff/<slug:council>/services/", include("patternbook.web.studio.library.urls_staff")),
    *(
        path("staff/<slug:council>/services/", include(f"patternbook.web.studio.{part}.urls"))
        for part in OF_A_COUNCIL
    ),
]
