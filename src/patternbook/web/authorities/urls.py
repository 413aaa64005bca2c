"""The front page and the councils' colours."""

from __future__ import annotations

from django.urls import path

from patternbook.web.authorities import views

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("<slug:council>/theme-<slug:digest>.css", views.theme, name="theme"),
]
