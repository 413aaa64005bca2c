"""The front page and the councils' colours."""

from __future__ import annotations

from django.urls import path

from patternbook.web.authorities.views import public

urlpatterns = [
    path("", public.front_page, name="front_page"),
    path("<slug:council>/theme-<slug:digest>.css", public.theme, name="theme"),
]
