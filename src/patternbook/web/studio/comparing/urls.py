"""Councils side by side on one service."""

from __future__ import annotations

from django.urls import path

from patternbook.web.studio.comparing import views

urlpatterns = [
    path("<slug:service>/compare", views.compare, name="library_compare"),
    path("<slug:service>/compare.csv", views.as_sheet, name="library_compare_csv"),
]
